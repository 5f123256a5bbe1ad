import type { MessagingError } from '../../../messaging/error';

/**
 * Explains each error code of the WhatsApp Business Platform to the user, and whether the same request may be retried
 * (docs/facts/whatsapp-cloud.md#error-codes, after Meta's error pages of 2025 and 2026).
 */

export interface ErrorEntry {
	/** Single codes, and ranges with both ends included. Codes that share an entry mean the same to the reader. */
	codes: ReadonlyArray<number | readonly [first: number, last: number]>;
	title: string;
	/** The next step of the user, in the imperative. */
	remedy: string;
	/**
	 * `no`: would fail again. `backoff`: refused before it was processed, a retry is safe. `later`: a condition must
	 * change first. `unsafe`: the message may have been sent already, so it is not retried automatically.
	 */
	policy: 'no' | 'backoff' | 'later' | 'unsafe';
	/** The meaning for shared code; see MessagingError. */
	meaning?: MessagingError['meaning'];
	limitedFor?: MessagingError['limitedFor'];
	/** Seconds to wait before a retry; absent where no time is documented. */
	waitSeconds?: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const access: readonly ErrorEntry[] = [
	{
		codes: [0],
		title: 'WhatsApp did not accept the login',
		remedy:
			'Create a new access token for a system user in Meta Business Settings and paste it into the credential.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [190],
		title: 'The access token has expired or was revoked',
		remedy:
			'Create a new access token and paste it into the credential. Use a system user token that never expires: tokens from the App Dashboard last only a day.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [104],
		title: 'The request came without an access token',
		remedy: 'Open the credential, paste the access token again and save it.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [3],
		title: 'The app lacks a capability for this call',
		remedy:
			'Give the app the permissions whatsapp_business_messaging and whatsapp_business_management, then create a new token.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [10],
		title: 'Permission for this action is missing',
		remedy:
			'Check in Meta Business Settings that the token has the WhatsApp permissions and that the account may use this feature.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [[200, 299]],
		title: 'The token has no access to this WhatsApp account',
		remedy:
			'In Meta Business Settings, assign the app and the WhatsApp account to the system user that owns the token.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [131005],
		title: 'Access to this number was denied',
		remedy:
			'Check that the sender belongs to the WhatsApp account of the credential and that the token was created for that account.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
];

const outages: readonly ErrorEntry[] = [
	{
		codes: [1],
		title: 'WhatsApp could not read the request, or has an outage',
		remedy:
			'Check the status page of Meta first. If it shows no outage, check the fields of this message. Check whether the customer got it before you send it again.',
		policy: 'unsafe',
	},
	{
		codes: [2],
		title: 'WhatsApp is not available at the moment',
		remedy: 'Wait some minutes for a delivery status. Send again only if none arrives.',
		policy: 'unsafe',
	},
	{
		codes: [131000],
		title: 'WhatsApp reported an unknown error',
		remedy:
			'Check whether the customer got the message. If not, send it again. If it fails again, give the trace id to Meta support.',
		policy: 'unsafe',
	},
	{
		codes: [131016],
		title: 'A WhatsApp service is not available',
		remedy:
			'Wait until the status page of Meta shows no outage. Send again only if no delivery status has arrived by then.',
		policy: 'unsafe',
	},
	{
		codes: [133004],
		title: 'The WhatsApp server is not available',
		remedy:
			'Read the reason, wait until the server is back, and check for a delivery status before you send again.',
		policy: 'unsafe',
	},
	{
		codes: [131057],
		title: 'Your number is being upgraded',
		remedy: 'No action needed. The upgrade takes about a minute, then the message is sent again.',
		policy: 'backoff',
		waitSeconds: MINUTE,
	},
	{
		codes: [2494100],
		title: 'Your number is under maintenance',
		remedy: 'Wait a few minutes until the number is available again.',
		policy: 'backoff',
		waitSeconds: 5 * MINUTE,
	},
];

const throttles: readonly ErrorEntry[] = [
	{
		codes: [4],
		title: 'The app made too many calls',
		remedy:
			'Wait and make fewer calls. Dropdowns, reports and templates count here, messages do not.',
		policy: 'backoff',
		meaning: 'rateLimited',
		waitSeconds: MINUTE,
	},
	{
		codes: [80007],
		title: 'The WhatsApp account made too many calls this hour',
		remedy:
			'Wait until the hour is over. An account without a registered number may make 200 management calls an hour.',
		policy: 'backoff',
		meaning: 'rateLimited',
		waitSeconds: MINUTE,
	},
	{
		codes: [130429],
		title: 'Too many messages per second from your number',
		remedy:
			'Set a lower sending rate: most numbers may send 80 messages a second, numbers shared with the WhatsApp Business app 20.',
		policy: 'backoff',
		meaning: 'rateLimited',
		waitSeconds: 1,
	},
	{
		codes: [131056],
		title: 'Too many messages to the same customer',
		remedy:
			'Leave about six seconds between two messages to one customer, or put them into one message.',
		policy: 'backoff',
		meaning: 'rateLimited',
		limitedFor: 'recipient',
		// Meta asks for 4^n seconds; this is the first step.
		waitSeconds: 4,
	},
	{
		codes: [131059],
		title: 'The position in the template list is no longer valid',
		remedy: 'Load the list again from its start.',
		policy: 'backoff',
		waitSeconds: 1,
	},
	{
		codes: [131048],
		title: 'WhatsApp stopped your number because of spam reports',
		remedy:
			'Stop the campaign now. Check the quality of the number in WhatsApp Manager, and write only to customers who agreed.',
		policy: 'no',
	},
	{
		codes: [131064],
		title: 'Templates were filed in the wrong category too often',
		remedy:
			'Correct the category of your templates in WhatsApp Manager. Meta then lifts the restriction automatically.',
		policy: 'later',
	},
	{
		codes: [133016],
		title: 'The number was registered or deregistered too often',
		remedy: 'Wait 72 hours before you register or deregister this number again.',
		policy: 'later',
		waitSeconds: 3 * DAY,
	},
	{
		codes: [131049],
		title: 'WhatsApp held back this promotion to protect the customer',
		remedy:
			'Wait at least 24 hours before the next promotion, because this customer gets many at the moment.',
		policy: 'later',
		waitSeconds: DAY,
	},
];

const restrictions: readonly ErrorEntry[] = [
	{
		codes: [368],
		title: 'The account is temporarily blocked for a policy violation',
		remedy: 'Read in Business Support Home at Meta which rule was broken and when the block ends.',
		policy: 'later',
	},
	{
		codes: [131031],
		title: 'The account is locked',
		remedy:
			'Open WhatsApp Manager, read why the account was locked and ask for a review. If you just registered a number, check its PIN.',
		policy: 'no',
	},
	{
		codes: [130497],
		title: 'Your kind of business may not write to this country',
		remedy: 'Do not message customers in that country on WhatsApp; use another channel for them.',
		policy: 'no',
	},
	{
		codes: [131037],
		title: 'The display name of your number is not approved yet',
		remedy: 'Have the display name approved in WhatsApp Manager, then send again.',
		policy: 'no',
	},
	{
		codes: [131042],
		title: 'There is a problem with the payment for your WhatsApp account',
		remedy:
			'Open the payment settings of the WhatsApp account at Meta and check the card, the limit and the currency.',
		policy: 'no',
	},
	{
		codes: [131044],
		title: 'No payment method is set for calls',
		remedy: 'Add a payment method to the WhatsApp account before customers can call you.',
		policy: 'no',
	},
	{
		codes: [131063],
		title: 'Promotions are switched off for this WhatsApp account',
		remedy:
			'Switch marketing messages on again in WhatsApp Manager, or send them through the Marketing Messages API.',
		policy: 'no',
	},
	{
		codes: [134011],
		title: 'The payment terms are not accepted',
		remedy: 'Accept the WhatsApp payment terms of service in WhatsApp Manager.',
		policy: 'no',
	},
];

const recipients: readonly ErrorEntry[] = [
	{
		codes: [131026],
		title: 'The message cannot be delivered to this customer',
		remedy:
			'The number may not be on WhatsApp, use an old version, or have blocked you. Check the number, or reach the customer on another channel.',
		policy: 'no',
	},
	{
		codes: [131030],
		title: 'This phone is not on the list of your test number',
		remedy:
			'Add the phone under WhatsApp > API Setup in the App Dashboard (a test number has five places), or send from your real number.',
		policy: 'no',
	},
	{
		codes: [131021],
		title: 'Sender and recipient are the same number',
		remedy: 'Choose another recipient: a number cannot write to itself.',
		policy: 'no',
	},
	{
		codes: [131047],
		title: 'The 24 hours to answer freely are over',
		remedy:
			'Send an approved template. As soon as the customer answers it, you can write freely again for 24 hours.',
		policy: 'no',
		meaning: 'windowClosed',
	},
	{
		codes: [131050],
		title: 'The customer stopped your promotions',
		remedy:
			'Take this customer off your promotion lists until they allow promotions again. Other messages still reach them.',
		policy: 'no',
		meaning: 'optedOut',
	},
	{
		codes: [130403],
		title: 'You have blocked this customer',
		remedy: 'Unblock the customer in WhatsApp Manager if you want to write to them.',
		policy: 'no',
	},
	{
		codes: [130472],
		title: 'The customer is part of a WhatsApp experiment',
		remedy: 'WhatsApp does not deliver promotions to this customer for now. Use another channel.',
		policy: 'no',
	},
	{
		codes: [131062],
		title: 'This message needs a phone number',
		remedy:
			'The customer is only known by a user id. Ask for the phone number first; login codes cannot go to a user id.',
		policy: 'no',
	},
	{
		codes: [137000],
		title: 'The identity of the customer has changed',
		remedy:
			'Make sure that you still write to the same customer, then send again with the new identity.',
		policy: 'no',
	},
	{
		codes: [[139100, 139103]],
		title: 'The list of blocked customers could not be changed',
		remedy:
			'Only customers who wrote to you in the last 24 hours can be blocked, and the list holds 64,000. Read the reason.',
		policy: 'no',
	},
];

const content: readonly ErrorEntry[] = [
	{
		codes: [100],
		title: 'WhatsApp could not read a part of the request',
		remedy:
			'Read the reason, which names the wrong field. Also check that the sender and the account id in the credential exist.',
		policy: 'no',
	},
	{
		codes: [33],
		title: 'Your number does not exist any more',
		remedy: 'Choose the sender again from the list. The number was deleted, or its id is wrong.',
		policy: 'no',
	},
	{
		codes: [131008],
		title: 'A required field is missing',
		remedy: 'Fill in the field that the reason names.',
		policy: 'no',
	},
	{
		codes: [131009],
		title: 'A field has a value that WhatsApp does not accept',
		remedy:
			'Correct the field that the reason names. Texts may be too long; reactions only work on messages of the last 30 days.',
		policy: 'no',
	},
	{
		codes: [135000],
		title: 'WhatsApp refused the content of the message',
		remedy: 'Compare the fields of this message with its template or type and correct them.',
		policy: 'no',
	},
	{
		codes: [131051],
		title: 'WhatsApp does not know this type of message',
		remedy: 'Choose another message type.',
		policy: 'no',
	},
	{
		codes: [131052],
		title: 'The file of the customer could not be fetched',
		remedy: 'Ask the customer to send the file again. Files of more than 100 MB do not arrive.',
		policy: 'no',
	},
	{
		codes: [131053],
		title: 'WhatsApp did not accept your file',
		remedy:
			'Check the kind and size of the file. A link must be public, use https and answer with the right content type.',
		policy: 'no',
	},
	{
		codes: [131060],
		title: 'The content of the customer is not available',
		remedy: 'Ask the customer to send it again in another form.',
		policy: 'no',
	},
	{
		codes: [131055, 134100],
		title: 'This way of sending takes only promotional templates',
		remedy: 'Send this message the normal way, not through the Marketing Messages API.',
		policy: 'no',
	},
	{
		codes: [139200],
		title: 'Sending without a template is blocked here',
		remedy: 'Send an approved template: Direct Send is not allowed for this account or this text.',
		policy: 'no',
	},
];

const templates: readonly ErrorEntry[] = [
	{
		codes: [132000],
		title: 'The template needs another number of values',
		remedy: 'Choose the template again from the list and fill in every value that it shows.',
		policy: 'no',
	},
	{
		codes: [132001],
		title: 'The template does not exist in this language',
		remedy:
			'Check name and language exactly (es is not es_ES), and wait until the template is approved.',
		policy: 'no',
	},
	{
		codes: [132005],
		title: 'The filled-in template is too long',
		remedy: 'Use shorter values.',
		policy: 'no',
	},
	{
		codes: [132007],
		title: 'The template breaks a content rule of WhatsApp',
		remedy: 'Rewrite the template in WhatsApp Manager and have it approved again.',
		policy: 'no',
	},
	{
		codes: [132008, 132012, 132018],
		title: 'A value is not valid for its variable in the template',
		remedy:
			'Check each value. It must not be empty or contain line breaks or tabs, and must be a file where the template has a file.',
		policy: 'no',
	},
	{
		codes: [132015],
		title: 'The template is paused because of its quality',
		remedy:
			'WhatsApp releases it after 3 hours, the second time after 6. Improve the template before the third time disables it.',
		policy: 'later',
		waitSeconds: 3 * HOUR,
	},
	{
		codes: [132016],
		title: 'The template is disabled for good',
		remedy: 'Create a new template with another text.',
		policy: 'no',
	},
	{
		codes: [134101],
		title: 'The template is still being prepared',
		remedy: 'Wait ten minutes and send it again.',
		policy: 'later',
		waitSeconds: 10 * MINUTE,
	},
	{
		codes: [134102],
		title: 'The template cannot be used with the Marketing Messages API',
		remedy:
			'Check in WhatsApp Manager whether the account has finished joining the Marketing Messages API.',
		policy: 'no',
	},
	{
		codes: [2388019],
		title: 'The account has reached its limit of templates',
		remedy:
			'Delete templates that you no longer use, or have your business verified to get more room.',
		policy: 'no',
	},
	{
		codes: [2388039],
		title: 'This template cannot be edited now',
		remedy:
			'An approved template can be edited once a day and ten times a month, and only while approved, rejected or paused.',
		policy: 'no',
	},
	{
		codes: [2388040],
		title: 'A text of the template is too long',
		remedy: 'Shorten it: 60 characters for header and footer, 1,024 for the body, 25 for a button.',
		policy: 'no',
	},
	{
		codes: [2388047],
		title: 'The header of the template is not accepted',
		remedy: 'Use plain text without emoji or formatting in the header, and at most one variable.',
		policy: 'no',
	},
	{
		codes: [2388072],
		title: 'The body of the template is not accepted',
		remedy: 'Check the variables of the body and give an example for each.',
		policy: 'no',
	},
	{
		codes: [2388073],
		title: 'The footer of the template is not accepted',
		remedy: 'Use plain text without variables in the footer.',
		policy: 'no',
	},
	{
		codes: [2388293],
		title: 'The template has too many variables for its length',
		remedy: 'Write more fixed text around the variables, or use fewer of them.',
		policy: 'no',
	},
	{
		codes: [2388299],
		title: 'The template starts or ends with a variable',
		remedy: 'Put text before the first variable and after the last one.',
		policy: 'no',
	},
];

const forms: readonly ErrorEntry[] = [
	{
		codes: [132068],
		title: 'The form is blocked',
		remedy:
			'Open the Flow in WhatsApp Manager, correct the errors that it shows and publish it again.',
		policy: 'no',
	},
	{
		codes: [132069],
		title: 'The form was slowed down because it fails too often',
		remedy: 'Correct the endpoint of the Flow. Until then it can be sent ten times an hour.',
		policy: 'later',
		waitSeconds: HOUR,
	},
	{
		codes: [[139000, 139004]],
		title: 'The form cannot be sent',
		remedy:
			'Check in WhatsApp Manager that the Flow is published and healthy, and that its first screen exists.',
		policy: 'no',
	},
];

const numbers: readonly ErrorEntry[] = [
	{
		codes: [131045],
		title: 'Your number is not registered correctly',
		remedy: 'Register the number again in WhatsApp Manager, then send again.',
		policy: 'no',
	},
	{
		codes: [133000],
		title: 'The number was only half deregistered',
		remedy: 'Deregister the number again, then register it.',
		policy: 'later',
	},
	{
		codes: [133005],
		title: 'The PIN of the number is wrong',
		remedy: 'Enter the two-step PIN of the number again, or reset it in WhatsApp Manager.',
		policy: 'no',
	},
	{
		codes: [133006],
		title: 'The number has to be verified again',
		remedy: 'Ask for a new verification code for the number and enter it.',
		policy: 'no',
	},
	{
		codes: [133008],
		title: 'The PIN was guessed too often',
		remedy: 'Wait as long as the reason says, then enter the right PIN.',
		policy: 'no',
	},
	{
		codes: [133009],
		title: 'The PIN was entered too fast',
		remedy: 'Wait a few minutes, then enter the PIN again.',
		policy: 'no',
	},
	{
		codes: [133010],
		title: 'Your number is not registered for the Cloud API',
		remedy: 'Register the number in WhatsApp Manager before you send from it.',
		policy: 'no',
	},
	{
		codes: [133015],
		title: 'The number was deleted a moment ago',
		remedy: 'Wait five minutes before you register it again.',
		policy: 'later',
		waitSeconds: 5 * MINUTE,
	},
	{
		codes: [136024],
		title: 'The verification code of the number is not accepted',
		remedy: 'Ask for a new code, and check that the number is not verified already.',
		policy: 'no',
	},
	{
		codes: [[147001, 147005]],
		title: 'The user name of the business could not be changed',
		remedy: 'Choose another user name, or check in WhatsApp Manager who owns this one.',
		policy: 'no',
	},
	{
		codes: [[2494164, 2494179]],
		title: 'The sign-up link is not accepted',
		remedy: 'Check the settings of the In-App Signup in WhatsApp Manager.',
		policy: 'no',
	},
	{
		codes: [[2593107, 2593109]],
		title: 'The WhatsApp Business app could not be synchronised',
		remedy:
			'Disconnect the number from the app and connect it again; a synchronisation can be asked for only once.',
		policy: 'no',
	},
];

const otherProducts: readonly ErrorEntry[] = [
	{
		codes: [[138000, 138999]],
		title: 'The call could not be made',
		remedy:
			'Check in WhatsApp Manager that calls are switched on and that the customer has allowed them.',
		policy: 'no',
	},
	{
		codes: [131020, 131041, [131200, 131299]],
		title: 'The group message could not be sent',
		remedy:
			'Check that the group still exists and that your number is in it; otherwise write to one customer.',
		policy: 'no',
	},
];

/** Every documented code. No code is in two entries. */
export const ERROR_TABLE: readonly ErrorEntry[] = [
	...access,
	...outages,
	...throttles,
	...restrictions,
	...recipients,
	...content,
	...templates,
	...forms,
	...numbers,
	...otherProducts,
];

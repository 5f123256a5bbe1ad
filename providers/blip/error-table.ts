import type { MessagingError } from '../../messaging/error';

/**
 * Explanations of LIME's reason codes (docs/facts/blip.md#reason-codes). The codes come in a `failed` notification, and
 * in a command with `status: failure`, which is HTTP 200. Refusals by WhatsApp itself have Meta's codes and are
 * explained there.
 */
export interface ReasonEntry extends Pick<MessagingError, 'title' | 'remedy' | 'meaning'> {
	codes: readonly number[];
	/** `backoff`: refused before it was processed, a repeat is safe. */
	policy: 'no' | 'backoff' | 'later' | 'unsafe';
	waitSeconds?: number;
}

export const REASON_TABLE: readonly ReasonEntry[] = [
	{
		codes: [1],
		title: 'Blip could not process the request',
		remedy: 'Read the reason. Check whether the customer got the message before you send it again.',
		policy: 'unsafe',
	},
	{
		codes: [11, 12, 13, 14, 15, 16, 17, 18, 65],
		title: 'Blip did not accept the connection of this bot',
		remedy: 'Copy the key again from Settings > Connection information of the bot.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [21, 22, 23, 24, 64],
		title: 'Blip could not read what was sent',
		remedy: 'Check the content of the message, above all a body that was pasted as JSON.',
		policy: 'no',
	},
	{
		codes: [25, 26],
		title: 'The address of the customer is not valid',
		remedy:
			'Send to the contact ID of an event ({{ $json.contact.id }}), or to a phone number with country code.',
		policy: 'no',
	},
	{
		codes: [27, 62, 63],
		title: 'Blip does not offer this feature here',
		remedy:
			'Check whether your contract includes the feature (campaigns and Desk are sold separately), and whether it belongs to the router instead of this bot.',
		policy: 'no',
	},
	{
		codes: [31, 32, 35, 66],
		title: 'This bot lacks the permission',
		remedy:
			'Check the key in the credential. WhatsApp needs the key of the router, a conversation behind the router that of its bot.',
		policy: 'no',
		meaning: 'wrongCredential',
	},
	{
		codes: [33, 42, 83],
		title: 'The customer was not found',
		remedy:
			'Check the number with its country code. It may not be on this channel, or never have written to this bot.',
		policy: 'no',
	},
	{
		codes: [34, 85],
		title: 'Blip received too many requests',
		remedy: 'Send more slowly: 50 messages per second for each bot, 3 on the free plan.',
		policy: 'backoff',
		waitSeconds: 60,
		meaning: 'rateLimited',
	},
	{
		codes: [41, 43, 44],
		title: 'Blip cannot reach this customer',
		remedy:
			'Check that the bot is published on the channel. Behind a router, the bot must be one of its services.',
		policy: 'no',
	},
	{
		codes: [51, 61, 101],
		title: 'The message was accepted, but not processed',
		remedy: 'Check whether the customer got the message before you send it again.',
		policy: 'unsafe',
	},
	{
		codes: [60],
		title: 'The distribution list is not valid',
		remedy:
			'Check the name of the list, and that this bot created it. No other bot may send to it.',
		policy: 'no',
	},
	{
		codes: [67],
		title: 'Blip found nothing with this name or id',
		remedy:
			'Check the name or id. Contacts, tickets and templates belong to one bot: the router and the bots behind it each see their own.',
		policy: 'no',
	},
	{
		codes: [71, 82, 84],
		title: 'The channel does not show this type of message',
		remedy: 'Choose another type of message for this channel.',
		policy: 'no',
	},
	{
		codes: [81],
		title: 'The channel refused the message',
		remedy:
			'Read the reason. If there is none, the bot may have no such channel: WhatsApp needs the key of the router.',
		policy: 'no',
	},
	{
		codes: [86],
		title: 'The channel did not answer in time',
		remedy: 'Check whether the customer got the message before you send it again.',
		policy: 'unsafe',
	},
	{
		codes: [87],
		title: 'The customer has blocked you',
		remedy: 'Send this customer no more messages.',
		policy: 'no',
		meaning: 'optedOut',
	},
];

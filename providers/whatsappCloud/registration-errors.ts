import type { MessagingError } from '../../messaging/error';
import type { HttpFailure, HttpRequest } from '../../messaging/http';
import { shownAddress } from '../../messaging/shown-address';
import { explainError } from './errors';

/** Errors of a registration, each with its remedy. */

/** Meta's code for a callback address that did not repeat the challenge. */
const CALLBACK_VERIFICATION_FAILED = new Set(['2200', '2201']);
/** Codes with which Graph answers an app id and a secret that do not belong together. */
const APPLICATION_NOT_PROVEN = new Set(['101', '102', '104', '190']);

/** Explains a refusal or failure of one of the registration's own requests. */
export function explainRegistrationFailure(
	request: HttpRequest,
	failure: HttpFailure,
): MessagingError {
	const error = explainError(failure);
	if (CALLBACK_VERIFICATION_FAILED.has(error.code)) return { ...error, ...CALLBACK_SILENT };
	if (request.identity === 'app' && APPLICATION_NOT_PROVEN.has(error.code)) {
		return { ...error, ...APPLICATION_REFUSED };
	}
	return error;
}

const CALLBACK_SILENT: Pick<MessagingError, 'title' | 'remedy' | 'retry'> = {
	title: 'Meta could not reach the address of this trigger',
	remedy:
		'Meta calls the address once to check it. Make sure that n8n can be reached from the internet over https with a certificate of a public authority, that WEBHOOK_URL is set to that address, and that no login, firewall or tunnel page blocks it. Then publish the workflow again.',
	retry: 'no',
};

const APPLICATION_REFUSED: Pick<MessagingError, 'title' | 'remedy' | 'retry'> = {
	title: 'Meta does not accept the App ID together with the App Secret',
	remedy:
		'Open developers.facebook.com, choose your app, then App Settings > Basic. Copy App ID and App Secret from that one page into the credential.',
	retry: 'no',
};

export function missingSetting(label: string): MessagingError {
	return {
		code: 'missingSetting',
		title: `The credential has no ${label}`,
		reason: `The trigger needs ${label} to register its address at Meta.`,
		remedy: `Open the credential and fill in ${label}. Its description shows where to find it.`,
		retry: 'no',
	};
}

export function addressTooLong(characters: number, limit: number): MessagingError {
	return {
		code: 'addressTooLong',
		title: 'The address of this trigger is too long for Meta',
		reason: `It has ${characters} characters, Meta takes ${limit}.`,
		remedy: 'Give n8n a shorter public address (WEBHOOK_URL).',
		retry: 'no',
	};
}

export function addressNotSecure(url: string): MessagingError {
	return {
		code: 'addressNotSecure',
		title: 'Meta only calls https addresses',
		reason: `The address of this trigger is ${shownAddress(url)}.`,
		remedy:
			'Set WEBHOOK_URL to the https address under which n8n can be reached from the internet, or use the Simulator, which needs no public address.',
		retry: 'no',
	};
}

/** Reports that the slot that this trigger needs holds the address of another system. */
export function addressTaken(slot: 'number' | 'account', url: string): MessagingError {
	const what = slot === 'number' ? 'this number' : 'this WhatsApp Business Account';
	return {
		code: 'addressTaken',
		title: 'Another address already receives these messages',
		reason: `Messages of ${what} go to ${shownAddress(url)}.`,
		remedy:
			'If that address is no longer needed, tick "Replace Existing Address" under Options of the trigger and publish the workflow again. Otherwise unpublish the other listener first, or choose another number.',
		retry: 'no',
	};
}

/** Reports that a test would take messages away from the system that gets them now. */
export function addressInUseForTest(url: string): MessagingError {
	return {
		code: 'addressInUse',
		title: 'A test would take messages away from the address in use',
		reason: `Messages go to ${shownAddress(url)}, and Meta can send them to one address only.`,
		remedy:
			'Try the workflow with the Simulator, which needs no account, or publish it and write to the number: the executions list shows what arrives at the production address.',
		retry: 'no',
	};
}

/** Explains an access token that belongs to another application than the App ID. */
export function appMismatch(appId: string, tokenApp: string | undefined): MessagingError {
	return {
		code: 'appMismatch',
		title: 'Access Token and App ID belong to different apps',
		reason: tokenApp
			? `The access token was created for app ${tokenApp}, the credential names app ${appId}.`
			: `App ${appId} is not among the apps of the WhatsApp Business Account after it was subscribed.`,
		remedy:
			'Copy App ID and App Secret from the app for which the access token was created, or create a token for the app in the credential (Meta Business Settings > System Users).',
		retry: 'no',
	};
}

/** Reports that another system's app subscription lacks the field on which every override depends. */
export function appLacksMessages(url: string): MessagingError {
	return {
		code: 'messagesNotSubscribed',
		title: 'The app is not subscribed to messages',
		reason: `The app sends its events to ${shownAddress(url)}, but not the field "messages", so no address gets any message.`,
		remedy:
			'Open developers.facebook.com, choose your app, then WhatsApp > Configuration > Webhook fields, and subscribe to "messages". Then publish the workflow again.',
		retry: 'no',
	};
}

/** Explains an answer that is neither a refusal nor the expected data. Nothing is written after it. */
export function unreadableAnswer(what: string): MessagingError {
	return {
		code: 'unreadableAnswer',
		title: 'Meta answered in an unknown format',
		reason: `The answer about ${what} could not be read.`,
		remedy: 'Check the API Address in the credential. If it is right, try again in a few minutes.',
		retry: 'later',
	};
}

/** Explains an answer with status 200 whose body says that nothing was changed. */
export function notConfirmed(): MessagingError {
	return {
		code: 'notConfirmed',
		title: 'Meta did not make the change',
		reason: 'The request was answered, but without success.',
		remedy:
			'Publish the workflow again in a few minutes. If that does not help, read in the App Dashboard under WhatsApp > Configuration what Meta says about the webhook.',
		retry: 'later',
	};
}

/** Reports that Meta accepted a change, but reading back shows another value. */
export function notInEffect(url: string | undefined): MessagingError {
	return {
		code: 'notInEffect',
		title: 'Meta accepted the address but does not use it',
		reason: url
			? `Messages still go to ${shownAddress(url)}.`
			: 'After the registration no address is in effect.',
		remedy:
			'Publish the workflow again in a few minutes. If that does not help, compare the addresses in the App Dashboard under WhatsApp > Configuration.',
		retry: 'later',
	};
}

import type { MessagingError } from '../../messaging/error';
import { shownAddress } from '../../messaging/shown-address';

/** Errors of the webhook in Botmaker's console, each with its remedy. */

const WHERE = 'In Botmaker open Integrations > Webhooks';

export function notSetUp(url: string): MessagingError {
	return {
		code: 'webhookMissing',
		title: 'Botmaker does not know the address of this trigger yet',
		reason: `No webhook in Botmaker has the address ${shownAddress(url)} for this channel.`,
		remedy: `${WHERE}, add a webhook for the channel with this address, format 1.1, user messages and status changes, and the Webhook Token of the credential as security token. Then publish the workflow again.`,
		retry: 'no',
	};
}

/** Explains that another webhook gets the events of a channel: Botmaker sends them to one only. */
export function addressTaken(taken: string, url: string): MessagingError {
	return {
		code: 'addressTaken',
		title: 'Botmaker sends the messages of this channel to another address',
		reason: `They go to ${shownAddress(taken)}, and a channel can have one webhook only.`,
		remedy: `If that address is no longer needed, ${WHERE.replace('In', 'in')} and enter ${shownAddress(url)} in its place. Then publish the workflow again.`,
		retry: 'no',
	};
}

export function switchedOff(): MessagingError {
	return {
		code: 'webhookInactive',
		title: 'The webhook in Botmaker is switched off',
		reason: 'It has the address of this trigger, but it is not active.',
		remedy: `${WHERE} and switch it on. Then publish the workflow again.`,
		retry: 'no',
	};
}

export function withoutUserMessages(): MessagingError {
	return {
		code: 'webhookWithoutMessages',
		title: 'The webhook in Botmaker does not send messages of customers',
		reason: 'It has the address of this trigger, but user messages are not ticked.',
		remedy: `${WHERE}, tick user messages, and save. Then publish the workflow again.`,
		retry: 'no',
	};
}

export function tokenDiffers(): MessagingError {
	return {
		code: 'webhookTokenDiffers',
		title: 'The security token in Botmaker is not the Webhook Token of the credential',
		reason: 'Every message would be refused, because anyone could have sent it.',
		remedy: `${WHERE} and enter the Webhook Token of the credential as security token, or copy the one from there into the credential. Then publish the workflow again.`,
		retry: 'no',
	};
}

export function noWebhookForTest(): MessagingError {
	return {
		code: 'webhookMissing',
		title: 'A test needs a webhook in Botmaker first',
		reason: 'Chosen chats can be sent to the test address only by a rule of an existing webhook.',
		remedy: `${WHERE} and set up the webhook with the production URL. Or try the workflow with the Simulator, which needs no account.`,
		retry: 'no',
	};
}

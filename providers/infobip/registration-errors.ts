import type { MessagingError } from '../../messaging/error';
import { shownAddress } from '../../messaging/shown-address';

/** Errors of a registration, each with its remedy. */

export function tokenMissing(): MessagingError {
	return {
		code: 'missingSetting',
		title: 'There is no webhook token',
		reason: 'Infobip signs nothing, so the address must contain a secret token.',
		remedy:
			'Publish the workflow again. If that does not help, fill in Webhook Token in the credential.',
		retry: 'no',
	};
}

export function noSenderChosen(): MessagingError {
	return {
		code: 'missingSetting',
		title: 'No number is chosen in the trigger',
		reason: 'The credential registers the address for a single number.',
		remedy:
			'Choose the number or Viber sender in the trigger, or set Webhook Registration to Subscription in the credential.',
		retry: 'no',
	};
}

export function addressNotSecure(url: string): MessagingError {
	return {
		code: 'addressNotSecure',
		title: 'Infobip only calls https addresses',
		reason: `The address of this trigger is ${shownAddress(url)}.`,
		remedy:
			'Set WEBHOOK_URL to the https address under which n8n can be reached from the internet, or use the Simulator, which needs no public address.',
		retry: 'no',
	};
}

export function addressTooLong(characters: number, limit: number): MessagingError {
	return {
		code: 'addressTooLong',
		title: 'The address of this trigger is too long for Infobip',
		reason: `It has ${characters} characters, Infobip takes ${limit}.`,
		remedy: 'Give n8n a shorter public address (WEBHOOK_URL).',
		retry: 'no',
	};
}

/** Reports that the messages go to the address of another system. */
export function addressTaken(what: string): MessagingError {
	return {
		code: 'addressTaken',
		title: 'Another address already receives these messages',
		reason: `Messages go to ${what}.`,
		remedy:
			'If that address is no longer needed, tick "Replace Existing Address" under Options of the trigger and publish the workflow again. Otherwise remove it in the Infobip portal first, or choose another number.',
		retry: 'no',
	};
}

/** Reports that a test would take messages away from the system that gets them now. */
export function addressInUseForTest(what: string): MessagingError {
	return {
		code: 'addressInUse',
		title: 'A test could take messages away from the address in use',
		reason: `Messages go to ${what}.`,
		remedy:
			'Try the workflow with the Simulator, which needs no account, or publish it and write to the number: the executions list shows what arrives at the production address.',
		retry: 'no',
	};
}

/** Reports that Infobip accepted a change, but reading back shows another value. */
export function notInEffect(): MessagingError {
	return {
		code: 'notInEffect',
		title: 'Infobip accepted the address but does not show it',
		reason: 'After the registration the address cannot be read back.',
		remedy:
			'Publish the workflow again in a few minutes. If that does not help, check the subscriptions and the forwarding of the number in the Infobip portal.',
		retry: 'later',
	};
}

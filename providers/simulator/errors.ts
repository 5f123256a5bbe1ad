import { z } from 'zod';

import { explainDownloadEnd } from '../../messaging/downloaded-file';
import type { MessagingError } from '../../messaging/error';
import type { HttpFailure } from '../../messaging/http';

/**
 * Errors of the Simulator, with WhatsApp's codes (docs/facts/whatsapp-cloud.md#error-codes), so that the error branch
 * of a workflow can be tried. A refusal is always final, because no busy server is behind it.
 */

type Words = Pick<MessagingError, 'title' | 'reason' | 'remedy' | 'meaning'>;

const WORDS: Record<string, Words> = {
	'131008': {
		title: 'A part of the message is missing',
		reason: 'A necessary part of the message is empty.',
		remedy: 'Fill in the part in the reason, and send again.',
	},
	'131009': {
		title: 'A part of the message is not allowed',
		reason: 'A text is too long, there are too many choices, or a value has the wrong form.',
		remedy: 'Shorten or correct the part in the reason. WhatsApp would refuse it, too.',
	},
	'131026': {
		title: 'The recipient cannot be reached',
		reason: 'The recipient is not a phone number with country code.',
		remedy: 'Write the number with + and country code, e.g. +55 11 98888-0001.',
	},
	'131047': {
		title: 'The customer service window is closed',
		reason: 'More than 24 hours have passed since the last message of the customer.',
		remedy: 'Send a template, or wait until the customer writes again.',
		meaning: 'windowClosed',
	},
	'131050': {
		title: 'The customer does not want promotions',
		reason: 'The customer stopped marketing messages from this business.',
		remedy: 'Do not send promotions to this customer until they opt in again.',
		meaning: 'optedOut',
	},
	'131053': {
		title: 'The file could not be used',
		reason: 'The Simulator takes files of up to 5 MB, or addresses that start with https.',
		remedy: 'Use a smaller file, or an address that starts with https.',
	},
	'132000': {
		title: 'The template is not filled in completely',
		reason: 'At least one variable of the template has no value.',
		remedy: 'Give every variable of the template a value.',
	},
	'132001': {
		title: 'There is no such template',
		reason: 'The Simulator has no sample template with this name in this language.',
		remedy: 'Choose one of the sample templates from the list.',
	},
};

const refusal = z.object({
	error: z.object({
		code: z.union([z.number(), z.string()]).transform(String),
		details: z.string().optional().catch(undefined),
	}),
});

/** The codes that the Simulator refuses with. */
export const REFUSAL_CODES: readonly string[] = Object.keys(WORDS);

/**
 * Explains a refusal. The reason quotes the Simulator, which names the part and the limit but never the text of the
 * message. Total.
 */
export function explainError(failure: HttpFailure): MessagingError {
	switch (failure.kind) {
		case 'refused': {
			const read = refusal.safeParse(failure.body);
			const code = read.success ? read.data.error.code : undefined;
			const words = code === undefined ? undefined : WORDS[code];
			if (!read.success || code === undefined || !words) return unreadable(failure.status);
			return { code, ...words, reason: read.data.error.details ?? words.reason, retry: 'no' };
		}
		case 'timeout':
			return {
				code: 'timeout',
				title: 'The Simulator did not answer in time',
				reason: 'The machine that runs n8n seems to be very busy.',
				remedy: 'Check on the chat page whether the message is there before you send it again.',
				retry: 'no',
				mayHaveBeenSent: true,
			};
		case 'downloadEnded':
			return explainDownloadEnd(failure.because);
		case 'unreachable':
			return {
				code: 'unreachable',
				title: 'The Simulator could not be reached',
				reason: 'It runs inside n8n and needs no network, so its store could not be opened.',
				remedy: 'Check that the folder of the store can be written, then send again.',
				retry: 'no',
				...(!failure.beforeSending && { mayHaveBeenSent: true }),
			};
	}
}

function unreadable(status: number): MessagingError {
	return {
		code: 'unreadableAnswer',
		title: 'The Simulator answered in an unknown format',
		reason: `The answer had status ${status} and no message id.`,
		remedy: 'Reset the Simulator on its page. If it happens again, please report it.',
		retry: 'no',
	};
}

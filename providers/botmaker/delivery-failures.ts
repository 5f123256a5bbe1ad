import type { MessagingError } from '../../messaging/error';
import { redact } from '../../messaging/redact';

/**
 * The reason why a message that Botmaker accepted was not delivered. For WhatsApp it contains Meta's own code, written
 * like `131049.0` (docs/facts/botmaker.md#session-events). The meanings are those of
 * docs/facts/whatsapp-cloud.md#error-codes.
 */
interface Failure {
	codes: readonly number[];
	title: string;
	remedy: string;
	retry?: MessagingError['retry'];
	meaning?: MessagingError['meaning'];
}

const FAILURES: readonly Failure[] = [
	{
		codes: [131047, 470],
		title: 'The 24 hours to answer freely are over',
		remedy: 'Send an approved template. As soon as the customer answers it, you can write freely.',
		meaning: 'windowClosed',
	},
	{
		codes: [131026, 1013],
		title: 'The message cannot be delivered to this customer',
		remedy:
			'The number may not be on WhatsApp, use an old version, or have blocked you. Check it, or use another channel.',
	},
	{
		codes: [131049],
		title: 'WhatsApp holds promotions back for this customer',
		remedy: 'Wait a day or more before the next promotion. Repeated attempts make it worse.',
		retry: 'later',
	},
	{
		codes: [131050],
		title: 'The customer stopped your promotions',
		remedy: 'Take this customer off your promotion lists until they allow promotions again.',
		meaning: 'optedOut',
	},
	{
		codes: [130472],
		title: 'The customer is part of a WhatsApp experiment',
		remedy: 'WhatsApp does not deliver promotions to this customer for now. Use another channel.',
	},
	{
		codes: [131048, 131056, 130429],
		title: 'WhatsApp slowed the number down',
		remedy: 'Send more slowly, and check the quality of the number in Botmaker.',
		retry: 'later',
		meaning: 'rateLimited',
	},
	{
		codes: [131042],
		title: 'The payment for WhatsApp failed',
		remedy: 'Check the payment method of the number in Botmaker and in WhatsApp Manager.',
	},
	{
		codes: [131053, 131052],
		title: 'WhatsApp did not accept your file',
		remedy: 'Check the kind and size of the file. Its address must be public and use https.',
	},
	{
		codes: [132000, 132012, 132018, 132008],
		title: 'A value is not valid for its variable in the template',
		remedy: 'Choose the template again from the list and fill in every value that it shows.',
	},
	{
		codes: [132001],
		title: 'The template does not exist',
		remedy: 'Check in Botmaker that the template is approved for this number.',
	},
	{
		codes: [132015, 132016],
		title: 'WhatsApp paused or disabled the template',
		remedy: 'Improve the template in Botmaker and have it approved again.',
	},
	{
		codes: [131031, 368],
		title: 'The WhatsApp account is restricted',
		remedy: 'Read in WhatsApp Manager which rule was broken and how to appeal.',
	},
];

const UNKNOWN: Omit<Failure, 'codes'> = {
	title: 'The message was not delivered',
	remedy:
		'Read the reason. If it does not help, look for the message in Botmaker, where the chat shows the reason of the channel.',
};

/**
 * Explains a failed delivery to the user. Total.
 *
 * @param code a text with Meta's code: `131049`, `131049.0`, or a sentence that contains it
 * @param words Botmaker's reason
 */
export function explainDeliveryFailure(
	code: string | undefined,
	words: string | undefined,
): MessagingError {
	const number = /\b(\d{3,6})(?:\.0)?\b/.exec(code ?? '')?.[1];
	const found = FAILURES.find(({ codes }) => codes.includes(Number(number)));
	const { title, remedy, retry, meaning } = found ?? UNKNOWN;
	const reason = redact(words);
	return {
		code: number ?? 'deliveryFailed',
		title,
		reason: reason !== undefined && !/^\d+(\.0)?$/.test(reason) ? reason : NO_EXPLANATION,
		remedy,
		retry: retry ?? 'no',
		...(meaning ? { meaning } : {}),
	};
}

const NO_EXPLANATION = 'Botmaker gave no further explanation.';

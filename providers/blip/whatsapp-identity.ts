import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { runCommand } from './commands';
import { POSTMASTER } from './envelopes';
import { notOnWhatsApp } from './key-mistakes';
import { botName, CHANNEL_DOMAINS, readNode } from './node';

/**
 * Checks whether a number is on WhatsApp, and returns its address there (docs/facts/blip.md#number-check). Brazilian
 * numbers may be known there without their ninth digit. Only the router's key may check. WhatsApp can ban a number that
 * makes many checks and few sends, so each customer is checked once, right before the first message.
 */

/**
 * Checks a number.
 *
 * @param phone E.164; without its plus Blip answers "success" for every text
 */
export async function checkWhatsAppNumber(
	account: Account,
	phone: string,
	http: Http,
): Promise<ApiResult<string>> {
	const answer = await runCommand(
		account,
		{
			to: POSTMASTER.whatsapp,
			method: 'get',
			uri: `lime://${CHANNEL_DOMAINS.whatsapp}/accounts/${phone}`,
		},
		http,
	);
	if (!answer.ok) return { ok: false, error: explained(answer, account) };
	const found = accountShape.safeParse(answer.value.resource);
	const address = found.success
		? (found.data.alternativeAccount ?? found.data.identity)
		: undefined;
	return readNode(address)?.domain === CHANNEL_DOMAINS.whatsapp && address !== undefined
		? { ok: true, value: address }
		: { ok: false, error: NOT_FOUND };
}

const text = z.string().min(1).optional().catch(undefined);
const accountShape = z.object({ alternativeAccount: text, identity: text });

/** All codes that mean "not found". Which of them Blip uses for "not on WhatsApp" is not documented. */
const NOT_FOUND_CODES: ReadonlySet<number> = new Set([25, 33, 42, 67, 83]);
/** Codes for a channel that does not exist, or not for this bot. */
const NO_CHANNEL_CODES: ReadonlySet<number> = new Set([31, 32, 35, 41, 43, 44, 62, 66, 81]);

function explained(
	{ error, reasonCode }: { error: MessagingError; reasonCode?: number },
	account: Account,
): MessagingError {
	if (reasonCode === undefined) return error;
	if (NOT_FOUND_CODES.has(reasonCode)) return NOT_FOUND;
	return NO_CHANNEL_CODES.has(reasonCode) ? notOnWhatsApp(botName(account.botId ?? '')) : error;
}

const NOT_FOUND: MessagingError = {
	code: 'notOnWhatsApp',
	title: 'This number is not on WhatsApp',
	reason: 'Blip looked the number up and found no WhatsApp account. Nothing was sent.',
	remedy:
		'Check the number with its country code, e.g. +55 11 98888-0001, or reach the customer another way.',
	retry: 'no',
};

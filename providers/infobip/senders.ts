import { z } from 'zod';

import type { Http } from '../../messaging/http';
import type { Account, ApiResult, SenderApi, SenderInfo } from '../../messaging/provider';
import { idText, list, text } from '../../messaging/reading/loose-json';
import { phoneOf } from '../whatsapp-format/people';
import { apiUrl } from './api';
import { allPages, call, UNREADABLE_ANSWER } from './call';

/**
 * Lists numbers and sender names for dropdowns (docs/facts/infobip.md#webhook-addresses). Numbers and Viber senders
 * have two APIs, each with a scope of its own. If a key may read only one of them, that one is shown.
 */
export const senders = {
	async list(account, http) {
		const numbers = await numbersOf(account, http);
		const viber = await viberSenders(account, http);
		if (!numbers.ok && !viber.ok) return numbers;
		return {
			ok: true,
			value: unique([...(numbers.ok ? numbers.value : []), ...(viber.ok ? viber.value : [])]),
		};
	},
} satisfies SenderApi;

/** Lists the numbers that are registered for WhatsApp. */
export async function whatsAppSenders(
	account: Account,
	http: Http,
): Promise<ApiResult<SenderInfo[]>> {
	const numbers = await numbersOf(account, http);
	return numbers.ok
		? { ok: true, value: numbers.value.filter(({ isWhatsApp }) => isWhatsApp) }
		: numbers;
}

type Numbered = SenderInfo & { isWhatsApp?: boolean };

const NUMBERS_PER_PAGE = 100;
/** Limit for a server that never ends its list. */
const MOST_PAGES = 50;

const numbersPage = z.object({
	numbers: z.array(z.unknown()),
	numberCount: z.number().optional().catch(undefined),
});
const numberEntry = z.object({ number: z.string().min(1), type: text, capabilities: list });

async function numbersOf(account: Account, http: Http): Promise<ApiResult<Numbered[]>> {
	const found: Numbered[] = [];
	for (let page = 0, seen = 0; page < MOST_PAGES; page++) {
		const answer = await call(
			{
				method: 'GET',
				url: apiUrl(account, '/numbers/1/numbers'),
				query: { limit: String(NUMBERS_PER_PAGE), page: String(page) },
			},
			http,
		);
		if (!answer.ok) return answer;
		const read = numbersPage.safeParse(answer.value);
		if (!read.success) return { ok: false, error: UNREADABLE_ANSWER };
		const { numbers, numberCount } = read.data;
		found.push(...numbers.flatMap(numberInfo));
		seen += numbers.length;
		if (numbers.length === 0 || seen >= (numberCount ?? 0)) break;
	}
	return { ok: true, value: found };
}

const TYPE_LABELS: Readonly<Record<string, string>> = { WHATSAPP: 'WhatsApp', VIBER: 'Viber' };

/** Reads a number. One that can neither write on WhatsApp or Viber nor send an SMS is left out. */
function numberInfo(entry: unknown): Numbered[] {
	const read = numberEntry.safeParse(entry);
	if (!read.success) return [];
	const { number, type = '', capabilities } = read.data;
	const isWhatsApp = type === 'WHATSAPP' || capabilities.includes('WHATSAPP');
	const label = isWhatsApp
		? 'WhatsApp'
		: (TYPE_LABELS[type] ?? (capabilities.includes('SMS') ? 'SMS' : undefined));
	if (label === undefined) return [];
	const phone = phoneOf(number);
	return [
		{
			id: number,
			label: `${phone ?? number} (${label})`,
			...(phone ? { phone } : {}),
			...(isWhatsApp ? { isWhatsApp } : {}),
		},
	];
}

const viberEntry = z.object({ resource: idText });

async function viberSenders(account: Account, http: Http): Promise<ApiResult<SenderInfo[]>> {
	const listed = await allPages(
		(page) => ({
			method: 'POST',
			url: apiUrl(account, '/resources/1/resources'),
			query: { page: String(page), size: String(NUMBERS_PER_PAGE) },
			json: { resourceType: 'VIBER_RESOURCE' },
		}),
		http,
	);
	if (!listed.ok) return listed;
	return {
		ok: true,
		value: listed.value.flatMap((entry) => {
			const resource = viberEntry.safeParse(entry).data?.resource;
			return resource === undefined ? [] : [{ id: resource, label: `${resource} (Viber)` }];
		}),
	};
}

/** Returns one entry for each sender, without the mark that only this file needs. */
function unique(entries: readonly Numbered[]): SenderInfo[] {
	const known = new Map<string, SenderInfo>();
	for (const { isWhatsApp: _mark, ...sender } of entries) {
		if (!known.has(sender.id)) known.set(sender.id, sender);
	}
	return [...known.values()];
}

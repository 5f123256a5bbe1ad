import type { Http } from '../../messaging/http';
import type { Account, ApiResult, Template, TemplateApi } from '../../messaging/provider';
import { explainErrorCode } from '../whatsapp-format/errors/explain-code';
import { fill } from '../whatsapp-format/templates/fill';
import { readTemplate } from '../whatsapp-format/templates/read';
import { listItems } from './commands';
import { POSTMASTER } from './envelopes';
import { notOnWhatsApp } from './key-mistakes';
import { botName } from './node';

/**
 * The approved templates of the router's WhatsApp number (docs/facts/blip.md#templates). Blip returns them in Meta's
 * format, so they are read and filled in as Meta's.
 */

const PAGE_SIZE = 200;
/** Limit for a list that never ends. */
const MOST_PAGES = 50;
const TEMPLATE_NOT_FOUND = '132001';

export const templates = {
	async list(account, http) {
		const entries: unknown[] = [];
		const seen = new Set<string>();
		for (let page = 0; page < MOST_PAGES; page++) {
			const query = `$skip=${page * PAGE_SIZE}&$take=${PAGE_SIZE}`;
			const items = await listPage(account, query, http);
			if (!items.ok) return items;
			// It is not documented whether Blip supports `$skip` here, so a repeated page ends the list.
			const fingerprint = JSON.stringify(items.value);
			if (seen.has(fingerprint)) break;
			seen.add(fingerprint);
			entries.push(...items.value);
			if (items.value.length < PAGE_SIZE) break;
		}
		return { ok: true, value: entries.flatMap(readable) };
	},

	async get(account, name, language, http) {
		const items = await listPage(account, `templateName=${encodeURIComponent(name)}`, http);
		if (!items.ok) return items;
		const found = items.value
			.flatMap(readable)
			.find((template) => template.name === name && template.language === language);
		return found
			? { ok: true, value: found }
			: { ok: false, error: explainErrorCode(TEMPLATE_NOT_FOUND, {}) };
	},

	fill,
} satisfies TemplateApi;

async function listPage(
	account: Account,
	query: string,
	http: Http,
): Promise<ApiResult<unknown[]>> {
	const uri = `/message-templates?${query}`;
	const items = await listItems(account, { to: POSTMASTER.whatsapp, method: 'get', uri }, http);
	if (items.ok || !NO_CHANNEL.has(items.error.code)) return items;
	return { ok: false, error: notOnWhatsApp(botName(account.botId ?? '')) };
}

/** Codes with which Blip answers a bot without the channel. */
const NO_CHANNEL: ReadonlySet<string> = new Set([
	'31',
	'32',
	'35',
	'41',
	'43',
	'44',
	'62',
	'66',
	'81',
]);

/** Returns no template for an entry that cannot be read, so that the others are kept. */
function readable(entry: unknown): Template[] {
	const template = readTemplate(entry);
	return template ? [template] : [];
}

import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type {
	Account,
	ApiResult,
	Template,
	TemplateApi,
	TemplateDraft,
} from '../../messaging/provider';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { fill } from '../whatsapp-format/templates/fill';
import { apiUrl } from './api';
import { plainAddress } from './build-parts';
import { call, listAll } from './call';
import { whatsAppSenders } from './senders';
import { readTemplate } from './template-read';

/** The WhatsApp templates of an account (docs/facts/infobip.md#templates). */

const TEMPLATES = '/whatsapp/1/templates';

export const templates = {
	async list(account, http) {
		const entries = await listAll(account, TEMPLATES, {}, http);
		return entries.ok ? { ok: true, value: entries.value.flatMap(readable) } : entries;
	},

	async get(account, name, language, http) {
		const entries = await listAll(account, TEMPLATES, { name }, http);
		if (!entries.ok) return entries;
		const found = entries.value
			.flatMap(readable)
			.find((template) => template.name === name && template.language === language);
		return found ? { ok: true, value: found } : { ok: false, error: NOT_FOUND };
	},

	fill,

	async create(account, draft, http) {
		const sender = await senderFor(account, http);
		if (!sender.ok) return sender;
		const answer = await call(
			{
				method: 'POST',
				url: apiUrl(account, `/whatsapp/2/senders/${encodeURIComponent(sender.value)}/templates`),
				json: submission(draft),
			},
			http,
		);
		if (!answer.ok) return answer;
		const read = created.safeParse(looseRecord.parse(answer.value) ?? {});
		const { id, status } = read.success ? read.data : { id: undefined, status: undefined };
		return {
			ok: true,
			value: {
				...(id === undefined ? {} : { id }),
				status: status?.toUpperCase() === 'APPROVED' ? 'approved' : 'pending',
			},
		};
	},
} satisfies TemplateApi;

const created = z.object({ id: idText, status: text });

/** Returns no template for an entry that cannot be read, so that the others are kept. */
function readable(entry: unknown): Template[] {
	const template = readTemplate(entry);
	return template ? [template] : [];
}

/**
 * Returns the number for a new template, which belongs to the WhatsApp account of a number: that of the credential, or
 * the only one of the account.
 */
async function senderFor(account: Account, http: Http): Promise<ApiResult<string>> {
	const named = account.whatsAppNumber?.trim();
	if (named) return { ok: true, value: plainAddress(named) };
	const listed = await whatsAppSenders(account, http);
	if (!listed.ok) return listed;
	const [only, ...others] = listed.value;
	return only !== undefined && others.length === 0
		? { ok: true, value: only.id }
		: { ok: false, error: NO_SINGLE_NUMBER };
}

function submission(draft: TemplateDraft): object {
	const { name, language, category, header, body, footer, examples, raw } = draft;
	return {
		name,
		language,
		category: category.toUpperCase(),
		structure: {
			...(header ? { header: { format: 'TEXT', text: header } } : {}),
			body: { text: body, ...(examples.length > 0 ? { examples } : {}) },
			...(footer ? { footer: { text: footer } } : {}),
			type: 'TEXT',
		},
		...raw,
	};
}

const NOT_FOUND: MessagingError = {
	code: 'templateNotFound',
	title: 'The template does not exist in this language',
	reason: 'The account has no template with this name and language.',
	remedy: 'Check name and language exactly as in the Infobip portal (es is not es_ES).',
	retry: 'no',
};

const NO_SINGLE_NUMBER: MessagingError = {
	code: 'missingSetting',
	title: 'The number of the template could not be determined',
	reason: 'The account has no WhatsApp number that can be listed, or more than one.',
	remedy: 'Open the credential and fill in WhatsApp Number.',
	retry: 'no',
};

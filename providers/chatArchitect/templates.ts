import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http, HttpRequest } from '../../messaging/http';
import type { Account, ApiResult, Template, TemplateApi } from '../../messaging/provider';
import { idText, looseRecord, text } from '../../messaging/reading/loose-json';
import { fill } from '../whatsapp-format/templates/fill';
import { apiRequest, ownNumber } from './api';
import { explainBody, explainError } from './errors';
import { readTemplate } from './template-read';
import { submission } from './template-submission';

/**
 * The templates of an app (docs/facts/chat-architect.md#templates). The answers are not documented; Gupshup's format is
 * expected.
 */
export const templates = {
	async list(account, http) {
		return listAll(account, http);
	},

	async get(account, name, language, http) {
		const listed = await listAll(account, http);
		if (!listed.ok) return listed;
		const found = listed.value.find(
			(template) => template.name === name && template.language === language,
		);
		return found ? { ok: true, value: found } : { ok: false, error: NOT_FOUND };
	},

	fill(template, values) {
		const filling = fill(template, values);
		return filling.ok ? { ok: true, message: { ...filling.message, id: template.id } } : filling;
	},

	async create(account, draft, http) {
		const request = apiRequest(account, 'submit_template', {
			...ownNumber(account),
			submit_template: submission(draft),
		});
		const answer = await call(request, http);
		if (!answer.ok) return answer;
		const read = created.safeParse(looseRecord.parse(answer.value) ?? {});
		const told = read.success
			? (read.data.template ?? read.data)
			: { id: undefined, status: undefined };
		const id = told.id;
		return {
			ok: true,
			value: {
				...(id === undefined ? {} : { id }),
				// Only an approval is stated. Every other answer that is not a refusal means that WhatsApp has not decided.
				status: told.status?.toLowerCase() === 'approved' ? 'approved' : 'pending',
			},
		};
	},
} satisfies TemplateApi;

const createdFields = z.object({ id: idText, status: text });
const created = createdFields.extend({ template: createdFields.optional().catch(undefined) });

async function listAll(account: Account, http: Http): Promise<ApiResult<Template[]>> {
	const fields = { ...ownNumber(account), getHSM: 'true' };
	const answer = await call(apiRequest(account, 'getHSM', fields), http);
	if (!answer.ok) return answer;
	const entries = entriesOf(answer.value);
	return entries === undefined
		? { ok: false, error: UNREADABLE }
		: { ok: true, value: entries.flatMap(readTemplate) };
}

/** Makes one request. A refusal with status 200 is returned as a refusal. */
async function call(request: HttpRequest, http: Http): Promise<ApiResult<unknown>> {
	const result = await http(request);
	if (!result.ok) return { ok: false, error: explainError(result.failure) };
	const error = explainBody(result.body, result.status);
	return error ? { ok: false, error } : { ok: true, value: result.body };
}

const LIST_FIELDS = ['templates', 'data', 'getHSM', 'hsm', 'payload', 'result'] as const;
const DEEPEST_LIST = 3;

/** Returns the list of templates: the answer itself, one of its likely fields, or a JSON string. */
function entriesOf(body: unknown, depth = DEEPEST_LIST): unknown[] | undefined {
	if (Array.isArray(body)) return body;
	if (depth === 0) return undefined;
	if (typeof body === 'string') {
		try {
			return entriesOf(JSON.parse(body), depth - 1);
		} catch {
			return undefined;
		}
	}
	const holder = looseRecord.parse(body);
	if (holder === undefined) return undefined;
	for (const field of LIST_FIELDS) {
		const found = field in holder ? entriesOf(holder[field], depth - 1) : undefined;
		if (found !== undefined) return found;
	}
	return undefined;
}

const NOT_FOUND: MessagingError = {
	code: 'templateNotFound',
	title: 'The template does not exist in this language',
	reason: 'ChatArchitect lists no template with this name and language.',
	remedy:
		'Check name and language exactly (es is not es_ES), and that the template belongs to this app.',
	retry: 'no',
};

const UNREADABLE: MessagingError = {
	code: 'unreadableAnswer',
	title: 'ChatArchitect listed its templates in an unknown format',
	reason: 'The answer contains no list of templates.',
	remedy:
		'Check the API Address in the credential. A template can still be sent as raw JSON; the guide shows how.',
	retry: 'no',
};

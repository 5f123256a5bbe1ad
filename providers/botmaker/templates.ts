import type { MessagingError } from '../../messaging/error';
import type { TemplateApi } from '../../messaging/provider';
import { apiUrl } from './api';
import { call, listAll } from './calls';
import { fill } from './template-fill';
import { readTemplate } from './template-read';

/**
 * The WhatsApp templates of a Botmaker account (docs/facts/botmaker.md#templates). Botmaker identifies a template by
 * its name alone. The language is only checked.
 */
export const templates = {
	async list(account, http) {
		const entries = await listAll(account, 'whatsapp/templates', http);
		if (!entries.ok) return entries;
		return { ok: true, value: entries.value.flatMap((entry) => readTemplate(entry) ?? []) };
	},

	async get(account, name, language, http) {
		const path = `whatsapp/templates/${encodeURIComponent(name)}`;
		const answer = await call({ method: 'GET', url: apiUrl(account, path) }, http);
		if (!answer.ok) {
			return answer.error.code === 'http404' ? { ok: false, error: NOT_FOUND } : answer;
		}
		const template = readTemplate(answer.value);
		return template !== undefined && template.language === language
			? { ok: true, value: template }
			: { ok: false, error: NOT_FOUND };
	},

	fill,
} satisfies TemplateApi;

const NOT_FOUND: MessagingError = {
	code: 'templateNotFound',
	title: 'Botmaker has no such template in this language',
	reason: 'No template of the account has this name and language.',
	remedy:
		'Choose the template from the list. Name and language must be exactly as in Botmaker (pt_BR is not pt).',
	retry: 'no',
};

import type { Http } from '../../messaging/http';
import type { Account, ApiResult, Template, TemplateApi } from '../../messaging/provider';
import { explainErrorCode } from '../whatsapp-format/errors/explain-code';
import { fill } from '../whatsapp-format/templates/fill';
import { readTemplate } from '../whatsapp-format/templates/read';
import { listAll, MISSING_ACCOUNT } from './pages';
import { createTemplate, removeTemplate } from './template-changes';

/** The templates of a WhatsApp Business Account (docs/facts/whatsapp-cloud.md#templates). */

const FIELDS = 'id,name,status,category,language,components,parameter_format,rejected_reason';
const TEMPLATE_NOT_FOUND = '132001';

export const templates = {
	async list(account, http) {
		if (!account.businessAccountId) return { ok: false, error: MISSING_ACCOUNT };
		const path = templatesPath(account.businessAccountId);
		const entries = await listAll(account, path, { fields: FIELDS }, http);
		return entries.ok ? { ok: true, value: entries.value.flatMap(readable) } : entries;
	},

	get,
	fill,
	draftsButtons: true,
	create: createTemplate,
	remove: removeTemplate(get),
} satisfies TemplateApi;

async function get(
	account: Account,
	name: string,
	language: string,
	http: Http,
): Promise<ApiResult<Template>> {
	if (!account.businessAccountId) return { ok: false, error: MISSING_ACCOUNT };
	const path = templatesPath(account.businessAccountId);
	const entries = await listAll(account, path, { fields: FIELDS, name }, http);
	if (!entries.ok) return entries;
	// Meta's filter also finds names that only contain this one.
	const found = entries.value
		.flatMap(readable)
		.find((template) => template.name === name && template.language === language);
	return found
		? { ok: true, value: found }
		: { ok: false, error: explainErrorCode(TEMPLATE_NOT_FOUND, {}) };
}

function templatesPath(businessAccountId: string): string {
	return `${encodeURIComponent(businessAccountId)}/message_templates`;
}

/** Returns no template for an entry that cannot be read, so that the others are kept. */
function readable(entry: unknown): Template[] {
	const template = readTemplate(entry);
	return template ? [template] : [];
}

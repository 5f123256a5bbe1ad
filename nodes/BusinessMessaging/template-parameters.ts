import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { TemplateMessage } from '../../messaging/outbound-message';
import { asRepeatable, maySucceedLater } from '../../messaging/error';
import type { ApiResult, Template, TemplateApi } from '../../messaging/provider';
import { locatorValue } from '../ports/locator-value';
import { textValue } from '../ports/text-value';
import type { TemplateCommand } from '../../messaging/template-command';
import { notOffered, refused } from './node-errors';
import type { Session } from './session';
import { cleanTemplateValue } from '../../messaging/template-value';
import { findInLanguage, languagesOf } from '../../messaging/template-language';
import { slotFieldId } from './template-slots';

/** Templates of each run by name and language, so that many items need one request. */
const loaded = new WeakMap<Session, Map<string, Promise<Template>>>();

/** Reads the chosen template and the values of its variables. */
export async function readTemplateMessage(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	prefix: 'template' | 'windowTemplate',
): Promise<TemplateMessage> {
	const name = locatorValue(context.getNodeParameter(`${prefix}Name`, item, ''));
	const language = String(context.getNodeParameter(`${prefix}Language`, item, '') ?? '').trim();
	if (name === '' || language === '') {
		throw new NodeOperationError(context.getNode(), 'No template is chosen', {
			itemIndex: item,
			description: 'Choose a template and its language.',
		});
	}
	const api = session.adapter.templates;
	if (api === undefined) throw notOffered(context.getNode(), 'templates', item);
	const template = await loadTemplate(context, session, api, name, language, item);
	return fillTemplate(context, api, template, readValues(context, template, prefix, item), item);
}

/** Reads the template that a text has chosen. The values belong to its variables, in their order. */
export async function readCommandedTemplate(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	{ name, values }: TemplateCommand,
	language: string,
): Promise<TemplateMessage> {
	const api = session.adapter.templates;
	if (api === undefined) throw notOffered(context.getNode(), 'templates', item);
	if (name === '') {
		throw new NodeOperationError(context.getNode(), 'The text names no template', {
			itemIndex: item,
			description: 'Write the name of the template after the command.',
		});
	}
	const template = await loadTemplate(context, session, api, name, language, item);
	const { variables } = template;
	if (values.length > variables.length) {
		const counts = `${values.length} values for ${variables.length} variables`;
		throw new NodeOperationError(context.getNode(), `The text has ${counts} of "${name}"`, {
			itemIndex: item,
			description: 'Separate values by a semicolon, and write one for each variable.',
		});
	}
	const byKey = Object.fromEntries(values.map((value, index) => [variables[index]?.key, value]));
	return fillTemplate(context, api, template, byKey, item);
}

function fillTemplate(
	context: IExecuteFunctions,
	api: TemplateApi,
	template: Template,
	values: Record<string, string>,
	item: number,
): TemplateMessage {
	const cleaned = Object.entries(values).map(([key, value]) => [key, cleanTemplateValue(value)]);
	const filled = api.fill(template, Object.fromEntries(cleaned) as Record<string, string>);
	if (filled.ok) return filled.message;
	const labels = new Map(template.variables.map(({ key, label }) => [key, label]));
	const missing = filled.missing.map((key) => `"${labels.get(key) ?? key}"`).join(', ');
	throw new NodeOperationError(
		context.getNode(),
		missing === ''
			? `The template has no variable ${filled.unknown.map((key) => `"${key}"`).join(', ')}`
			: `The template needs a value for ${missing}`,
		{
			itemIndex: item,
			description:
				'Check "Variables". An expression may be empty for this customer, or the template may have changed.',
		},
	);
}

function readValues(
	context: IExecuteFunctions,
	template: Template,
	prefix: string,
	item: number,
): Record<string, string> {
	const fields = context.getNodeParameter(`${prefix}Variables.value`, item, {});
	const variables = new Map(
		template.variables.map((variable) => [slotFieldId(variable.key), variable]),
	);
	const values: Record<string, string> = {};
	for (const [field, value] of Object.entries((fields ?? {}) as Record<string, unknown>)) {
		const { key = field, label = field } = variables.get(field) ?? {};
		const text = textValue(context.getNode(), label, value, item);
		if (text !== '') values[key] = text;
	}
	return values;
}

/** Returns the template. One that does not exist in this spelling of the language is looked for in the others. */
async function readTemplate(
	{ account, http }: Session,
	api: TemplateApi,
	name: string,
	language: string,
): Promise<ApiResult<Template>> {
	const got = await readTwice(() => api.get(account, name, language, http));
	if (got.ok || maySucceedLater(got.error)) return got;
	const listed = await api.list(account, http);
	if (!listed.ok) return got;
	const found = findInLanguage(listed.value, name, language);
	if (found !== undefined) return { ok: true, value: found };
	const languages = languagesOf(listed.value, name).join(', ');
	if (languages === '') return got;
	const reason = `"${name}" does not exist in ${language}. It exists in ${languages}.`;
	return { ok: false, error: { ...got.error, reason, remedy: 'Choose one of these languages.' } };
}

/** Reads once more when the first reading had no answer, or the provider asked for a pause. */
async function readTwice<T>(read: () => Promise<ApiResult<T>>): Promise<ApiResult<T>> {
	const first = await read();
	return first.ok || !maySucceedLater(first.error) ? first : await read();
}

async function loadTemplate(
	context: IExecuteFunctions,
	session: Session,
	api: TemplateApi,
	name: string,
	language: string,
	item: number,
): Promise<Template> {
	const templates = loaded.get(session) ?? new Map<string, Promise<Template>>();
	loaded.set(session, templates);
	const key = JSON.stringify([name, language]);
	const known = templates.get(key);
	if (known) return await known;
	const asked = readTemplate(session, api, name, language).then((result) => {
		if (result.ok) return result.value;
		throw refused(context.getNode(), asRepeatable(result.error), item);
	});
	templates.set(key, asked);
	// The next item asks again.
	asked.catch(() => templates.delete(key));
	return await asked;
}

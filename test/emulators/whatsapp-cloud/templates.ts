import { record, text, type Call, type Reply } from './calls';
import { refusals, type GraphRefusal } from './graph-errors';
import type { EmulatedTemplate } from './options';
import type { World } from './world';

/** The templates of the account: the list with its pages, and the checks of a template send. */

const DEFAULT_PAGE = 25;

/**
 * Answers GET `/{account}/message_templates`, with filters and cursors as Meta has them
 * (docs/facts/whatsapp-cloud.md#templates).
 */
export function listTemplates(call: Call, world: World): Reply {
	const { name, status, language, after, limit } = call.query;
	const matching = world.templates.filter(
		(template) =>
			(name === undefined || template.name.includes(name)) &&
			(status === undefined || template.status === status) &&
			(language === undefined || template.language === language),
	);
	const fields = call.query.fields?.split(',');
	return page(
		matching.map((template) => pick({ ...template }, fields ?? Object.keys(template))),
		{ after, limit },
		call.path,
	);
}

/** Returns one page of a list. Cursors are opaque to the caller. */
export function page(
	all: Array<Record<string, unknown>>,
	wanted: { after?: string; limit?: string },
	path: string,
): Reply {
	const start = wanted.after === undefined ? 0 : Number(cursorPosition(wanted.after));
	if (!Number.isInteger(start)) return refusals.invalid('invalid cursor').reply('cursor');
	const size = Math.max(1, Number(wanted.limit ?? DEFAULT_PAGE) || DEFAULT_PAGE);
	const data = all.slice(start, start + size);
	const end = start + data.length;
	return {
		status: 200,
		body: {
			data,
			...(data.length > 0
				? {
						paging: {
							cursors: { before: cursor(start), after: cursor(end) },
							...(end < all.length
								? { next: `https://graph.facebook.com${path}?after=${cursor(end)}` }
								: {}),
						},
					}
				: {}),
		},
	};
}

/** Returns the requested fields and always `id`, as Meta does. */
export function pick(
	object: Record<string, unknown>,
	fields: readonly string[],
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(object).filter(([key]) => key === 'id' || fields.includes(key)),
	);
}

/** Returns Meta's refusal of this use of a template, or `undefined` if it is accepted. */
export function checkTemplate(
	world: World,
	sent: unknown,
): { refusal: GraphRefusal } | { template: Required<EmulatedTemplate> } {
	const name = text(record(sent).name) ?? '';
	const language = text(record(record(sent).language).code) ?? '';
	const template = world.templates.find(
		(candidate) => candidate.name === name && candidate.language === language,
	);
	if (template?.status === 'PAUSED') return { refusal: refusals.templatePaused() };
	if (template?.status === 'DISABLED') return { refusal: refusals.templateDisabled() };
	if (template?.status !== 'APPROVED') {
		return { refusal: refusals.templateUnknown(name, language) };
	}
	const given = Array.isArray(record(sent).components)
		? (record(sent).components as unknown[]).map(record)
		: [];
	const refusal =
		checkTemplateText(template, 'body', given) ??
		checkTemplateHeader(template, given) ??
		checkTemplateButtons(template, given);
	return refusal ? { refusal } : { template };
}

function checkTemplateText(
	template: EmulatedTemplate,
	part: 'body' | 'header',
	given: Array<Record<string, unknown>>,
): GraphRefusal | undefined {
	const wanted = variables(text(component(template, part)?.text) ?? '');
	const parameters = parametersOf(given.find((entry) => entry.type === part));
	if (parameters.length !== wanted.length) {
		return refusals.parameterCount(part, parameters.length, wanted.length);
	}
	if (parameters.some((parameter) => /[\n\r\t]| {5}/.test(text(parameter.text) ?? ''))) {
		return refusals.parameterText();
	}
	if (template.parameter_format !== 'NAMED') return undefined;
	const unknown = parameters.find(
		(parameter) => !wanted.includes(text(parameter.parameter_name) ?? ''),
	);
	return unknown
		? refusals.parameterFormat(`${part}: unknown parameter name ${String(unknown.parameter_name)}`)
		: undefined;
}

function checkTemplateHeader(
	template: EmulatedTemplate,
	given: Array<Record<string, unknown>>,
): GraphRefusal | undefined {
	const format = text(component(template, 'header')?.format)?.toLowerCase();
	if (format === undefined || format === 'text')
		return checkTemplateText(template, 'header', given);
	const parameters = parametersOf(given.find((entry) => entry.type === 'header'));
	if (parameters.length !== 1) return refusals.parameterCount('header', parameters.length, 1);
	return parameters[0]?.type === format
		? undefined
		: refusals.parameterFormat(`header: expected ${format}, got ${String(parameters[0]?.type)}`);
}

function checkTemplateButtons(
	template: EmulatedTemplate,
	given: Array<Record<string, unknown>>,
): GraphRefusal | undefined {
	const buttons = component(template, 'buttons')?.buttons;
	if (!Array.isArray(buttons)) return undefined;
	for (const [index, button] of buttons.map(record).entries()) {
		const needed = variables(text(button.url) ?? '').length;
		const sent = given.find((entry) => entry.type === 'button' && Number(entry.index) === index);
		if (needed > 0 && parametersOf(sent).length !== needed) {
			return refusals.parameterCount(`button ${index}`, parametersOf(sent).length, needed);
		}
	}
	return undefined;
}

function component(template: EmulatedTemplate, type: string): Record<string, unknown> | undefined {
	return template.components.find((entry) => text(entry.type)?.toLowerCase() === type);
}

function parametersOf(component: Record<string, unknown> | undefined) {
	return Array.isArray(component?.parameters) ? component.parameters.map(record) : [];
}

/** Returns the distinct names between double braces. */
function variables(pattern: string): string[] {
	return [...new Set([...pattern.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? ''))];
}

function cursor(position: number): string {
	return Buffer.from(`at:${position}`).toString('base64url');
}

function cursorPosition(cursor: string): string | undefined {
	return /^at:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
}

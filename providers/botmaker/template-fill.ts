import type { TemplateMessage } from '../../messaging/outbound-message';
import type { Template, TemplateFilling } from '../../messaging/provider';
import { VARIABLE } from './template-variables';

/**
 * Makes the message that `build` takes from the values of the variables. A required variable without a value is
 * missing. A value that belongs to no variable is unknown. In both cases there is no message.
 */
export function fill(template: Template, values: Record<string, string>): TemplateFilling {
	const given = new Map(Object.entries(values).filter(([, value]) => value !== ''));
	const keys = new Set(template.variables.map(({ key }) => key));
	const unknown = [...given.keys()].filter((key) => !keys.has(key));
	const missing = template.variables
		.filter(({ key, required }) => required && !given.has(key))
		.map(({ key }) => key);
	if (missing.length > 0 || unknown.length > 0) return { ok: false, missing, unknown };

	const body = template.variables.flatMap(({ key }) => {
		const value = given.get(key);
		return key.startsWith(WORD) && value !== undefined
			? [{ name: key.slice(WORD.length), value }]
			: [];
	});
	const message: TemplateMessage = {
		type: 'template',
		name: template.name,
		language: template.language,
		...(template.category === 'unknown' ? {} : { category: template.category }),
		...fileOf(given),
		...(body.length > 0 ? { body } : {}),
		rendered: rendered(template, given),
	};
	return { ok: true, message };
}

const WORD = 'variable.';

function fileOf(given: ReadonlyMap<string, string>): Pick<TemplateMessage, 'header'> {
	for (const type of ['image', 'video', 'document'] as const) {
		const url = given.get(`header.${type}`);
		if (url !== undefined) return { header: { type, media: { from: 'url', url } } };
	}
	return {};
}

/** Returns header, body and footer as the customer will read them. */
function rendered(template: Template, given: ReadonlyMap<string, string>): string {
	const filled = (text: string | undefined): string | undefined =>
		text?.replace(VARIABLE, (match, name: string) => given.get(WORD + name) ?? match);
	return [filled(template.header), filled(template.body), template.footer]
		.filter((part) => part !== undefined && part !== '')
		.join('\n\n');
}

import type { TemplateMessage } from '../../messaging/outbound-message';
import type { Template, TemplateFilling } from '../../messaging/provider';
import { BLANK } from './template-variables';

/**
 * Filled blanks into the message that `build` takes. A required blank that is empty is missing; a value that belongs to
 * no blank is unknown. Either way there is no message.
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

/** Header, body and footer as the customer will read them. */
function rendered(template: Template, given: ReadonlyMap<string, string>): string {
	const filled = (text: string | undefined): string | undefined =>
		text?.replace(BLANK, (blank, name: string) => given.get(WORD + name) ?? blank);
	return [filled(template.header), filled(template.body), template.footer]
		.filter((part) => part !== undefined && part !== '')
		.join('\n\n');
}

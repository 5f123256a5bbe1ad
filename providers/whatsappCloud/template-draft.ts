import type { TemplateDraft, TemplateDraftButton } from '../../messaging/provider';

/**
 * Converts a draft to Meta's format for a new template (docs/facts/whatsapp-cloud.md#creating-a-template). Variables
 * are numbered or named. Meta refuses a template in which a variable has no sample.
 */
export function templateDraft(draft: TemplateDraft): Record<string, unknown> {
	const { name, language, category, header, body, footer, buttons = [] } = draft;
	const named = isNamed(draft);
	return {
		name,
		language,
		category: category.toUpperCase(),
		parameter_format: named ? 'NAMED' : 'POSITIONAL',
		components: [
			...(header ? [headerOf(header, draft.headerExample, named)] : []),
			bodyOf(body, draft.examples, named),
			...(footer ? [{ type: 'FOOTER', text: footer }] : []),
			...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons: grouped(buttons).map(buttonOf) }] : []),
		],
		...draft.raw,
	};
}

/** Returns whether the variables have names. If one has a name, all of them do. */
function isNamed({ header = '', body }: TemplateDraft): boolean {
	return [...variablesOf(header), ...variablesOf(body)].some((variable) => !/^\d+$/.test(variable));
}

/** Returns the distinct names between double braces, in their order. */
function variablesOf(text: string): string[] {
	return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? ''))];
}

function headerOf(text: string, example: string | undefined, named: boolean): object {
	const header = { type: 'HEADER', format: 'TEXT', text };
	const [variable] = variablesOf(text);
	if (variable === undefined || example === undefined) return header;
	return {
		...header,
		example: named
			? { header_text_named_params: [{ param_name: variable, example }] }
			: { header_text: [example] },
	};
}

function bodyOf(text: string, examples: readonly string[], named: boolean): object {
	const body = { type: 'BODY', text };
	if (examples.length === 0) return body;
	const variables = variablesOf(text);
	return {
		...body,
		example: named
			? {
					body_text_named_params: examples.map((example, index) => ({
						param_name: variables[index] ?? '',
						example,
					})),
				}
			: { body_text: [examples] },
	};
}

/** Groups quick replies, which Meta wants next to each other. Within their kind the buttons keep their order. */
function grouped(buttons: readonly TemplateDraftButton[]): TemplateDraftButton[] {
	const first = buttons[0]?.kind;
	return [
		...buttons.filter(({ kind }) => kind === first),
		...buttons.filter(({ kind }) => kind !== first),
	];
}

function buttonOf(button: TemplateDraftButton): object {
	if (button.kind === 'quickReply') return { type: 'QUICK_REPLY', text: button.title };
	const { title, url, example } = button;
	return { type: 'URL', text: title, url, ...(example ? { example: [example] } : {}) };
}

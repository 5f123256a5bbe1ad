import type { TemplateMessage, TemplateVariable } from '../../messaging/outbound-message';

/**
 * Variables of Botmaker's templates. All variables of a template, at any place in it, are variables of the chat and
 * share one namespace (docs/facts/botmaker.md#sending-a-template and docs/facts/botmaker.md#templates).
 */

/** `${name}` in texts, `{name}` in the addresses of buttons, `{{1}}` in templates from Meta. */
export const VARIABLE = /\$?\{{1,2}\s*([\w.-]+)\s*\}{1,2}/g;

/**
 * The variable that holds the address of the file above a template. These names are those of Botmaker's older API; for
 * v2 they are not verified.
 */
export const FILE_VARIABLES = {
	image: 'headerImageUrl',
	video: 'headerVideoUrl',
	document: 'headerDocumentUrl',
} as const;

/** Returns the variables with their values. Values without a name are named by their position, from 1. */
export function variablesOf({ header, body, buttons }: TemplateMessage): Record<string, string> {
	const variables: Record<string, string> = {};
	if (header?.type === 'text') {
		variables[header.variable.name ?? 'header'] = header.variable.value;
	} else if (header && 'media' in header && header.media.from !== 'file') {
		const { media } = header;
		variables[FILE_VARIABLES[header.type]] = media.from === 'url' ? media.url : media.id;
	}
	(body ?? []).forEach(({ name, value }: TemplateVariable, index) => {
		variables[name ?? String(index + 1)] = value;
	});
	for (const button of buttons ?? []) {
		if (button.kind === 'url') variables[`button${button.index}`] = button.suffix;
	}
	return variables;
}

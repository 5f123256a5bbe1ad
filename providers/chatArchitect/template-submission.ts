import type { TemplateDraft } from '../../messaging/provider';
import { optional } from './build-parts';

/**
 * A draft as ChatArchitect wants it for `POST /submit_template` (docs/facts/chat-architect.md#templates). The example
 * is the text itself with each placeholder replaced by its sample value in brackets. Header and footer have Gupshup's
 * names, which ChatArchitect's page does not show.
 */
export function submission(draft: TemplateDraft): Record<string, unknown> {
	return {
		elementName: draft.name,
		languageCode: draft.language,
		category: draft.category.toUpperCase(),
		templateType: 'TEXT',
		content: draft.body,
		example: exampleOf(draft),
		...optional('header', draft.header),
		...optional('footer', draft.footer),
		...draft.raw,
	};
}

/** A placeholder without a sample stays as it is, so that the refusal names it. */
function exampleOf({ body, examples }: TemplateDraft): string {
	return body.replace(/\{\{\s*(\d+)\s*\}\}/g, (match, number: string) => {
		const value = examples[Number(number) - 1];
		return value === undefined ? match : `[${value}]`;
	});
}

import type { TemplateDraft } from '../../messaging/provider';
import { optional } from './build-parts';

/**
 * Builds the draft for `POST /submit_template` (docs/facts/chat-architect.md#templates). The example is the text itself
 * with the sample value in brackets in place of each variable. Header and footer have Gupshup's names, because
 * ChatArchitect's page omits them.
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

/** Returns the example. A variable without a sample stays unchanged, so that the refusal names it. */
function exampleOf({ body, examples }: TemplateDraft): string {
	return body.replace(/\{\{\s*(\d+)\s*\}\}/g, (match, number: string) => {
		const value = examples[Number(number) - 1];
		return value === undefined ? match : `[${value}]`;
	});
}

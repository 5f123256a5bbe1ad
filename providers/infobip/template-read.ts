import { z } from 'zod';

import type { TemplateCategory } from '../../messaging/outbound-message';
import type { Template } from '../../messaging/provider';
import { idText, list, looseRecord, text } from '../../messaging/reading/loose-json';
import { componentSlots, type TemplateComponent } from '../whatsapp-format/templates/slots';

/**
 * Converts Infobip's description of a WhatsApp template to ours (docs/facts/infobip.md#templates). Infobip does not
 * list the variables, so they are counted from the texts. Header, body and buttons are converted to Meta's format, from
 * which the variables are read for every provider.
 */

const CATEGORIES: Readonly<Record<string, TemplateCategory>> = {
	MARKETING: 'marketing',
	UTILITY: 'utility',
	AUTHENTICATION: 'authentication',
};

const STATUSES: Readonly<Record<string, Template['status']>> = {
	APPROVED: 'approved',
	REINSTATED: 'approved',
	FLAGGED: 'approved',
	PENDING: 'pending',
	IN_APPEAL: 'pending',
	REJECTED: 'rejected',
	FIRST_PAUSED: 'paused',
	SECOND_PAUSED: 'paused',
	DISABLED: 'disabled',
};

const textPart = z.object({ text, examples: list }).optional().catch(undefined);

const structurePart = z
	.object({
		header: z.object({ format: text, text, example: z.unknown() }).optional().catch(undefined),
		body: textPart,
		footer: textPart,
		buttons: list,
		carousel: z.object({ cards: list }).optional().catch(undefined),
	})
	.catch({ buttons: [] });

const entryPart = z.object({
	id: idText,
	name: z.string().min(1),
	language: z.string().min(1),
	status: text,
	category: text,
	structure: z.unknown(),
	rejectionReason: text,
});

/** Reads a template; `undefined` for any other value. A part that cannot be read is left out. */
export function readTemplate(entry: unknown): Template | undefined {
	const parsed = entryPart.safeParse(entry);
	if (!parsed.success) return undefined;
	const { id, name, language, status, category, rejectionReason } = parsed.data;
	const structure = structurePart.parse(parsed.data.structure ?? {});
	const ours = CATEGORIES[category?.toUpperCase() ?? ''] ?? 'unknown';
	const { header, body, footer, carousel } = structure;
	const cards = carousel?.cards.flatMap((card) => {
		const read = looseRecord.parse(card);
		return read === undefined ? [] : [structurePart.parse(read)];
	});
	return {
		id: id ?? `${name}:${language}`,
		name,
		language,
		category: ours,
		status: STATUSES[status?.toUpperCase() ?? ''] ?? 'other',
		...(header?.format?.toUpperCase() === 'TEXT' && header.text ? { header: header.text } : {}),
		body: body?.text ?? '',
		...(footer?.text ? { footer: footer.text } : {}),
		variables: [
			...componentSlots(componentsOf(structure), '', '', ours === 'authentication'),
			...(cards ?? []).flatMap((card, index) =>
				componentSlots(componentsOf(card), `card.${index}.`, `Card ${index + 1}: `, false),
			),
		],
		...(cards?.length ? { cards: cards.length } : {}),
		...(rejectionReason && rejectionReason !== 'NONE' ? { rejectedReason: rejectionReason } : {}),
	};
}

const buttonPart = z.object({ type: z.string(), text, url: text, example: text });

function componentsOf(structure: z.infer<typeof structurePart>): TemplateComponent[] {
	const { header, body } = structure;
	const buttons = structure.buttons.flatMap((button) => {
		const read = buttonPart.safeParse(button);
		if (!read.success) return [];
		const { example } = read.data;
		return [{ ...read.data, example: example === undefined ? undefined : [example] }];
	});
	return [
		...(header
			? [
					{
						type: 'HEADER',
						format: header.format === 'GIF' ? 'VIDEO' : header.format,
						text: header.text,
						example:
							typeof header.example === 'string' ? { header_text: [header.example] } : undefined,
					},
				]
			: []),
		...(body ? [{ type: 'BODY', text: body.text, example: { body_text: [body.examples] } }] : []),
		...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : []),
	];
}

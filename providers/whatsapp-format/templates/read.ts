import { z } from 'zod';

import type { TemplateCategory } from '../../../messaging/outbound-message';
import type { Template } from '../../../messaging/provider';
import { componentSlots, componentSchema, type TemplateComponent } from './slots';

/**
 * Converts Meta's description of a template to ours (docs/facts/whatsapp-cloud.md#templates and
 * docs/facts/whatsapp-cloud.md#creating-a-template).
 */

const CATEGORIES: Readonly<Record<string, TemplateCategory>> = {
	MARKETING: 'marketing',
	UTILITY: 'utility',
	AUTHENTICATION: 'authentication',
};

const STATUSES: Readonly<Record<string, Template['status']>> = {
	APPROVED: 'approved',
	PENDING: 'pending',
	REJECTED: 'rejected',
	PAUSED: 'paused',
	DISABLED: 'disabled',
};

const text = z.string().optional().catch(undefined);

const templateEntry = z.object({
	id: z.union([z.string(), z.number().int()]).transform(String),
	name: z.string().min(1),
	language: z.string().min(1),
	status: text,
	category: text,
	rejected_reason: text,
	components: z.array(z.unknown()).catch([]),
});

/** Reads a template; `undefined` for any other value. A component that cannot be read is left out. */
export function readTemplate(entry: unknown): Template | undefined {
	const parsed = templateEntry.safeParse(entry);
	if (!parsed.success) return undefined;
	const { id, name, language, status, category, rejected_reason: reason } = parsed.data;
	const components = parsed.data.components.flatMap(readComponent);
	const ours = CATEGORIES[category?.toUpperCase() ?? ''] ?? 'unknown';
	const header = find(components, 'HEADER');
	const footer = find(components, 'FOOTER')?.text;
	const cards = find(components, 'CAROUSEL')?.cards;
	return {
		id,
		name,
		language,
		category: ours,
		status: STATUSES[status?.toUpperCase() ?? ''] ?? 'other',
		...(header?.format?.toUpperCase() === 'TEXT' && header.text ? { header: header.text } : {}),
		body: find(components, 'BODY')?.text ?? '',
		...(footer ? { footer } : {}),
		variables: [
			...componentSlots(components, '', '', ours === 'authentication'),
			...(cards ?? []).flatMap((card, index) =>
				componentSlots(
					card.components.flatMap(readComponent),
					`card.${index}.`,
					`Card ${index + 1}: `,
					false,
				),
			),
		],
		...(cards ? { cards: cards.length } : {}),
		...(reason && reason !== 'NONE' ? { rejectedReason: reason } : {}),
	};
}

function readComponent(component: unknown): TemplateComponent[] {
	const parsed = componentSchema.safeParse(component);
	return parsed.success ? [parsed.data] : [];
}

function find(
	components: readonly TemplateComponent[],
	type: string,
): TemplateComponent | undefined {
	return components.find((component) => component.type.toUpperCase() === type);
}

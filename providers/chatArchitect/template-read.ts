import { z } from 'zod';

import type { Template } from '../../messaging/provider';
import { looseRecord, text } from '../../messaging/reading/loose-json';
import { readTemplate as readMetaTemplate } from '../whatsapp-format/templates/read';

/**
 * Converts Gupshup's description of a template to ours. The templates are WhatsApp's, so Gupshup's format is converted
 * to Meta's, and the reader of Meta's format does the rest. `containerMeta`, a JSON string, holds the parts of the
 * template's text. Without it, `data` is the whole text.
 */

const entryShape = z.object({
	id: z.union([z.string().min(1), z.number().int()]),
	elementName: z.string().min(1),
	languageCode: z.string().min(1),
	category: text,
	templateType: text,
	status: text,
	data: text,
	meta: z.unknown(),
	containerMeta: z.unknown(),
	reason: text,
});

const container = z.object({
	data: text,
	header: text,
	footer: text,
	sampleText: text,
	buttons: z.array(z.unknown()).catch([]),
});
const meta = z.object({ example: text });
const buttonShape = z.object({
	type: z.string(),
	text,
	url: text,
	buttonValue: text,
	example: z.unknown(),
});

/** Reads a template; returns none for any other value. A part that cannot be read is left out. */
export function readTemplate(entry: unknown): Template[] {
	const read = entryShape.safeParse(entry);
	if (!read.success) return [];
	const { id, elementName, languageCode, category, status, reason } = read.data;
	const template = readMetaTemplate({
		id: String(id),
		name: elementName,
		language: languageCode,
		category,
		status,
		rejected_reason: reason,
		components: componentsOf(read.data),
	});
	if (template === undefined) return [];
	const isCarousel = read.data.templateType?.toUpperCase() === 'CAROUSEL';
	// Its cards need an upload that ChatArchitect does not offer, so it is not offered for sending.
	return [isCarousel ? { ...template, status: 'other' } : template];
}

function componentsOf(entry: z.infer<typeof entryShape>): object[] {
	const { data, header, footer, sampleText, buttons } = container.parse(
		unpack(entry.containerMeta),
	);
	const body = data || entry.data || '';
	const example = sampleText || meta.parse(unpack(entry.meta)).example;
	const media = MEDIA_TYPES.get(entry.templateType?.toUpperCase() ?? '');
	return [
		...(media ? [{ type: 'HEADER', format: media }] : []),
		...(!media && header ? [{ type: 'HEADER', format: 'TEXT', text: header }] : []),
		{ type: 'BODY', text: body, ...examplesOf(body, example) },
		...(footer ? [{ type: 'FOOTER', text: footer }] : []),
		...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons: buttons.flatMap(buttonOf) }] : []),
	];
}

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
	['IMAGE', 'IMAGE'],
	['VIDEO', 'VIDEO'],
	['DOCUMENT', 'DOCUMENT'],
	['LOCATION', 'LOCATION'],
]);

/** Returns the object in a JSON string, as Gupshup packs it, or the object itself; `{}` for any other value. */
function unpack(part: unknown): Record<string, unknown> {
	if (typeof part !== 'string') return looseRecord.parse(part) ?? {};
	try {
		return looseRecord.parse(JSON.parse(part)) ?? {};
	} catch {
		return {};
	}
}

/**
 * Returns the samples in the example, which is the whole text with each value in brackets. Brackets of the text itself
 * would shift them.
 */
function examplesOf(body: string, example: string | undefined): object {
	const values = [...(example ?? '').matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '');
	const variables = new Set([...body.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]));
	return values.length > 0 && values.length === variables.size
		? { example: { body_text: [values] } }
		: {};
}

function buttonOf(button: unknown): object[] {
	const read = buttonShape.safeParse(button);
	if (!read.success) return [];
	const { type, text: title, url, buttonValue, example } = read.data;
	return [{ type, text: title, url: url || buttonValue, example }];
}

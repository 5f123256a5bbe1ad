import type {
	OutboundMedia,
	TemplateButton,
	TemplateCard,
	TemplateHeader,
	TemplateMessage,
	TemplateVariable,
} from '../../../messaging/outbound-message';
import type { Template, TemplateFilling, TemplateSlot } from '../../../messaging/provider';
import { VARIABLE } from './slots';

/**
 * Makes the message that `build` takes from the values of the variables. A required variable is missing if it is empty
 * or holds a location that cannot be read. A value that belongs to no variable is unknown. In both cases there is no
 * message.
 */
export function fill(template: Template, values: Record<string, string>): TemplateFilling {
	const slots = new Map(template.variables.map((slot) => [slot.key, slot]));
	const given = new Map(Object.entries(values).filter(([, value]) => value !== ''));
	const unknown = [...given.keys()].filter((key) => !slots.has(key));
	const missing = template.variables
		.filter((slot) => isMissing(slot, given.get(slot.key)))
		.map((slot) => slot.key);
	if (missing.length > 0 || unknown.length > 0) return { ok: false, missing, unknown };
	const part = (prefix: string): TemplateCard => filledPart(template.variables, prefix, given);
	const message: TemplateMessage = {
		type: 'template',
		name: template.name,
		language: template.language,
		...(template.category === 'unknown' ? {} : { category: template.category }),
		...part(''),
		...(template.cards
			? { cards: Array.from({ length: template.cards }, (_, index) => part(`card.${index}.`)) }
			: {}),
		rendered: rendered(template, given),
	};
	return { ok: true, message };
}

function isMissing(slot: TemplateSlot, value: string | undefined): boolean {
	if (value === undefined) return slot.required;
	return slot.kind === 'location' && place(value) === undefined;
}

type Given = ReadonlyMap<string, string>;

function filledPart(slots: readonly TemplateSlot[], prefix: string, given: Given): TemplateCard {
	let header: TemplateHeader | undefined;
	const body: TemplateVariable[] = [];
	const buttons: TemplateButton[] = [];
	for (const slot of slots) {
		if (!slot.key.startsWith(prefix)) continue;
		const [where, second = '', third = ''] = slot.key.slice(prefix.length).split('.');
		const value = given.get(slot.key);
		if (where === 'header') header = filledHeader(slot, third, value) ?? header;
		if (where === 'body' && value !== undefined) body.push(variable(second, value));
		if (where === 'button') buttons.push(...filledButton(Number(second), third, value));
	}
	return {
		...(header ? { header } : {}),
		...(body.length > 0 ? { body } : {}),
		...(buttons.length > 0 ? { buttons } : {}),
	};
}

/** Builds a variable. Numbered variables are identified by their order, named ones by their name. */
function variable(name: string, value: string): TemplateVariable {
	return /^\d+$/.test(name) ? { value } : { name, value };
}

function filledHeader(
	slot: TemplateSlot,
	name: string,
	value: string | undefined,
): TemplateHeader | undefined {
	if (value === undefined) return undefined;
	switch (slot.kind) {
		case 'text':
			return { type: 'text', variable: variable(name, value) };
		case 'image':
		case 'video':
		case 'document':
			return { type: slot.kind, media: file(value) };
		case 'location': {
			const found = place(value);
			return found && { type: 'location', ...found };
		}
		default:
			return undefined;
	}
}

/** Reads a file: an address, or else a media id. */
function file(value: string): OutboundMedia {
	return /^https?:\/\//i.test(value) ? { from: 'url', url: value } : { from: 'id', id: value };
}

/** Reads a location: `latitude,longitude`, then optional name and address after semicolons. */
function place(
	value: string,
): { latitude: number; longitude: number; name?: string; address?: string } | undefined {
	const [coordinates = '', name, ...address] = value.split(';').map((part) => part.trim());
	const match = /^(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(coordinates);
	const latitude = Number(match?.[1]);
	const longitude = Number(match?.[2]);
	if (!match || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
	const street = address.join('; ');
	return {
		latitude,
		longitude,
		...(name ? { name } : {}),
		...(street ? { address: street } : {}),
	};
}

function filledButton(index: number, kind: string, value: string | undefined): TemplateButton[] {
	// The button of a form must be in the message even when it has no values.
	if (kind === 'form') return [{ index, kind: 'form', ...(value ? { token: value } : {}) }];
	if (value === undefined) return [];
	switch (kind) {
		case 'url':
			return [{ index, kind: 'url', suffix: value }];
		case 'code':
			return [{ index, kind: 'copyCode', code: value }];
		case 'payload':
			return [{ index, kind: 'quickReply', payload: value }];
		default:
			return [];
	}
}

/** Returns header, body and footer as the customer will read them. */
function rendered(template: Template, given: Given): string {
	const filled = (text: string | undefined, prefix: string): string | undefined =>
		text?.replace(VARIABLE, (match, name: string) => given.get(prefix + name) ?? match);
	return [filled(template.header, 'header.text.'), filled(template.body, 'body.'), template.footer]
		.filter((part) => part !== undefined && part !== '')
		.join('\n\n');
}

import type {
	ButtonsMessage,
	ListMessage,
	OutboundMessage,
	TemplateMessage,
} from '../../messaging/outbound-message';
import { WHATSAPP_LIMITS as LIMITS } from '../../providers/whatsapp-format/limits';

/** Messages that fit, and parts of any length to make them not fit. */

/** Two UTF-16 units and four bytes, but one character: a length in the wrong unit would show. */
export const LETTER = '🥖';

export function letters(count: number): string {
	return LETTER.repeat(count);
}

export function buttons(count: number): ButtonsMessage['buttons'] {
	return Array.from({ length: count }, (_, index) => ({ id: `id${index}`, title: `T${index}` }));
}

export function rows(count: number, prefix = 'r'): ListMessage['sections'][number]['rows'] {
	return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, title: 'Row' }));
}

export const BUTTONS: ButtonsMessage = { type: 'buttons', text: 'Oi?', buttons: buttons(2) };
export const LIST: ListMessage = {
	type: 'list',
	text: 'Oi?',
	buttonText: 'Menu',
	sections: [{ rows: rows(2) }],
};
export const TEMPLATE: TemplateMessage = { type: 'template', name: 'a', language: 'pt_BR' };

export function fileOf(
	type: 'image' | 'video' | 'audio' | 'document' | 'sticker',
	bytes: number,
): OutboundMessage {
	const mimeType = LIMITS.media[type].mimeTypes[0];
	return { type, media: { from: 'file', content: Buffer.alloc(bytes), mimeType, fileName: 'x' } };
}

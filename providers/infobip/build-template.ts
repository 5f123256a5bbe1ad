import type {
	OutboundMedia,
	TemplateButton,
	TemplateCard,
	TemplateHeader,
	TemplateMessage,
} from '../../messaging/outbound-message';
import { fileNameOf, mediaUrl, optional } from './build-parts';

/** Builds `content` of a WhatsApp template with its variables filled in (docs/facts/infobip.md#sending-a-template). */
export function templateContent(message: TemplateMessage): object {
	return {
		templateName: message.name,
		templateData: {
			...part(message, loginCodeButton(message)),
			...(message.cards?.length ? { carousel: { cards: message.cards.map(card) } } : {}),
		},
		language: message.language,
	};
}

/** Builds the placeholders. The body is always present, with an empty list when the template has no variables. */
function part({ header, body, buttons }: TemplateCard, more: TemplateButton[] = []): object {
	const all = inOrder([...(buttons ?? []), ...more]);
	return {
		body: { placeholders: (body ?? []).map(({ value }) => value) },
		...(header ? { header: templateHeader(header) } : {}),
		...(all.length > 0 ? { buttons: all.map(button) } : {}),
	};
}

function card(content: TemplateCard): object {
	const { body } = content;
	const whole = part(content) as { body?: unknown };
	if (body?.length) return whole;
	const { body: _empty, ...rest } = whole;
	return rest;
}

/** Returns the buttons in the order of the template. Only buttons with something to fill in are listed. */
function inOrder(buttons: readonly TemplateButton[]): TemplateButton[] {
	return [...buttons].sort((one, other) => one.index - other.index);
}

function templateHeader(header: TemplateHeader): object {
	switch (header.type) {
		case 'text':
			return { type: 'TEXT', placeholder: header.variable.value };
		case 'image':
			return { type: 'IMAGE', mediaUrl: mediaUrl(header.media) };
		case 'video':
			return { type: 'VIDEO', mediaUrl: mediaUrl(header.media) };
		case 'document':
			return {
				type: 'DOCUMENT',
				mediaUrl: mediaUrl(header.media),
				filename: documentName(header.media),
			};
		case 'location':
			return { type: 'LOCATION', latitude: header.latitude, longitude: header.longitude };
	}
}

/** Returns the name of a document in a header, which Infobip demands. */
export function documentName(media: OutboundMedia): string {
	return fileNameOf(media) ?? 'document';
}

function button(content: TemplateButton): object {
	switch (content.kind) {
		case 'quickReply':
			return { type: 'QUICK_REPLY', parameter: content.payload };
		case 'url':
			return { type: 'URL', parameter: content.suffix };
		case 'copyCode':
			return { type: 'COPY_CODE', parameter: content.code };
		case 'form':
			return {
				type: 'FLOW',
				...optional('flowToken', content.token),
				...optional('data', content.data),
			};
	}
}

/**
 * Builds the button of a login code. The code must be given twice, in the text and as the parameter of the first
 * button. The second one is added here, so that users need not know that.
 */
export function loginCodeButton({ category, body, buttons }: TemplateMessage): TemplateButton[] {
	const code = body?.[0]?.value;
	if (category !== 'authentication' || code === undefined || buttons?.length) return [];
	return [{ index: 0, kind: 'url', suffix: code }];
}

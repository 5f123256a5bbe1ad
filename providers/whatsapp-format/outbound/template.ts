import type {
	TemplateButton,
	TemplateCard,
	TemplateHeader,
	TemplateMessage,
	TemplateVariable,
} from '../../../messaging/outbound-message';
import { headerMedia, locationObject, optional } from './parts';

/**
 * Builds the `template` object of an approved template with its variables filled in
 * (docs/facts/whatsapp-cloud.md#sending-a-template).
 */
export function template(message: TemplateMessage): object {
	const components = [
		...filled(message),
		...(message.cards?.length ? [carousel(message.cards)] : []),
		...loginCodeButton(message),
	];
	return {
		name: message.name,
		language: { code: message.language },
		...(components.length > 0 ? { components } : {}),
	};
}

/**
 * Returns the filled-in components of a template or of one card. A component without values is left out, because Meta
 * refuses empty ones.
 */
function filled({ header, body, buttons }: TemplateCard): object[] {
	return [
		...(header ? [{ type: 'header', parameters: [headerParameter(header)] }] : []),
		...(body?.length ? [{ type: 'body', parameters: body.map(textParameter) }] : []),
		...(buttons ?? []).map(button),
	];
}

function headerParameter(header: TemplateHeader): object {
	switch (header.type) {
		case 'text':
			return textParameter(header.variable);
		case 'location':
			return { type: 'location', location: locationObject(header) };
		case 'image':
		case 'video':
		case 'document':
			return { type: header.type, ...headerMedia(header) };
	}
}

function textParameter(variable: TemplateVariable): object {
	return { type: 'text', ...optional('parameter_name', variable.name), text: variable.value };
}

function button(content: TemplateButton): object {
	const { subType, parameter } = buttonParts(content);
	return {
		type: 'button',
		sub_type: subType,
		index: String(content.index),
		parameters: [parameter],
	};
}

function buttonParts(content: TemplateButton): { subType: string; parameter: object } {
	switch (content.kind) {
		case 'quickReply':
			return { subType: 'quick_reply', parameter: { type: 'payload', payload: content.payload } };
		case 'url':
			return { subType: 'url', parameter: { type: 'text', text: content.suffix } };
		case 'copyCode':
			return {
				subType: 'copy_code',
				parameter: { type: 'coupon_code', coupon_code: content.code },
			};
		case 'form':
			return {
				subType: 'flow',
				parameter: {
					type: 'action',
					action: {
						...optional('flow_token', content.token),
						...(content.data ? { flow_action_data: content.data } : {}),
					},
				},
			};
	}
}

function carousel(cards: readonly TemplateCard[]): object {
	return {
		type: 'carousel',
		cards: cards.map((card, index) => ({ card_index: index, components: filled(card) })),
	};
}

/**
 * Builds the button of a login code. The code must be given twice: in the text, and as the suffix of the first button,
 * which copies the code or fills it in. The suffix is added here, so that users need not know that.
 */
function loginCodeButton({ category, body, buttons }: TemplateMessage): object[] {
	const code = body?.[0]?.value;
	if (category !== 'authentication' || code === undefined || buttons?.length) return [];
	return [button({ index: 0, kind: 'url', suffix: code })];
}

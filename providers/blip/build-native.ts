import type { OutboundMessage } from '../../messaging/outbound-message';
import { build as buildForMeta } from '../whatsappCloud/build';

/**
 * What goes to WhatsApp as it is: Meta's message body without address and product (facts/blip.md 3.2 and 3.3). LIME has no
 * lists, forms or templates, and its menus look poorer there, so everything that can be tapped travels in this form.
 */

export type NativeMessage = Exclude<OutboundMessage, { type: 'text' | 'location' | 'raw' }>;

/** Whom Meta's own builder is told; taken off again. */
const NOBODY = { id: '0' };
const NO_SENDER = { id: '0', channel: 'whatsapp', account: { baseUrl: '' } } as const;

/** The `content` of an `application/json` message. */
export function nativeContent(message: NativeMessage): object {
	const { reference: _reference, ...rest } = message;
	return withoutEnvelope(buildForMeta(rest, NOBODY, NO_SENDER).json as Record<string, unknown>);
}

/** A body that was written for Meta, without what Blip adds itself. */
export function withoutEnvelope(body: Readonly<Record<string, unknown>>): object {
	const {
		messaging_product: _product,
		to: _to,
		recipient: _recipient,
		biz_opaque_callback_data: _reference,
		...content
	} = body;
	return content;
}

import type { HttpRequest } from '../../messaging/http';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import { drawTemplate } from './template-drawing';

/**
 * Builds the request that `simulator/deliver.ts` executes in this process. It contains the message as the workflow
 * wrote it. A template is drawn here, beside its text, because a real provider keeps approved texts, too.
 */
export function build(message: OutboundMessage, to: Recipient, from: Sender): HttpRequest {
	const drawing = message.type === 'template' ? drawTemplate(message) : undefined;
	return {
		method: 'POST',
		url: 'simulator://deliver',
		json: {
			message,
			to: { id: to.id, ...(to.phone !== undefined && { phone: to.phone }) },
			from: { id: from.id, channel: from.channel },
			...(drawing && { drawing }),
		},
	};
}

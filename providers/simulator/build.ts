import type { HttpRequest } from '../../messaging/http';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Recipient, Sender } from '../../messaging/provider';
import { drawTemplate } from './template-drawing';

/**
 * The request that `simulator/deliver.ts` carries out in this process. It holds the message as the workflow wrote it;
 * a template is drawn here, because its wording lies beside this file, as a real provider keeps approved wordings.
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

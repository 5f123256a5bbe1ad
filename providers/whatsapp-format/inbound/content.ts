import type { EventButton, EventMessage } from '../../../messaging/event';

/** The content of a WhatsApp message, without the ids that its envelope gives. */
export interface Content {
	message: Omit<EventMessage, 'id'>;
	/** Set when the customer tapped something. */
	button?: Omit<EventButton, 'messageId'>;
}

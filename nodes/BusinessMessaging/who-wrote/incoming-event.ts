import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { CHANNELS, PROVIDERS } from '../../../messaging/provider-names';

/** The part of an event that says who wrote, to which number, on which channel. An item may hold anything. */

const id = z.string().trim().min(1);
const optionalText = z.string().optional().catch(undefined);

const incomingEventSchema = z.object({
	provider: z.enum(PROVIDERS),
	channel: z.enum(CHANNELS),
	contact: z.object({ id }),
	business: z.object({ id }),
	message: z
		.object({
			id: optionalText,
			media: z.object({ id: optionalText, url: optionalText }).optional().catch(undefined),
		})
		.optional()
		.catch(undefined),
});

export type IncomingEvent = z.infer<typeof incomingEventSchema> & {
	/** The whole event. */
	json: IDataObject;
};

/** Returns the event that an item holds; `undefined` when a customer, number, channel or provider is missing. */
export function readIncomingEvent(json: unknown): IncomingEvent | undefined {
	const event = incomingEventSchema.safeParse(json).data;
	return event && { ...event, json: json as IDataObject };
}

/** Returns one key for each pair of a customer and a business. */
export function partiesKey({ provider, channel, contact, business }: IncomingEvent): string {
	return JSON.stringify([provider, channel, contact.id, business.id]);
}

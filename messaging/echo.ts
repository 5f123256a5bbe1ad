import type { EventHandover, EventMessage } from './event';
import { readableMessage } from './readable-text';

/**
 * Returns an agent's message as its handover event has it: in words, because it is only read, never answered.
 *
 * @param content `undefined`: it cannot be read
 */
export function echoedMessage(
	content: Omit<EventMessage, 'id'> | undefined,
	id: string,
	author?: string,
): NonNullable<EventHandover['message']> {
	if (content === undefined)
		return { id, type: 'unsupported', text: '', ...(author && { author }) };
	const { type, media } = content;
	return {
		...{ id, type, text: readableMessage(content) },
		...(media && { media }),
		...(author && { author }),
	};
}

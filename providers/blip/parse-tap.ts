import { z } from 'zod';

import type { EventButton } from '../../messaging/event';
import { looseRecord, text } from '../../messaging/reading/loose-json';
import { onlyKnown } from '../../messaging/reading/only-known';
import { LIME } from './lime';
import type { InboundMessage, Metadata } from './payload';

/**
 * Returns the tap that a message states, if any (docs/facts/blip.md#inbound-messages). WhatsApp's buttons and lists
 * come as a reply with the id in the metadata. A quick reply of a template comes as bare text with
 * `#blip.payload.content`, or as a reply that quotes the template. On the other channels the value of our own option
 * comes back.
 */
export function tapOf(
	{ type, content }: InboundMessage,
	metadata: Metadata,
): EventButton | undefined {
	const reply = type === LIME.reply ? replyShape.safeParse(content) : undefined;
	const quoted = reply?.success ? reply.data.inReplyTo : undefined;
	const words = reply?.success ? textOf(reply.data.replied.value) : textOf(content);
	const messageId = quoted?.id || metadata['#inReplyToId'] || metadata['#wa.context.id'];
	const tap = (kind: EventButton['kind'], id: string): EventButton => ({
		id,
		title: words || id,
		kind,
		...onlyKnown({ messageId: messageId || undefined }),
	});
	const button = metadata['#wa.interactive.button.id'];
	if (button) return tap('button', button);
	const row = metadata['#wa.interactive.list.id'];
	if (row) return tap('list', row);
	const payload = metadata['#blip.payload.content'];
	if (payload) return tap('template', payload);
	const ownValue = type === LIME.json ? buttonValue.safeParse(content) : undefined;
	if (ownValue?.success) {
		const { buttonId: id, buttonTitle: title } = ownValue.data;
		return { id, title: title || id, kind: 'button', ...onlyKnown({ messageId }) };
	}
	const ofTemplate = words ? templateButton(quoted?.value, words) : undefined;
	return ofTemplate === undefined ? undefined : tap('template', ofTemplate);
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** Reads the quoted message loosely, because it may be deleted, unknown, or only named. */
export const replyShape = z.object({
	replied: z.object({ type: z.string(), value: z.unknown() }),
	inReplyTo: z.object({ id: text, type: text, value: looseRecord }).optional().catch(undefined),
});

const buttonValue = z.object({ buttonId: z.string().min(1), buttonTitle: z.string().catch('') });

const list = z.array(z.unknown()).catch([]);
const contentShape = z.object({
	templateContent: z.object({ components: list }).catch({ components: [] }),
	template: z.object({ components: list }).catch({ components: [] }),
});
const buttonsShape = z.object({
	type: z.string().regex(/^buttons$/i),
	buttons: z.array(z.object({ text }).catch({ text: undefined })),
});
const filledShape = z.object({
	type: z.string().regex(/^button$/i),
	index: z.coerce.number().int(),
	parameters: z.array(z.object({ payload: z.string().min(1) })).min(1),
});

/**
 * Returns the id of the template's button with this title: its payload if one was sent, otherwise the title. A customer
 * who types the title while quoting the template means the same.
 */
function templateButton(quoted: unknown, words: string): string | undefined {
	const read = contentShape.safeParse(quoted);
	if (!read.success) return undefined;
	const titles = read.data.templateContent.components.flatMap((component) => {
		const buttons = buttonsShape.safeParse(component);
		return buttons.success ? buttons.data.buttons.map((button) => button.text) : [];
	});
	const index = titles.indexOf(words);
	const payloads = read.data.template.components.flatMap((component) => {
		const filled = filledShape.safeParse(component);
		const [parameter] = filled.success ? filled.data.parameters : [];
		return filled.success && parameter
			? [{ index: filled.data.index, payload: parameter.payload }]
			: [];
	});
	const payload = payloads.find((filled) =>
		index === -1 ? filled.payload === words : filled.index === index,
	)?.payload;
	return payload ?? (index === -1 ? undefined : words);
}

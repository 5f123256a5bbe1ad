import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { fromMarkdown } from '../../../../messaging/markdown';
import { splitText } from '../../../../messaging/long-text';
import type { OutboundMessage } from '../../../../messaging/outbound-message';
import type { Channel } from '../../../../messaging/provider-names';
import { readEnds } from '../../ends';
import { withCount } from '../../node-errors';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';
import { deliverItem, type ItemRules } from './deliver-item';

/** Options of a message that consists of text; see `fields/text-options.ts`. */
interface TextOptions {
	textFormat?: unknown;
	longTexts?: unknown;
}

/**
 * Sends the message of one item: its Markdown in the form that the channel shows, and a text that is too long as several
 * messages, one after the other.
 */
export async function deliverText(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	typed: OutboundMessage,
	rules: ItemRules,
): Promise<OperationResult> {
	const { textFormat, longTexts } = context.getNodeParameter('options', item, {}) as TextOptions;
	const isMarkdown = textFormat === 'markdown';
	const ends = await readEnds(context, session, item);
	if (!ends.ok) return await deliverItem(context, session, item, typed, rules);
	const { channel } = ends.from;
	const message = isMarkdown ? withoutMarkdown(typed, channel) : typed;
	const isSplit = (longTexts ?? defaultFor(context)) === 'split';
	const parts = isSplit ? partsOf(message, session, channel) : [];
	if (parts.length < 2) return await deliverItem(context, session, item, message, rules);
	return await deliverParts(context, session, item, parts, rules);
}

function defaultFor(context: IExecuteFunctions): string {
	return context.getNode().typeVersion < 2 ? 'block' : 'split';
}

function withoutMarkdown(message: OutboundMessage, channel: Channel): OutboundMessage {
	if ('text' in message) return { ...message, text: fromMarkdown(message.text, channel) };
	if ('caption' in message && message.caption !== undefined) {
		return { ...message, caption: fromMarkdown(message.caption, channel) };
	}
	return message;
}

/** Returns the messages of a text; one or none when it is not to be split. Only the first one quotes. */
function partsOf(message: OutboundMessage, session: Session, channel: Channel): OutboundMessage[] {
	const limit = session.adapter.capabilities(channel).limits.textCharacters;
	if (message.type !== 'text' || limit === undefined) return [];
	const { replyTo: _first, ...following } = message;
	return (splitText(message.text, limit) ?? []).map((text, index) => ({
		...(index === 0 ? message : following),
		text,
	}));
}

/**
 * Sends the parts in order, until one is not sent. The first one decides: where it is blocked, or a template goes out
 * instead, no other follows. A repeat of the execution sends only the parts that are left.
 */
async function deliverParts(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	parts: readonly OutboundMessage[],
	rules: ItemRules,
): Promise<OperationResult> {
	const sent: IDataObject[] = [];
	for (const [index, part] of parts.entries()) {
		const result = await deliverItem(context, session, item, part, { ...rules, part: index }).catch(
			(error: unknown) => {
				throw index === 0 ? error : withCount(error, countOf(index, parts.length));
			},
		);
		if (result.output !== 'result') {
			return index === 0 ? result : { ...result, json: { sentParts: sent, ...result.json } };
		}
		const [json = {}] = [result.json].flat();
		if (isTemplate(json)) return result;
		sent.push(json);
	}
	const [first = {}] = sent;
	const messages = sent.map(({ message }) => message as IDataObject);
	const text = messages.map((message) => String(message.text)).join('\n\n');
	const message = { ...(first.message as IDataObject), text, parts: messages };
	return { output: 'result', json: { ...first, message } };
}

function isTemplate({ message }: IDataObject): boolean {
	return (message as IDataObject | undefined)?.type === 'template';
}

function countOf(sent: number, parts: number): string {
	return `${sent} of ${parts} parts of the text were sent. A retry sends only the others.`;
}

import type { OutboundMessage } from '../../messaging/outbound-message';
import { countEqual, countMostEqual, LOOP } from '../../messaging/recent-texts';
import { block, PASS, type Guard } from './guard';

/**
 * Blocks the tenth equal message within a minute to a customer who has sent ten equal texts in that time. Two bots
 * probably answer each other.
 */
export const loop: Guard = (message, { conversation, now }) => {
	const { recentTexts } = conversation ?? {};
	if (recentTexts === undefined) return PASS;
	const at = now.getTime();
	const theirs = countMostEqual(recentTexts.inbound, at);
	const ours = countEqual(recentTexts.outbound, contentOf(message), at) + 1;
	if (theirs < LOOP.texts || ours < LOOP.texts) return PASS;
	return block(
		'loop',
		`This message was sent to this customer ${ours - 1} times within a minute, and they sent one text ${theirs} times. Two bots probably answer each other.`,
		'Check who writes at this number. Wait a minute, or send another text.',
	);
};

/** Returns the content by which messages are compared. */
export function contentOf(message: OutboundMessage): string {
	const { reference: _reference, replyTo: _replyTo, ...content } = message;
	return JSON.stringify(content);
}

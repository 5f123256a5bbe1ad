import { createHash } from 'node:crypto';

/**
 * Recent texts of one direction of a conversation, to notice two bots that answer each other. Only hashes are kept, and
 * only as long as they count.
 */

/** Hash of a text and its time in ms since the epoch, oldest first. */
export type RecentTexts = ReadonlyArray<readonly [hash: string, at: number]>;

/** Number of equal texts from each side within a time, in ms, that shows two bots answering each other. */
export const LOOP = { texts: 10, withinMs: 60_000 };

/** More texts of one side within a minute are not kept. They hold a loop of two alternating texts. */
const MOST_KEPT = 2 * LOOP.texts;
const HASH_LENGTH = 12;

function hashText(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, HASH_LENGTH);
}

/** Returns the texts with one more, without those that count no longer. */
export function withText(recent: RecentTexts, text: string, at: number): RecentTexts {
	const counting = recent.filter(([, time]) => time > at - LOOP.withinMs);
	return [...counting, [hashText(text), at] as const].slice(-MOST_KEPT);
}

/** Returns how often the text is among those of the last minute. */
export function countEqual(recent: RecentTexts, text: string, now: number): number {
	const hash = hashText(text);
	return counting(recent, now).filter((known) => known === hash).length;
}

/** Returns how often the most frequent text is among those of the last minute. */
export function countMostEqual(recent: RecentTexts, now: number): number {
	const counts = new Map<string, number>();
	for (const hash of counting(recent, now)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
	return Math.max(0, ...counts.values());
}

function counting(recent: RecentTexts, now: number): string[] {
	return recent.filter(([, time]) => time > now - LOOP.withinMs).map(([hash]) => hash);
}

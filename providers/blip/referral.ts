import type { Metadata } from './payload';

/**
 * The advertisement or link that a customer came from, as each channel tells it in the metadata
 * (docs/facts/blip.md#inbound-messages).
 */

const PREFIXES = ['#wa.referral.', '#ig.referral.', '#m.referral.'] as const;
/** Links of Messenger (m.me). */
const MESSENGER_KEYS = ['ref', 'source', 'type', 'ad_id'] as const;

/** `undefined` when they came by themselves. Names are in camelCase, e.g. `sourceUrl`. */
export function referralOf(metadata: Metadata): Record<string, string> | undefined {
	const found = Object.entries(metadata).flatMap(([key, value]) => {
		const prefix = PREFIXES.find((start) => key.startsWith(start));
		return prefix === undefined || value === ''
			? []
			: [[camelCase(key.slice(prefix.length)), value] as const];
	});
	const messenger = MESSENGER_KEYS.flatMap((key) => {
		const value = metadata[`messenger.${key}`];
		return value ? [[camelCase(key), value] as const] : [];
	});
	// A type alone says nothing: Messenger puts it on ordinary messages, too.
	const isReferred = found.length > 0 || messenger.some(([key]) => key !== 'type');
	return isReferred ? Object.fromEntries([...found, ...messenger]) : undefined;
}

function camelCase(name: string): string {
	return name.replace(/(?<![._])[._]+([A-Za-z0-9])/g, (_match, letter: string) =>
		letter.toUpperCase(),
	);
}

import type { Metadata } from './payload';

/**
 * The advertisement or link that a customer came from, which each channel describes in the metadata
 * (docs/facts/blip.md#inbound-messages).
 */

const PREFIXES = ['#wa.referral.', '#ig.referral.', '#m.referral.'] as const;
/** Links of Messenger (m.me). */
const MESSENGER_KEYS = ['ref', 'source', 'type', 'ad_id'] as const;

/** Reads the referral, with names in camelCase, e.g. `sourceUrl`. Returns `undefined` when there is none. */
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
	// A type alone is no referral: Messenger adds it to ordinary messages, too.
	const isReferred = found.length > 0 || messenger.some(([key]) => key !== 'type');
	return isReferred ? Object.fromEntries([...found, ...messenger]) : undefined;
}

function camelCase(name: string): string {
	return name.replace(/(?<![._])[._]+([A-Za-z0-9])/g, (_match, letter: string) =>
		letter.toUpperCase(),
	);
}

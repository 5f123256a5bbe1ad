import type { IncomingMessage } from 'node:http';

import { refusals, type GraphRefusal } from './graph-errors';
import type { World } from './world';

/** Checks token and version before anything else. */

const LIVE_VERSIONS = new Set(['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0']);
/** Older ones have expired (docs/facts/whatsapp-cloud.md#versions). */
const OLDEST_LIVE_VERSION = 21;

/** Returns the identity of a token, or the refusal. */
export function identify(
	world: World,
	authorization: string | undefined,
): 'account' | 'app' | GraphRefusal {
	const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
	if (token === undefined) return refusals.tokenMissing();
	if (token === world.accessToken) return 'account';
	if (token === `${world.appId}|${world.appSecret}`) return 'app';
	return token.includes('|') ? refusals.appWrong() : refusals.tokenWrong();
}

/** Expired and unknown versions are refused. */
export function versionRefusal(version: string): GraphRefusal | undefined {
	if (LIVE_VERSIONS.has(version)) return undefined;
	const number = Number(/^v(\d+)\.0$/.exec(version)?.[1]);
	return number > 0 && number < OLDEST_LIVE_VERSION
		? refusals.versionExpired(version)
		: refusals.versionUnknown(version);
}

/** One text for each header. */
export function plainHeaders(incoming: IncomingMessage): Record<string, string> {
	return Object.fromEntries(
		Object.entries(incoming.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
}

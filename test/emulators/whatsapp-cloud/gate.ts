import type { IncomingMessage } from 'node:http';

import { refusals, type GraphRefusal } from './graph-errors';
import type { World } from './world';

/** Checks the token and the API version of a request before it is routed. */

const LIVE_VERSIONS = new Set(['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0']);
/** Older versions have expired (docs/facts/whatsapp-cloud.md#versions). */
const OLDEST_LIVE_VERSION = 21;

/** Returns which identity the token belongs to, or the refusal. */
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

/** Returns the refusal of an expired or unknown version, and `undefined` for a live one. */
export function versionRefusal(version: string): GraphRefusal | undefined {
	if (LIVE_VERSIONS.has(version)) return undefined;
	const number = Number(/^v(\d+)\.0$/.exec(version)?.[1]);
	return number > 0 && number < OLDEST_LIVE_VERSION
		? refusals.versionExpired(version)
		: refusals.versionUnknown(version);
}

/** Returns the headers with repeated ones joined into one text. */
export function plainHeaders(incoming: IncomingMessage): Record<string, string> {
	return Object.fromEntries(
		Object.entries(incoming.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
}

import { sleep, type IAllExecuteFunctions } from 'n8n-workflow';

import type { Http, HttpResult } from '../../messaging/http';

/**
 * Handles tokens that another process has renewed. Several processes of n8n may use one credential. A renewal by one of
 * them invalidates the tokens that the others have read, and the refresh token, too. So after a 401 the stored
 * credential is read again. If it has changed, the request is sent once more. A request answered with 401 was not
 * processed, so no message is sent twice.
 */

/** Waits for the other process to store its tokens. A credential with invalid tokens delays a request by their sum. */
const WAITS_MS = [0, 300, 700] as const;

export function withForeignRenewal(
	http: Http,
	context: IAllExecuteFunctions,
	credentialType: string,
): Http {
	const stored = async (): Promise<string> => {
		try {
			return JSON.stringify(await context.getCredentials(credentialType));
		} catch {
			return '';
		}
	};
	return async (request) => {
		const before = await stored();
		const first = await http(request);
		if (!isUnauthorized(first)) return first;
		for (const wait of WAITS_MS) {
			if (wait > 0) await sleep(wait);
			if ((await stored()) !== before) return await http(request);
		}
		return first;
	};
}

function isUnauthorized(result: HttpResult): boolean {
	return !result.ok && result.failure.kind === 'refused' && result.failure.status === 401;
}

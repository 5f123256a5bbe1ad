import { sleep, type IAllExecuteFunctions } from 'n8n-workflow';

import type { Http, HttpResult } from '../../messaging/http';

/**
 * Several processes of n8n may use one credential. When one of them has renewed its tokens, the tokens that the others
 * had read are dead, and so is the refresh token with which they would renew them. So after a 401 the stored credential
 * is looked at: if somebody has changed it meanwhile, the request is sent once more. A 401 was not processed, so a repeat
 * reaches nobody twice.
 */

/** Waits for the other process to store its tokens. A dead credential delays a request by their sum. */
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

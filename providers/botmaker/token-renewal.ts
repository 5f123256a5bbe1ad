import { createHash } from 'node:crypto';

import type { Http } from '../../messaging/http';
import { apiUrl } from './api';
import { recordOf, textOf } from './loose-json';

/**
 * Renews tokens that Botmaker no longer accepts (docs/facts/botmaker.md#token-renewal). A renewal also replaces the
 * refresh token and invalidates the old one, so losing the new one locks the user out. Botmaker allows three renewals a
 * minute. Therefore each pair of tokens is renewed once, however many requests fail with it at the same time. The
 * result is cached: a request with an old pair gets the newest one without a renewal.
 */

export interface Tokens {
	accessToken: string;
	refreshToken: string;
}

export interface RenewalIdentity extends Tokens {
	clientId: string;
	/** Botmaker's "Secret ID". */
	clientSecret: string;
	baseUrl: string;
}

export type Renewal =
	| { outcome: 'renewed'; tokens: Tokens }
	/** Botmaker accepts the tokens as they are. */
	| { outcome: 'alive' }
	/** Botmaker refuses the refresh token, or a value beside it is missing. The user must enter new ones. */
	| { outcome: 'refused' }
	/** Botmaker could not be reached now. */
	| { outcome: 'unavailable' };

/** Keeps running renewals and their results, for one process. */
export class TokenRenewal {
	private readonly outcomes = new Map<string, Promise<Renewal>>();

	/** Returns the newest pair that replaced these tokens. Total. */
	async renew(identity: RenewalIdentity, http: Http): Promise<Renewal> {
		const { clientId, clientSecret, refreshToken } = identity;
		if (!clientId || !clientSecret || !refreshToken) return { outcome: 'refused' };
		let newest: Renewal | undefined;
		let current = identity;
		// Follows the chain of renewals, because a late request may have a pair that was replaced more than once.
		for (let step = 0; step < LONGEST_CHAIN; step++) {
			const known = this.outcomes.get(keyOf(current));
			if (known === undefined) break;
			const renewal = await known;
			if (renewal.outcome !== 'renewed') return newest ?? renewal;
			newest = renewal;
			current = { ...current, ...renewal.tokens };
		}
		return newest ?? (await this.begin(identity, http));
	}

	private async begin(identity: RenewalIdentity, http: Http): Promise<Renewal> {
		const key = keyOf(identity);
		const asked = askBotmaker(identity, http);
		this.outcomes.set(key, asked);
		this.forgetOldest();
		const renewal = await asked;
		// A refusal is final for these values, so Botmaker is not asked again.
		if (renewal.outcome === 'alive' || renewal.outcome === 'unavailable') this.outcomes.delete(key);
		return renewal;
	}

	private forgetOldest(): void {
		for (const key of this.outcomes.keys()) {
			if (this.outcomes.size <= MOST_OUTCOMES) return;
			this.outcomes.delete(key);
		}
	}
}

const LONGEST_CHAIN = 100;
const MOST_OUTCOMES = 1000;

/** Returns a hash of every value that matters, so that corrected values are tried. It reveals none of them. */
function keyOf(identity: RenewalIdentity): string {
	const { baseUrl, clientId, clientSecret, accessToken, refreshToken } = identity;
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, clientId, clientSecret, accessToken, refreshToken]))
		.digest('hex');
}

/**
 * Asks Botmaker whether the access token is invalid, and renews it only then. A 401 may have other reasons, n8n's
 * credential test requests a renewal every time, and an unnecessary renewal is a risk.
 */
async function askBotmaker(identity: RenewalIdentity, http: Http): Promise<Renewal> {
	const url = apiUrl({ baseUrl: identity.baseUrl }, 'auth/credentials');
	const look = await http({
		method: 'GET',
		url,
		headers: { 'access-token': identity.accessToken },
	});
	if (look.ok) return rotatedElsewhere(look.body, identity);
	if (look.failure.kind !== 'refused') return { outcome: 'unavailable' };
	// "Too many requests" is an answer to a valid token.
	if (look.failure.status === 429) return { outcome: 'alive' };
	if (look.failure.status !== 401) return { outcome: 'unavailable' };
	return await refresh(identity, url, http);
}

/** Returns the tokens that Botmaker shows as valid, if another client has renewed them since they were copied. */
function rotatedElsewhere(body: unknown, { accessToken, refreshToken }: Tokens): Renewal {
	const shown = tokensIn(body);
	return shown === undefined ||
		(shown.accessToken === accessToken && shown.refreshToken === refreshToken)
		? { outcome: 'alive' }
		: { outcome: 'renewed', tokens: shown };
}

async function refresh(identity: RenewalIdentity, url: string, http: Http): Promise<Renewal> {
	const { clientId, clientSecret: secretId, refreshToken } = identity;
	// The invalid access token is not sent, because some gateways refuse it before they read anything else.
	const answer = await http({ method: 'POST', url, json: { clientId, secretId, refreshToken } });
	if (!answer.ok) {
		const isFinal = answer.failure.kind === 'refused' && FINAL.has(answer.failure.status);
		return { outcome: isFinal ? 'refused' : 'unavailable' };
	}
	const tokens = tokensIn(answer.body);
	return tokens === undefined ? { outcome: 'unavailable' } : { outcome: 'renewed', tokens };
}

const FINAL: ReadonlySet<number> = new Set([400, 401, 403, 404]);

function tokensIn(body: unknown): Tokens | undefined {
	const read = recordOf(body);
	const accessToken = textOf(read, 'accessToken');
	const refreshToken = textOf(read, 'refreshToken');
	return accessToken === undefined || refreshToken === undefined
		? undefined
		: { accessToken, refreshToken };
}

import { createHash } from 'node:crypto';

import type { Http } from '../../messaging/http';
import { apiUrl } from './api';
import { recordOf, textOf } from './loose-json';

/**
 * Renews tokens that Botmaker no longer accepts (docs/facts/botmaker.md#token-renewal). A renewal also replaces the
 * refresh token and invalidates the old one, so losing the new one locks the user out. Botmaker allows three renewals a
 * minute. Therefore each pair of tokens is renewed once, however many requests fail with it at the same time, and what
 * came of it is remembered: a request that still holds the old pair gets the newest one without a renewal.
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
	/** Botmaker refuses the refresh token, or something that belongs to it is missing: only new values help. */
	| { outcome: 'refused' }
	/** Botmaker could not be asked now. */
	| { outcome: 'unavailable' };

/** Keeps what is under way and what came of it, for one process. */
export class TokenRenewal {
	private readonly outcomes = new Map<string, Promise<Renewal>>();

	/** Total. Tells what is the newest pair that these tokens have become. */
	async renew(identity: RenewalIdentity, http: Http): Promise<Renewal> {
		const { clientId, clientSecret, refreshToken } = identity;
		if (!clientId || !clientSecret || !refreshToken) return { outcome: 'refused' };
		let newest: Renewal | undefined;
		let current = identity;
		// Along the chain of renewals: a late request may hold a pair that was replaced more than once.
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
		// A refusal stays one for these very values; Botmaker is not asked about them again and again.
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

/** Of every value that decides, so that corrected values are tried. Holds none of them readably. */
function keyOf(identity: RenewalIdentity): string {
	const { baseUrl, clientId, clientSecret, accessToken, refreshToken } = identity;
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, clientId, clientSecret, accessToken, refreshToken]))
		.digest('hex');
}

/**
 * First whether the access token is really dead: a 401 may have other reasons, n8n's credential test asks for a renewal
 * every time, and a renewal that was not needed is a risk. Then, if it is, the renewal itself.
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
	// Too many questions is an answer to a token that is known.
	if (look.failure.status === 429) return { outcome: 'alive' };
	if (look.failure.status !== 401) return { outcome: 'unavailable' };
	return await refresh(identity, url, http);
}

/** Botmaker shows the credentials that are in force. Another client may have renewed them since they were copied. */
function rotatedElsewhere(body: unknown, { accessToken, refreshToken }: Tokens): Renewal {
	const shown = tokensIn(body);
	return shown === undefined ||
		(shown.accessToken === accessToken && shown.refreshToken === refreshToken)
		? { outcome: 'alive' }
		: { outcome: 'renewed', tokens: shown };
}

async function refresh(identity: RenewalIdentity, url: string, http: Http): Promise<Renewal> {
	const { clientId, clientSecret: secretId, refreshToken } = identity;
	// Without the dead access token, which some gateways refuse before anything is looked at.
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

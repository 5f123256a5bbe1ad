import { isSameText } from '../../messaging/constant-time';
import type { UsedeskAccount } from '../Usedesk/account';
import { problemOfToken } from './address-token';

/**
 * Usedesk signs nothing; it only puts a `secret` into the body: the secret key of the API channel, or its application
 * ID (docs/facts/usedesk.md#webhooks). It is not documented that every kind of event has it, so the user can demand a
 * token in the address instead. That is also the stronger proof: application IDs are short numbers.
 */

export type Authentication = { ok: true } | { ok: false; reason: string };

/**
 * Decides whether a request is from Usedesk.
 *
 * @param body the request as it was read, or undefined
 * @param addressToken the `?token=` of the address
 * @param demandsToken whether a request without a long token in its address is refused, whatever its secret
 */
export function authenticate(
	body: unknown,
	addressToken: unknown,
	account: UsedeskAccount,
	demandsToken = false,
): Authentication {
	const problem = demandsToken ? problemOfToken(account) : undefined;
	if (problem !== undefined) return refused(`${problem.title}. ${problem.remedy}`);
	if (account.addressToken !== '') {
		return isOneOf(addressToken, [account.addressToken])
			? { ok: true }
			: refused(
					'the address has no "?token=" with the Webhook Address Token of the credential. Add it to the URL in the API channel of Usedesk.',
				);
	}
	const secret = secretOf(body);
	if (secret === undefined) {
		return refused(
			'the request carries no secret. Choose a Webhook Address Token in the credential, and add it to the URL in the API channel of Usedesk as "?token=…".',
		);
	}
	return isOneOf(secret, [account.apiToken, account.applicationId])
		? { ok: true }
		: refused(
				'its secret is another one. If it comes from your Usedesk, fill in Application ID in the credential, or check that the credential has the Secret Key of this API channel.',
			);
}

/**
 * Returns whether Usedesk pings the address, as it does when the address is saved. A ping starts nothing, so it needs
 * no proof.
 */
export function isPing(body: unknown): boolean {
	if (typeof body !== 'object' || body === null || !('ping' in body)) return false;
	return !EVENT_FIELDS.some((name) => name in body);
}

const EVENT_FIELDS = ['ticket', 'ticket_id', 'chat_id', 'comment', 'trigger'];

function secretOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null || !('secret' in body)) return undefined;
	const { secret } = body;
	return typeof secret === 'string' || typeof secret === 'number' ? String(secret) : undefined;
}

/** Compares with each secret in constant time. An empty secret matches nothing. */
function isOneOf(given: unknown, accepted: string[]): boolean {
	if (typeof given !== 'string' || given === '') return false;
	const matches = accepted
		.filter((secret) => secret !== '')
		.map((secret) => isSameText(given, secret));
	return matches.includes(true);
}

function refused(reason: string): Authentication {
	return { ok: false, reason };
}

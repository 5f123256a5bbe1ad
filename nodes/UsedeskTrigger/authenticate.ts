import { isSameText } from '../../messaging/constant-time';
import type { UsedeskAccount } from '../Usedesk/account';

/**
 * Usedesk signs nothing; it only puts a `secret` into the body: the secret key of the API channel, or its application
 * ID (docs/facts/usedesk.md#webhooks). Whether every kind of event has it is not documented, so the user can demand a
 * word in the address instead. That is also the stronger proof: application IDs are short numbers.
 */

export type Authentication = { ok: true } | { ok: false; reason: string };

/**
 * @param body the request as it was read, or undefined
 * @param addressToken what the address carries as `?token=`
 */
export function authenticate(
	body: unknown,
	addressToken: unknown,
	account: UsedeskAccount,
): Authentication {
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
				'its secret is another one. If it comes from your Usedesk, fill in Application ID in the credential, or see that the API channel is the one whose Secret Key the credential has.',
			);
}

/** Usedesk asks whether the address lives when it is saved. The question starts nothing, so nobody need prove it. */
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

/** In a time that tells neither where a word differs nor which of them was nearer. An empty word proves nothing. */
function isOneOf(given: unknown, accepted: string[]): boolean {
	if (typeof given !== 'string' || given === '') return false;
	const matches = accepted.filter((word) => word !== '').map((word) => isSameText(given, word));
	return matches.includes(true);
}

function refused(reason: string): Authentication {
	return { ok: false, reason };
}

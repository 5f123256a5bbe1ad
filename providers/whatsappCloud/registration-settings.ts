import type { MessagingError } from '../../messaging/error';
import type { Account, RegistrationTarget } from '../../messaging/provider';
import { addressNotSecure, addressTooLong, missingSetting } from './registration-errors';

/** Checked settings of a registration. Ids are safe for a path. */
export interface RegistrationSettings {
	account: Account;
	/** The application at Meta that owns the webhook. */
	appId: string;
	/** The WhatsApp Business Account. */
	accountId: string;
	/** `phone_number_id`; absent when every number of the account is wanted. */
	numberId?: string;
	url: string;
	verifyToken: string;
}

/** Longest `override_callback_uri` (docs/facts/whatsapp-cloud.md#webhook-addresses). */
const MAX_CALLBACK_CHARACTERS = 200;

/** Rejects settings that Meta would reject with an unclear error. */
export function registrationSettings(
	target: RegistrationTarget,
): { ok: true; settings: RegistrationSettings } | { ok: false; error: MessagingError } {
	const { account } = target;
	const appId = account['appId']?.trim();
	const accountId = account['businessAccountId']?.trim();
	const numberId = target.businessId?.trim();
	if (!accountId) return { ok: false, error: missingSetting('Business Account ID') };
	if (!appId) return { ok: false, error: missingSetting('App ID') };
	if (target.url.length > MAX_CALLBACK_CHARACTERS) {
		return { ok: false, error: addressTooLong(target.url.length, MAX_CALLBACK_CHARACTERS) };
	}
	// An API address without TLS is an emulator on this machine, which calls addresses without TLS, too.
	if (!/^https:/i.test(target.url) && /^https:/i.test(account.baseUrl)) {
		return { ok: false, error: addressNotSecure(target.url) };
	}
	return {
		ok: true,
		settings: {
			account,
			appId: encodeURIComponent(appId),
			accountId: encodeURIComponent(accountId),
			...(numberId ? { numberId: encodeURIComponent(numberId) } : {}),
			url: target.url,
			verifyToken: target.verifyToken,
		},
	};
}

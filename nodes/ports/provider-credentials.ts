import type { Account } from '../../messaging/provider';
import type { Provider } from '../../messaging/provider-names';
import type { Secrets } from '../../messaging/inbound-request';
import { trimEnd } from '../../messaging/trim-end';

/** Credential type of each provider; `undefined` for a provider that needs none. */
export const CREDENTIAL_TYPES = {
	simulator: undefined,
	whatsappCloud: 'businessMessagingWhatsAppCloudApi',
	chatArchitect: 'businessMessagingChatArchitectApi',
	botmaker: 'businessMessagingBotmakerApi',
	blip: 'businessMessagingBlipApi',
	infobip: 'businessMessagingInfobipApi',
} as const satisfies Record<Provider, string | undefined>;

/** Credential types with a `preAuthentication`: n8n renews their tokens when a request comes back with 401. */
export const RENEWED_CREDENTIALS: ReadonlySet<string> = new Set(['businessMessagingBotmakerApi']);

const SECRET_FIELD = /(token|secret|password|key)$/i;

/** Splits a credential by the names of its fields into settings that may be shown, and secrets that may not. */
export function splitCredential(data: object | undefined): {
	account: Account;
	secrets: Secrets;
} {
	const account: Record<string, string | undefined> & { baseUrl: string } = { baseUrl: '' };
	const secrets: Record<string, string | undefined> = {};
	for (const [name, value] of Object.entries(data ?? {}) as Array<[string, unknown]>) {
		if (typeof value !== 'string' || value === '') continue;
		if (SECRET_FIELD.test(name)) secrets[name] = value.trim();
		else account[name] = value.trim();
	}
	account.baseUrl = trimEnd(account.baseUrl, /\//);
	return { account, secrets };
}

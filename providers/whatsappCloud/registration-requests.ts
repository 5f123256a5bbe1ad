import type { HttpRequest } from '../../messaging/http';
import { graphUrl } from './graph';
import type { RegistrationSettings } from './registration-settings';

/**
 * The requests of a registration (docs/facts/whatsapp-cloud.md#webhook-addresses). Meta keeps three addresses: one for
 * the app, one for the WhatsApp Business Account, one for the number. The most specific one gets the messages.
 */

export const WHATSAPP_OBJECT = 'whatsapp_business_account';
export const NUMBERS_PER_PAGE = 100;

/** Requests the application of the access token. */
export function getTokenApp(settings: RegistrationSettings): HttpRequest {
	return { method: 'GET', url: graphUrl(settings.account, 'app'), query: { fields: 'id' } };
}

export function getAppSubscriptions(settings: RegistrationSettings): HttpRequest {
	return { method: 'GET', url: subscriptions(settings), identity: 'app' };
}

/**
 * Sets the one subscription of the app, whose address and fields are overwritten. Meta calls `settings.url` meanwhile.
 */
export function setAppSubscription(
	settings: RegistrationSettings,
	fields: readonly string[],
): HttpRequest {
	return {
		method: 'POST',
		url: subscriptions(settings),
		identity: 'app',
		form: {
			object: WHATSAPP_OBJECT,
			callback_url: settings.url,
			verify_token: settings.verifyToken,
			fields: fields.join(','),
			include_values: 'true',
		},
	};
}

/** Deletes the subscription of this object only, because the app may have others for Messenger or Instagram. */
export function deleteAppSubscription(settings: RegistrationSettings): HttpRequest {
	return {
		method: 'DELETE',
		url: subscriptions(settings),
		identity: 'app',
		query: { object: WHATSAPP_OBJECT },
	};
}

export function getAccountApps(settings: RegistrationSettings): HttpRequest {
	return { method: 'GET', url: accountApps(settings) };
}

/**
 * Subscribes the app to the account by a request without a body. This **removes** the account's own address if there is
 * one. Use it only for an app that is not subscribed yet, or in order to remove the address.
 */
export function subscribeWithoutAddress(settings: RegistrationSettings): HttpRequest {
	return { method: 'POST', url: accountApps(settings) };
}

/** Sets the account's own address. Meta refuses it with code 100 unless the app is subscribed. */
export function setAccountAddress(settings: RegistrationSettings, url: string): HttpRequest {
	return {
		method: 'POST',
		url: accountApps(settings),
		json: { override_callback_uri: url, verify_token: settings.verifyToken },
	};
}

export function getNumber(settings: RegistrationSettings, numberId: string): HttpRequest {
	return {
		method: 'GET',
		url: graphUrl(settings.account, numberId),
		query: { fields: 'webhook_configuration' },
	};
}

export function getNumbers(settings: RegistrationSettings, after?: string): HttpRequest {
	return {
		method: 'GET',
		url: graphUrl(settings.account, `${settings.accountId}/phone_numbers`),
		query: {
			fields: 'id,display_phone_number,webhook_configuration',
			limit: String(NUMBERS_PER_PAGE),
			...(after === undefined ? {} : { after }),
		},
	};
}

export function setNumberAddress(
	settings: RegistrationSettings,
	numberId: string,
	url: string,
): HttpRequest {
	return {
		method: 'POST',
		url: graphUrl(settings.account, numberId),
		json: {
			webhook_configuration: { override_callback_uri: url, verify_token: settings.verifyToken },
		},
	};
}

/** Removes the number's own address by an empty one. */
export function clearNumberAddress(settings: RegistrationSettings, numberId: string): HttpRequest {
	return {
		method: 'POST',
		url: graphUrl(settings.account, numberId),
		json: { webhook_configuration: { override_callback_uri: '' } },
	};
}

function subscriptions(settings: RegistrationSettings): string {
	return graphUrl(settings.account, `${settings.appId}/subscriptions`);
}

function accountApps(settings: RegistrationSettings): string {
	return graphUrl(settings.account, `${settings.accountId}/subscribed_apps`);
}

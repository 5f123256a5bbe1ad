import type { HttpRequest } from '../../messaging/http';
import { apiUrl } from './api';
import { TOKEN_HEADER } from './authenticate';
import {
	FORWARDING_CHANNEL,
	withToken,
	type Line,
	type RegistrationSettings,
} from './registration-settings';
import {
	CONFIGURATIONS_PATH,
	numberField,
	profilePath,
	subscriptionPath,
	type Forwarding,
} from './registration-view';

/** The requests that write (docs/facts/infobip.md#webhook-addresses). */

/**
 * Builds a subscription with its own profile. The secret token is a header of the profile, so no address contains it.
 */
export function createSubscription(
	line: Line,
	events: readonly string[],
	{ account, sender, token }: RegistrationSettings,
): HttpRequest {
	return {
		method: 'POST',
		url: apiUrl(account, subscriptionPath(line.channel)),
		json: {
			subscriptionId: line.subscriptionId,
			name: NAME,
			events,
			...(sender === undefined ? {} : { resources: [sender] }),
			profile: {
				profileId: line.subscriptionId,
				webhook: { notifyUrl: line.url, contentType: 'application/json' },
				headers: { [TOKEN_HEADER]: token },
			},
		},
	};
}

const NAME = 'n8n Business Messaging';

export function deleteSubscription(
	channel: Line['channel'],
	subscriptionId: string,
	{ account }: RegistrationSettings,
): HttpRequest {
	return { method: 'DELETE', url: apiUrl(account, subscriptionPath(channel, subscriptionId)) };
}

export function deleteProfile(profileId: string, { account }: RegistrationSettings): HttpRequest {
	return { method: 'DELETE', url: apiUrl(account, profilePath(profileId)) };
}

/** Forwards all messages of the number to this trigger. Other settings of the number stay as they are. */
export function forwardToUs(line: Line, settings: RegistrationSettings): HttpRequest {
	return configure(line, settings, {
		forwarding: { type: 'HTTP_FORWARD', url: withToken(line.url, settings.token) },
	});
}

/** Restores a previous forwarding of the number. */
export function forwardTo(
	line: Line,
	{ type, url, format }: Forwarding,
	settings: RegistrationSettings,
): HttpRequest {
	return configure(line, settings, {
		forwarding: { type, ...(url ? { url } : {}), ...(format ? { format } : {}) },
	});
}

/** Removes the forwarding, so that the number follows the subscriptions again. */
export function forwardNowhere(line: Line, settings: RegistrationSettings): HttpRequest {
	return configure(line, settings, { unset: ['FORWARDING'] });
}

function configure(
	line: Line,
	{ account, sender }: RegistrationSettings,
	change: object,
): HttpRequest {
	const channel = line.channel === 'VIBER' ? FORWARDING_CHANNEL.VIBER : FORWARDING_CHANNEL.WHATSAPP;
	return {
		method: 'POST',
		url: apiUrl(account, CONFIGURATIONS_PATH),
		json: { channel, ...numberField(line, sender), ...change },
	};
}

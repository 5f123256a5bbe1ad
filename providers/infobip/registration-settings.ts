import { createHash } from 'node:crypto';

import type { MessagingError } from '../../messaging/error';
import type { Account, RegistrationTarget } from '../../messaging/provider';
import { apiAddress } from './api';
import { TOKEN_PARAMETER } from './authenticate';
import { plainAddress } from './build-parts';
import { CHANNEL_PARAMETER, SENDER_PARAMETER } from './payload';
import {
	addressNotSecure,
	addressTooLong,
	noSenderChosen,
	tokenMissing,
} from './registration-errors';

/**
 * Settings of a registration. There are two types: a subscription for each channel, which gets everything and may carry
 * a secret header; or, on request, the forwarding of one number, which gets messages only
 * (docs/facts/infobip.md#webhook-addresses).
 */
export interface RegistrationSettings {
	account: Account;
	way: 'subscription' | 'number';
	/** Number (digits) or Viber sender; absent for the whole account. */
	sender?: string;
	token: string;
	/** The trigger's address, without the hints that are added to it. */
	url: string;
	/** Addresses of other listeners of this installation. */
	ours: readonly string[];
	lines: Line[];
}

/** One channel of the account. */
export interface Line {
	channel: 'WHATSAPP' | 'VIBER' | 'BLOCKLIST';
	/**
	 * Id of the subscription and of its profile. It is derived from the address, so that it is found again without memory.
	 */
	subscriptionId: string;
	/** Events that the line needs, and events that may be left out if Infobip refuses them. */
	events: readonly string[];
	optionalEvents: readonly string[];
	/** The address as it is registered. */
	url: string;
	/** Whether the trigger is useless without it. Any other line is left out with a notice. */
	required: boolean;
}

/** The number's forwarding, by the name that Infobip's resource API gives the channel. */
export const FORWARDING_CHANNEL = { WHATSAPP: 'WHATSAPP', VIBER: 'VIBER_BM' } as const;

/** Longest `notifyUrl`. */
const MAX_ADDRESS_CHARACTERS = 512;

/** Rejects settings that Infobip would reject with an unclear error. */
export function registrationSettings(
	target: RegistrationTarget,
): { ok: true; settings: RegistrationSettings } | { ok: false; error: MessagingError } {
	const { account, url, webhookToken } = target;
	const sender = target.businessId?.trim() ? plainAddress(target.businessId.trim()) : undefined;
	const way = account.webhookRegistration === 'number' ? 'number' : 'subscription';
	if (webhookToken === '') return { ok: false, error: tokenMissing() };
	if (way === 'number' && sender === undefined) return { ok: false, error: noSenderChosen() };
	// An API address without TLS is an emulator on this machine, which calls addresses without TLS, too.
	if (!/^https:/i.test(url) && /^https:/i.test(apiAddress(account.baseUrl))) {
		return { ok: false, error: addressNotSecure(url) };
	}
	const lines = linesOf(url, sender, way);
	const longest = Math.max(...lines.map((line) => line.url.length));
	if (longest > MAX_ADDRESS_CHARACTERS) {
		return { ok: false, error: addressTooLong(longest, MAX_ADDRESS_CHARACTERS) };
	}
	return {
		ok: true,
		settings: {
			account,
			way,
			token: webhookToken,
			url,
			ours: target.ours,
			lines,
			...(sender ? { sender } : {}),
		},
	};
}

const CORE_EVENTS = ['INBOUND_MESSAGE', 'DELIVERY', 'SEEN'] as const;

function linesOf(
	url: string,
	sender: string | undefined,
	way: RegistrationSettings['way'],
): Line[] {
	const isNumber = sender === undefined || /^\d+$/.test(sender);
	const line = (
		channel: Line['channel'],
		required: boolean,
		events: readonly string[],
		optionalEvents: readonly string[] = [],
	): Line => ({
		channel,
		required,
		events,
		optionalEvents,
		subscriptionId: `n8n-${digest(url)}-${channel.toLowerCase()}`,
		url: withHints(url, channel, sender),
	});
	const whatsApp = line('WHATSAPP', true, CORE_EVENTS, [
		'MARKETING_SUBSCRIPTION_UPDATE',
		'TEMPLATE_UPDATE',
		'IDENTITY_CHANGE',
	]);
	const viber = line('VIBER', sender !== undefined, CORE_EVENTS, ['CONSENT_UPDATE']);
	if (way === 'number') return [isNumber ? whatsApp : viber];
	return [
		...(isNumber ? [whatsApp] : []),
		...(isNumber && sender !== undefined ? [] : [viber]),
		line('BLOCKLIST', false, ['BLOCK', 'UNBLOCK']),
	];
}

function digest(url: string): string {
	return createHash('sha256').update(url).digest('hex').slice(0, 24);
}

/** Adds hints to an address, because WhatsApp's reports contain neither channel nor number. */
function withHints(url: string, channel: Line['channel'], sender: string | undefined): string {
	const hints = new URLSearchParams();
	if (channel !== 'BLOCKLIST') hints.set(CHANNEL_PARAMETER, channel.toLowerCase());
	if (sender !== undefined) hints.set(SENDER_PARAMETER, sender);
	const query = hints.toString();
	return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

/** Adds the token to an address, for the forwarding of a number, which has no headers. */
export function withToken(url: string, token: string): string {
	const query = new URLSearchParams({ [TOKEN_PARAMETER]: token }).toString();
	return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

/**
 * The providers and channels that the package knows. A provider is the company that carries the messages and
 * whose account the user pays for; a channel is the app on the customer's phone.
 *
 * To add a provider, put its name here: from then on the compiler names each missing piece.
 */

export const PROVIDERS = [
	'simulator',
	'whatsappCloud',
	'chatArchitect',
	'botmaker',
	'blip',
	'infobip',
] as const;
export type Provider = (typeof PROVIDERS)[number];

export const CHANNELS = [
	'whatsapp',
	'viber',
	'messenger',
	'instagram',
	'telegram',
	'webchat',
	'sms',
	'rcs',
] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Whether a provider only pretends. Customers of a simulated provider are kept apart from real ones, per simulated
 * business: an opt-out that somebody tried in the Simulator must never silence the real person with that number.
 */
export const IS_SIMULATED = {
	simulator: true,
	whatsappCloud: false,
	chatArchitect: false,
	botmaker: false,
	blip: false,
	infobip: false,
} as const satisfies Record<Provider, boolean>;

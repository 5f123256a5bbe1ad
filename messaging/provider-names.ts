/**
 * The providers and channels of the package. A provider is the company that carries the messages and whose account the
 * user pays for; a channel is the app on the customer's phone.
 *
 * To add a provider, add its name here: then the compiler names each missing piece.
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
 * Whether a provider is simulated. Its customers are separate from real ones, for each simulated business: an opt-out that
 * was tried in the Simulator must not affect the real customer with that number.
 */
export const IS_SIMULATED = {
	simulator: true,
	whatsappCloud: false,
	chatArchitect: false,
	botmaker: false,
	blip: false,
	infobip: false,
} as const satisfies Record<Provider, boolean>;

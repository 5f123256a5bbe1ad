import type { Channel } from '../../messaging/provider-names';

/**
 * An address of LIME, the protocol behind Blip: `name@domain/instance` (docs/facts/blip.md#addresses). Only the exact
 * domain identifies the kind of party: `wa.gw.msging.net` is a customer on WhatsApp, `msging.net` is a bot.
 */
export interface Node {
	name: string;
	/** Lower case. */
	domain: string;
	instance?: string;
}

const NODE = /^([^@/\s]{1,256})@([a-z0-9.-]{1,128})(?:\/([^\s]{0,256}))?$/i;

export const BOT_DOMAIN = 'msging.net';
export const TUNNEL_DOMAIN = 'tunnel.msging.net';
export const DESK_DOMAIN = 'desk.msging.net';
export const LIST_DOMAIN = 'broadcast.msging.net';
/** People of the business: agents and users of the portal. */
export const AGENT_DOMAIN = 'blip.ai';

/** Domains of customers by channel. */
export const CHANNEL_DOMAINS = {
	whatsapp: 'wa.gw.msging.net',
	messenger: 'messenger.gw.msging.net',
	instagram: 'instagram.gw.msging.net',
	telegram: 'telegram.gw.msging.net',
	webchat: '0mn.io',
} as const satisfies Partial<Record<Channel, string>>;

export type BlipChannel = keyof typeof CHANNEL_DOMAINS;

export const BLIP_CHANNELS = [
	'whatsapp',
	'messenger',
	'instagram',
	'telegram',
	'webchat',
] as const satisfies readonly BlipChannel[];

const CHANNEL_OF = new Map<string, BlipChannel>(
	BLIP_CHANNELS.map((channel) => [CHANNEL_DOMAINS[channel], channel]),
);

/** Bots, services of the platform and people of the business. Nothing that they write is a customer's message. */
const OWN_DOMAINS: ReadonlySet<string> = new Set([
	BOT_DOMAIN,
	LIST_DOMAIN,
	AGENT_DOMAIN,
	'crm.msging.net',
	'scheduler.msging.net',
	'analytics.msging.net',
	'builder.msging.net',
	'ai.msging.net',
	'media.msging.net',
	'activecampaign.msging.net',
	'portal.blip.ai',
]);

/** Reads an address; `undefined` for any other text. */
export function readNode(address: string | undefined): Node | undefined {
	const match = NODE.exec(address?.trim() ?? '');
	const [, name, domain, instance] = match ?? [];
	if (name === undefined || domain === undefined) return undefined;
	return { name, domain: domain.toLowerCase(), ...(instance ? { instance } : {}) };
}

/**
 * Returns the node without its instance, which changes with each session. Only tickets of Desk need theirs to be found.
 */
export function identityOf({ name, domain, instance }: Node): string {
	return domain === DESK_DOMAIN && instance ? `${name}@${domain}/${instance}` : `${name}@${domain}`;
}

/** Returns the channel whose customers have the domain of the node. */
export function channelOf(node: Node): BlipChannel | undefined {
	return CHANNEL_OF.get(node.domain);
}

export type Side = 'customer' | 'tunnel' | 'desk' | 'business' | 'otherChannel';

/**
 * Returns the node that another one carries percent-encoded as its instance. In a list it is the customer whose receipt
 * the list passes on, in a tunnel the customer to whom a sub-bot answers.
 */
export function carriedNode({ domain, instance }: Node): Node | undefined {
	if (domain !== LIST_DOMAIN && domain !== TUNNEL_DOMAIN) return undefined;
	try {
		return readNode(decodeURIComponent(instance ?? ''));
	} catch {
		return undefined;
	}
}

/**
 * Returns the side of an address. An unknown domain is a channel that this package does not know yet, never one of
 * ours. A tunnel that carries a customer is a sub-bot, which answers that customer through us, its router.
 */
export function sideOf(node: Node): Side {
	if (node.domain === TUNNEL_DOMAIN) return carriedNode(node) ? 'business' : 'tunnel';
	if (node.domain === DESK_DOMAIN) return 'desk';
	if (OWN_DOMAINS.has(node.domain)) return 'business';
	return CHANNEL_OF.has(node.domain) ? 'customer' : 'otherChannel';
}

/** Returns the E.164 number of a WhatsApp customer. Since 2026 the name may be a business-scoped user id instead. */
export function phoneOf(node: Node | undefined): string | undefined {
	if (node?.domain !== CHANNEL_DOMAINS.whatsapp) return undefined;
	return /^[1-9]\d{6,14}$/.test(node.name) ? `+${node.name}` : undefined;
}

/** Returns the address of a customer on a channel. A text that is an address already stays unchanged. */
export function addressOn(channel: Channel, id: string): string {
	const node = readNode(id);
	if (node !== undefined) return id.trim();
	const name = channel === 'whatsapp' ? phoneDigits(id) : id.trim();
	const domain = channel in CHANNEL_DOMAINS ? CHANNEL_DOMAINS[channel as BlipChannel] : undefined;
	return domain === undefined ? name : `${name}@${domain}`;
}

function phoneDigits(id: string): string {
	const digits = id.replace(/[\s().+-]/g, '');
	return /^\d{6,15}$/.test(digits) ? digits : id.trim();
}

/** Returns the identity of a bot: `acmerouter` and `acmerouter@msging.net` become the latter. */
export function botIdentity(bot: string): string {
	const node = readNode(bot);
	return node ? identityOf(node) : `${bot.trim()}@${BOT_DOMAIN}`;
}

/** Returns a bot's short name. */
export function botName(bot: string): string {
	return (readNode(bot)?.name ?? bot).trim().toLowerCase();
}

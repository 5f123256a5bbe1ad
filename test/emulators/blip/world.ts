import { randomUUID } from 'node:crypto';

import type { Contract } from '../whatsapp-cloud/contract';
import type {
	BlipEmulatorOptions,
	EmulatedBot,
	EmulatedCustomer,
	EmulatedTemplate,
} from './options';

/** The state of the emulated Blip. */

export interface BotState extends EmulatedBot {
	/** The entry of the user in the portal. */
	webhook?: { url: string; headers?: Record<string, string> };
	/** Times of the last second's messages, in milliseconds. */
	recentSends: number[];
	/** Values by `identity/name`. */
	contexts: Map<string, unknown>;
	contacts: Map<string, Record<string, unknown>>;
	lists: Map<string, Set<string>>;
	eventTracks: Array<Record<string, unknown>>;
	campaignNames: Set<string>;
}

export interface CustomerState extends EmulatedCustomer {
	/** Address on their channel, e.g. `5511988880001@wa.gw.msging.net`. */
	identity: string;
	/** Time in ms; absent when the customer never wrote. */
	windowExpiresAt?: number;
}

export interface TunnelState {
	guid: string;
	owner: string;
	destination: string;
	originator: string;
}

export interface TicketState {
	id: string;
	bot: string;
	customerIdentity: string;
	status: string;
	closed: boolean;
	team: string;
	agentIdentity?: string;
	parentId?: string;
}

/** A message that was answered with 202. */
export interface AcceptedMessage {
	id?: string;
	/** Short name of the bot whose key was used. */
	bot: string;
	/** The address as it was written, or the customer of a campaign. */
	to: string;
	type: string;
	content: unknown;
	metadata?: Record<string, string>;
	acceptedAt: Date;
	/** The failure that Blip reports afterwards; absent: it arrived. */
	failure?: { code: number; description: string };
}

export interface World {
	bots: Map<string, BotState>;
	customers: CustomerState[];
	templates: EmulatedTemplate[];
	tunnels: TunnelState[];
	tickets: TicketState[];
	/** Time after which Blip answers a request. */
	answersAfterMs: number;
	/** State of the one agent of Desk. */
	agentStatus: 'Online' | 'Pause' | 'Offline';
	campaigns: Array<Record<string, unknown>>;
	messages: AcceptedMessage[];
	/** Notifications of bots about customers' messages. */
	acknowledgements: Array<Record<string, unknown>>;
	options: BlipEmulatorOptions;
	contract: Contract;
	now: () => Date;
}

export const WINDOW_MILLISECONDS = 24 * 3_600_000;
export const WHATSAPP_DOMAIN = 'wa.gw.msging.net';
export const LIME_REDIRECT = 'application/vnd.lime.redirect+json';

const DEFAULT_BOTS: EmulatedBot[] = [
	{ name: 'acmerouter', secret: 'emulated-router-secret', onChannels: true },
	{
		name: 'acmesub',
		secret: 'emulated-sub-secret',
		onChannels: false,
		router: 'acmerouter',
		desk: true,
	},
];

export function createWorld(options: BlipEmulatorOptions, contract: Contract): World {
	const world: World = {
		bots: new Map(
			(options.bots ?? DEFAULT_BOTS).map((bot) => [
				bot.name,
				{
					...bot,
					recentSends: [],
					contexts: new Map(),
					contacts: new Map(),
					lists: new Map(),
					eventTracks: [],
					campaignNames: new Set(),
				},
			]),
		),
		customers: [],
		templates: options.templates ?? [],
		tunnels: [],
		tickets: [],
		answersAfterMs: 0,
		agentStatus: 'Online',
		campaigns: [],
		messages: [],
		acknowledgements: [],
		options,
		contract,
		now: options.now ?? (() => new Date()),
	};
	for (const customer of options.customers ?? []) addCustomer(world, customer);
	return world;
}

export function addCustomer(
	world: World,
	customer: EmulatedCustomer,
	domain: string = WHATSAPP_DOMAIN,
): CustomerState {
	const name =
		domain === WHATSAPP_DOMAIN ? digits(customer.waName ?? customer.phone) : customer.phone;
	const state: CustomerState = {
		...customer,
		identity: `${name}@${domain}`,
		...(customer.windowOpen
			? { windowExpiresAt: world.now().getTime() + WINDOW_MILLISECONDS }
			: {}),
	};
	world.customers.push(state);
	return state;
}

export function digits(phone: string): string {
	return /[A-Za-z]/.test(phone) ? phone : phone.replace(/\D/g, '');
}

export function customerByIdentity(world: World, identity: string): CustomerState | undefined {
	return world.customers.find((customer) => customer.identity === identity.split('/')[0]);
}

export function customerByPhone(world: World, phone: string): CustomerState | undefined {
	return world.customers.find(
		({ phone: known, identity }) =>
			identity.endsWith(`@${WHATSAPP_DOMAIN}`) && digits(known) === digits(phone),
	);
}

/** Returns the one tunnel of a customer and a bot behind a router, which never changes. */
export function tunnelFor(world: World, bot: BotState, customer: CustomerState): TunnelState {
	const destination = `${bot.name}@msging.net`;
	const known = world.tunnels.find(
		(tunnel) => tunnel.destination === destination && tunnel.originator === customer.identity,
	);
	if (known) return known;
	const tunnel: TunnelState = {
		guid: randomUUID(),
		owner: `${bot.router ?? bot.name}@msging.net`,
		destination,
		originator: customer.identity,
	};
	world.tunnels.push(tunnel);
	return tunnel;
}

/** Returns the customer of a message, directly or through a tunnel. */
export function recipientOf(world: World, to: string): CustomerState | undefined {
	const tunnel = world.tunnels.find(({ guid }) => to.startsWith(`${guid}@tunnel.msging.net`));
	return customerByIdentity(world, tunnel?.originator ?? to);
}

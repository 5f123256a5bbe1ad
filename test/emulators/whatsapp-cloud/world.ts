import { randomInt } from 'node:crypto';

import type {
	EmulatedCustomer,
	EmulatedNumber,
	EmulatedTemplate,
	GraphEmulatorOptions,
} from './options';

/** The state of the emulated Meta. */

export interface NumberState extends EmulatedNumber {
	overrideCallbackUri?: string;
	/** Times of the last second's messages, in milliseconds. */
	recentSends: number[];
}

export interface CustomerState extends EmulatedCustomer {
	/** Digits. */
	waId: string;
	/** Time in ms; absent when the customer never wrote. */
	windowExpiresAt?: number;
	/** Sends that may still go out at once, by number id. */
	pairBuckets: Map<string, { left: number; at: number }>;
}

/** A message that the emulator accepted. */
export interface AcceptedMessage {
	id: string;
	numberId: string;
	/** `wa_id` or BSUID. */
	to: string;
	type: string;
	body: Record<string, unknown>;
	acceptedAt: Date;
}

export interface World {
	appId: string;
	appSecret: string;
	accessToken: string;
	tokenAppId: string;
	accountId: string;
	accountName: string;
	app?: { callbackUrl: string; fields: string[] };
	/** The apps that get the account's events, by app id. */
	accountApps: Map<string, { name: string; overrideCallbackUri?: string }>;
	numbers: Map<string, NumberState>;
	/** Customers by every address: digits of phone and `wa_id`, and BSUID. */
	customers: Map<string, CustomerState>;
	templates: Array<Required<EmulatedTemplate>>;
	media: Map<string, { content: Buffer; mimeType: string; fileName: string }>;
	messages: AcceptedMessage[];
	options: GraphEmulatorOptions;
	now: () => Date;
	nextId: () => number;
}

export const WINDOW_MILLISECONDS = 24 * 3_600_000;

export function createWorld(options: GraphEmulatorOptions): World {
	let counter = 0;
	const now = options.now ?? (() => new Date());
	// Each world has an id of its own: emulators of one n8n share its store, where two shops with one id would be one.
	const ownId = (first: string) => `${first}${randomInt(100_000, 1_000_000)}`;
	const appId = options.appId ?? ownId('600700800');
	const shopNumber: EmulatedNumber = {
		id: ownId('700100200'),
		displayPhoneNumber: '+55 11 4000-0001',
		verifiedName: 'Padaria Sol',
	};
	const world: World = {
		appId,
		appSecret: options.appSecret ?? 'emulated-app-secret',
		accessToken: options.accessToken ?? 'emulated-access-token',
		tokenAppId: options.tokenAppId ?? appId,
		accountId: options.businessAccountId ?? ownId('100200300'),
		accountName: options.businessAccountName ?? 'Padaria Sol',
		accountApps: new Map((options.otherApps ?? []).map(({ id, ...app }) => [id, app] as const)),
		numbers: new Map(
			(options.numbers ?? [shopNumber]).map((number) => [
				number.id,
				{ ...number, recentSends: [] },
			]),
		),
		customers: new Map(),
		templates: (options.templates ?? []).map((template, index) => ({
			category: 'UTILITY',
			status: 'APPROVED',
			parameter_format: 'POSITIONAL',
			id: String(800_000_000_000_001 + index),
			...template,
		})),
		media: new Map(),
		messages: [],
		options,
		now,
		nextId: () => (counter += 1),
	};
	for (const customer of options.customers ?? []) addCustomer(world, customer);
	return world;
}

export function addCustomer(world: World, customer: EmulatedCustomer): CustomerState {
	const state: CustomerState = {
		...customer,
		waId: digits(customer.waId ?? customer.phone),
		...(customer.windowOpen
			? { windowExpiresAt: world.now().getTime() + WINDOW_MILLISECONDS }
			: {}),
		pairBuckets: new Map(),
	};
	world.customers.set(state.waId, state);
	world.customers.set(digits(customer.phone), state);
	if (customer.userId) world.customers.set(customer.userId, state);
	return state;
}

/** Finds a customer by phone, `waId` or BSUID, in any spelling. */
export function findCustomer(world: World, address: string): CustomerState | undefined {
	return world.customers.get(/[A-Za-z]/.test(address) ? address : digits(address));
}

export function remember<T>(list: T[], entry: T, options: GraphEmulatorOptions): void {
	list.push(entry);
	const surplus = list.length - (options.maxRecorded ?? 10_000);
	if (surplus > 0) list.splice(0, surplus);
}

export function digits(phone: string): string {
	return phone.replace(/\D/g, '');
}

/** Returns an id in the form of Meta's message ids. */
export function messageId(world: World): string {
	const seed = `emulated-${world.now().getTime()}-${world.nextId()}`;
	return `wamid.${Buffer.from(seed).toString('base64').replace(/=+$/, '')}`;
}

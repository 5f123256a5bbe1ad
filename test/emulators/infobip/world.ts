import { randomInt } from 'node:crypto';

import type {
	AcceptedMessage,
	EmulatedCustomer,
	EmulatedTemplate,
	InfobipEmulatorOptions,
	NumberConfiguration,
	Subscription,
} from './emulator-types';

/** The state of the emulated Infobip. */
export interface World {
	options: InfobipEmulatorOptions;
	apiKey: string;
	numbers: string[];
	viberSenders: string[];
	/** Customers by digits and by user id. */
	customers: Map<string, CustomerState>;
	templates: EmulatedTemplate[];
	/** Subscriptions by channel and id. */
	subscriptions: Map<string, Subscription>;
	/** Profiles outlive their subscriptions, as in Infobip's documents. */
	profiles: Map<string, Pick<Subscription, 'notifyUrl' | 'headers'>>;
	configurations: NumberConfiguration[];
	media: Map<string, { content: Buffer; mimeType: string; redirectTo?: string }>;
	messages: AcceptedMessage[];
	readMarks: string[];
	now(): Date;
	nextId(): string;
}

export interface CustomerState extends EmulatedCustomer {
	/** Milliseconds. */
	windowExpiresAt?: number;
}

export const WINDOW_MILLISECONDS = 24 * 3_600_000;
export const DEFAULT_API_KEY =
	'inventedapikey0001inventedapikey-00000000-0000-4000-8000-000000000001';

export function createWorld(options: InfobipEmulatorOptions): World {
	// Two emulators of one n8n share its store, where an id that comes again is a repeat.
	let counter = 1_000 * randomInt(1, 900_000_000);
	const world: World = {
		options,
		apiKey: options.apiKey ?? DEFAULT_API_KEY,
		numbers: (options.whatsAppNumbers ?? ['551140000000']).map(digits),
		viberSenders: options.viberSenders ?? ['PadariaSol'],
		customers: new Map(),
		templates: (options.templates ?? []).map((template, index) => ({
			category: 'UTILITY',
			status: 'APPROVED',
			id: String(801_000_000_001 + index),
			...template,
		})),
		subscriptions: new Map(),
		profiles: new Map(),
		configurations: [],
		media: new Map(),
		messages: [],
		readMarks: [],
		now: options.now ?? (() => new Date()),
		nextId: () => {
			counter += 1;
			return `e0000000-0000-4000-8000-${String(counter).padStart(12, '0')}`;
		},
	};
	for (const customer of options.customers ?? []) addCustomer(world, customer);
	return world;
}

export function addCustomer(world: World, customer: EmulatedCustomer): CustomerState {
	const state: CustomerState = {
		...customer,
		...(customer.windowOpen
			? { windowExpiresAt: world.now().getTime() + WINDOW_MILLISECONDS }
			: {}),
	};
	world.customers.set(digits(customer.phone), state);
	if (customer.userId) world.customers.set(customer.userId, state);
	return state;
}

/** Finds a customer by phone in any spelling, or by user id. */
export function findCustomer(world: World, address: string): CustomerState | undefined {
	return world.customers.get(/[A-Za-z]/.test(address) ? address : digits(address));
}

export function digits(phone: string): string {
	return phone.replace(/\D/g, '');
}

/** Writes a time as Infobip does, without a colon in the offset. */
export function stamp(time: Date): string {
	return time.toISOString().replace('Z', '+0000');
}

/** Options of the emulator. Every one has a working default. */
export interface BlipEmulatorOptions {
	/** 0 (default): any free port. */
	port?: number;
	/** Default: the router `acmerouter` on WhatsApp, and `acmesub` behind it with Desk. */
	bots?: EmulatedBot[];
	customers?: EmulatedCustomer[];
	templates?: EmulatedTemplate[];
	/** Notifications after each delivered message. Default: only `accepted`, which always comes. */
	notifications?: Array<'dispatched' | 'received' | 'consumed'>;
	/** Messages per second and bot. Default 50. */
	throughputPerSecond?: number | 'unlimited';
	/** WhatsApp's OpenAPI contract. Default: `../shared/openapi` beside the project; `false`: structural checks only. */
	contract?: string | false;
	now?: () => Date;
}

export interface EmulatedBot {
	/** Short name. */
	name: string;
	/** The part of the key behind the name. */
	secret: string;
	/** Published on WhatsApp and the other channels: a router, or a bot of its own. */
	onChannels: boolean;
	/** The router in front of it. */
	router?: string;
	/** Name under which the router knows it. The first service of a router is its default one. */
	service?: string;
	/** Whether it has Blip Desk. */
	desk?: boolean;
}

export interface EmulatedCustomer {
	/** Digits with country code; `+` and punctuation do not matter. Names on other channels stay as they are. */
	phone: string;
	/** WhatsApp's spelling of the phone number, where it differs (old Brazilian accounts have no ninth digit). */
	waName?: string;
	name?: string;
	/** Whether the customer service window is open from the start. Default false. */
	windowOpen?: boolean;
	/** False for a customer who blocked the business. */
	reachable?: boolean;
}

export interface EmulatedTemplate {
	name: string;
	language: string;
	status?: string;
	category?: string;
	/** Components as Meta lists them: `{ type: 'BODY', text: 'Hi {{1}}' }`. */
	components: Array<Record<string, unknown>>;
}

/** Returns the number of variables of a template over all its components. */
export function variablesOf(template: EmulatedTemplate): number {
	const texts = JSON.stringify(template.components);
	const headers = template.components.filter(({ format }) =>
		['IMAGE', 'VIDEO', 'DOCUMENT'].includes(String(format)),
	);
	return new Set(texts.match(/\{\{\s*\w+\s*\}\}/g)).size + headers.length;
}

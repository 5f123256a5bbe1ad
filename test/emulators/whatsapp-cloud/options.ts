/** Options of the emulator. Every one has a working default. */
export interface GraphEmulatorOptions {
	/** 0 (default): any free port. */
	port?: number;
	appId?: string;
	appSecret?: string;
	accessToken?: string;
	/** The app that the access token speaks for; another one than `appId` is a mistake users make. */
	tokenAppId?: string;
	/** The WhatsApp Business Account. */
	businessAccountId?: string;
	businessAccountName?: string;
	/** Other apps that the account sends its events to. */
	otherApps?: Array<{ id: string; name: string; overrideCallbackUri?: string }>;
	numbers?: EmulatedNumber[];
	customers?: EmulatedCustomer[];
	/**
	 * Treatment of other recipients than the customers. `refuse` (default): their messages fail with 131026. `accept`:
	 * they become customers with an open window.
	 */
	unknownRecipients?: 'refuse' | 'accept';
	/**
	 * The way in which a refusal about the recipient arrives (131026, 131047, 131050): in the response (default), or as
	 * Meta often does it, with a message id first and a failed status afterwards.
	 */
	refusals?: 'response' | 'status';
	templates?: EmulatedTemplate[];
	/** Statuses that follow each accepted message, in this order. Default: none. */
	statuses?: Array<'sent' | 'delivered' | 'read'>;
	statusDelayMilliseconds?: number;
	/** Added to every answer. */
	latencyMilliseconds?: number;
	/** Messages per second and number, counted over a sliding second. Default 80. */
	throughputPerSecond?: number | 'unlimited';
	/** Limit of each pair of number and customer. Default: a burst of 45, then one in 6 seconds. */
	pairLimit?: { burst: number; secondsPerMessage: number } | 'unlimited';
	/** Further attempts for a webhook that was not answered 200. Default: none. */
	redeliver?: { attempts: number; delayMilliseconds: number };
	webhookTimeoutMilliseconds?: number;
	/** The OpenAPI contract. Default: `../shared/openapi` beside the project; `false`: structural checks only. */
	contract?: string | false;
	/** Meta takes https addresses only; tests have none. Default false. */
	requireHttpsCallbacks?: boolean;
	/** Webhook fields that this app is not offered: a subscription with one of them is refused. */
	refusedFields?: string[];
	/** Bound for `requests` and `messages`; the oldest ones are dropped. Default 10,000. */
	maxRecorded?: number;
	now?: () => Date;
}

export interface EmulatedNumber {
	/** `phone_number_id`. */
	id: string;
	/** e.g. `+55 11 4000-0001`. */
	displayPhoneNumber: string;
	verifiedName: string;
}

/** A customer, as WhatsApp knows them. Addressed by phone, by `waId` or by `userId`. */
export interface EmulatedCustomer {
	/** Digits with country code; `+` and punctuation do not matter. */
	phone: string;
	/** Meta's spelling of the phone number, where it differs (old Brazilian accounts have no ninth digit). */
	waId?: string;
	/** BSUID. */
	userId?: string;
	/** Webhooks name the person by `userId` only, as with users who took a username. */
	hidesPhone?: boolean;
	name?: string;
	/** Whether the customer service window is open from the start. Default false. */
	windowOpen?: boolean;
	optedOutOfMarketing?: boolean;
	/** False for a customer who blocked the business, or is not on WhatsApp any more. */
	reachable?: boolean;
}

export interface EmulatedTemplate {
	name: string;
	language: string;
	category?: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
	status?: string;
	parameter_format?: 'POSITIONAL' | 'NAMED';
	/** Components as Meta lists them: `{ type: 'BODY', text: 'Hi {{1}}' }`. */
	components: Array<Record<string, unknown>>;
	id?: string;
}

/** A fault that replaces the normal answer. */
export type Fault = {
	/** Number of requests that it hits. Default 1. */
	times?: number;
	/** Only requests whose path matches. Default: `/messages`. */
	path?: RegExp;
	method?: string;
	/** Whether the request has its effect, and only its answer is lost or spoilt. */
	takesEffect?: boolean;
} & (
	| { status: number; body?: unknown; headers?: Record<string, string> }
	/** Never answers. */
	| { hang: true }
	/** 200 with something that is not JSON. */
	| { garbage: true }
	/** Breaks the connection. */
	| { drop: true }
);

import type { Fault } from '../whatsapp-cloud/options';

/** Options of the emulator. Every one has a working default. */
export interface InfobipEmulatorOptions {
	/** 0 (default): any free port. */
	port?: number;
	apiKey?: string;
	/** Scopes that the key lacks: requests that need one of them are refused with 403. */
	missingScopes?: Scope[];
	/** Digits. Default: one number. */
	whatsAppNumbers?: string[];
	/** Default: one sender. */
	viberSenders?: string[];
	customers?: EmulatedCustomer[];
	/**
	 * Treatment of other recipients than the customers. `refuse` (default): their messages fail with 7002. `accept`: they
	 * become customers with an open window.
	 */
	unknownRecipients?: 'refuse' | 'accept';
	templates?: EmulatedTemplate[];
	/** Reports that follow each accepted message, in this order. Default: none. */
	statuses?: ReportedState[];
	statusDelayMilliseconds?: number;
	/** Whether the account has credit. Without any, every send is rejected (status 12). Default true. */
	hasCredit?: boolean;
	/** Names of events that this account is not offered: a subscription with one of them is refused. */
	refusedEvents?: string[];
	/** Whether requests are checked by the strict OpenAPI documents beside the project. Default true, where they exist. */
	checked?: boolean;
	now?: () => Date;
}

export type Scope = 'message:send' | 'whatsapp:manage' | 'subscriptions:manage' | 'numbers:manage';
export type EmulatedChannel = 'whatsapp' | 'viber' | 'sms';
export type ReportedState = 'sent' | 'delivered' | 'read';

/** A customer, as WhatsApp and Viber know them. */
export interface EmulatedCustomer {
	/** Digits with country code; `+` and punctuation do not matter. */
	phone: string;
	/** BSUID. */
	userId?: string;
	name?: string;
	/** Whether the customer service window of WhatsApp is open from the start. Default false. */
	windowOpen?: boolean;
	/** Whether the customer is on Infobip's blocklist. Sends to them are rejected at once. */
	blocklisted?: boolean;
	/** Whether the customer has stopped promotions in WhatsApp. Marketing templates then fail with 7033. */
	optedOutOfMarketing?: boolean;
	/** Channels on which the customer cannot be reached: sends fail with 7002, and an SMS failover is sent. */
	notOn?: EmulatedChannel[];
}

export interface EmulatedTemplate {
	name: string;
	language: string;
	category?: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
	status?: string;
	id?: string;
	/** The structure as Infobip lists it: `{ body: { text: 'Olá {{1}}' }, … }`. */
	structure: Record<string, unknown>;
}

/** A message that was accepted: it may still fail. */
export interface AcceptedMessage {
	id: string;
	channel: EmulatedChannel;
	from: string;
	/** Digits, or a user id. */
	to: string;
	/** The end of the endpoint, or the type of the content, e.g. `interactive/buttons`, `IMAGE`, `template`. */
	type: string;
	/** The words of the message, as far as it has any. */
	text: string;
	/** The message as it was sent; of a list only this entry. */
	body: Record<string, unknown>;
	/** Id of the error with which it failed. */
	error?: number;
	/** Set when this is an SMS that went out because another message failed. */
	failoverOf?: string;
	acceptedAt: Date;
}

export interface Delivery {
	/** Whether the address answered 200. */
	delivered: boolean;
	/** Absent when there was no address to send to. */
	url?: string;
	status?: number;
	responseText?: string;
	reason?: string;
	/** The posted body. */
	body: unknown;
}

export interface RecordedRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	/** The headers but `authorization`. */
	headers: Record<string, string>;
	body: unknown;
	/** Whether the key was right. */
	authorized: boolean;
	/** HTTP status of the answer; 0 for no answer. */
	status: number;
}

/** A message of a customer. */
export interface CustomerMessage {
	from: string;
	name?: string;
	text?: string;
	/** Default: whatsapp. */
	channel?: EmulatedChannel;
	/** Our number or sender. Default: the first of the channel. */
	to?: string;
	/** The `message` object that replaces a text, e.g. `{ type: 'INTERACTIVE_BUTTON_REPLY', id, title }`. */
	message?: Record<string, unknown>;
	/** Our message that is being answered. */
	pairedMessageId?: string;
}

/** A running emulator for a test. */
export interface InfobipEmulator {
	/** Value for the credential's API Base URL. No slash at its end. */
	readonly baseUrl: string;
	/** Every request that came in, oldest first; without the keys. */
	readonly requests: RecordedRequest[];
	/** Every message that was accepted, oldest first. */
	readonly messages: AcceptedMessage[];
	/** Every webhook that went out, oldest first. */
	readonly deliveries: Delivery[];
	/** Subscriptions by channel and id, e.g. `WHATSAPP n8n-…`. */
	readonly subscriptions: ReadonlyMap<string, Subscription>;
	readonly configurations: NumberConfiguration[];
	/** Adds a subscription or forwarding that another system registered before. */
	subscribe(subscription: Subscription): void;
	forward(configuration: NumberConfiguration): void;
	/**
	 * Deletes the subscriptions to this address in the portal, as another user of the account could. Their profiles stay.
	 */
	deleteSubscriptions(url: string): void;
	failNext(fault: Fault): void;
	addMedia(file: { content: Buffer; mimeType: string; redirectTo?: string }): {
		id: string;
		url: string;
	};
	/** Sends a message of a customer: opens the window and sends the webhook. */
	customerSends(sent: CustomerMessage): Promise<{ id: string; delivery: Delivery }>;
	/** Sends several messages in one webhook, all to the number and on the channel of the first. */
	customersSend(sent: CustomerMessage[]): Promise<{ ids: string[]; delivery: Delivery }>;
	/** Switches promotions off or on in WhatsApp, as the customer. */
	customerSetsMarketing(from: string, state: 'stop' | 'resume'): Promise<Delivery>;
	/** Sends a report about an accepted message. */
	sendReport(messageId: string, state: ReportedState): Promise<Delivery>;
	/** Sends any body to the address that gets this event now. */
	sendWebhook(channel: string, event: string, sender: string, body: unknown): Promise<Delivery>;
	/** Returns the addresses that get messages of a sender now; several subscriptions may match. */
	addressesOf(channel: 'whatsapp' | 'viber', sender?: string): string[];
	/** Resolves when every webhook that is under way has ended. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

export interface Subscription {
	/** `WHATSAPP`, `VIBER`, `BLOCKLIST`. */
	channel: string;
	subscriptionId: string;
	name?: string;
	events: string[];
	resources: string[];
	profileId: string;
	notifyUrl: string;
	headers?: Record<string, string>;
}

/** The configuration of one number or Viber sender. */
export interface NumberConfiguration {
	channel: 'WHATSAPP' | 'VIBER_BM';
	/** Number or resource. */
	sender: string;
	keyword?: string;
	forwarding?: { type: string; url?: string; format?: string };
	autoResponse?: Record<string, unknown>;
	configurationKey?: string;
}

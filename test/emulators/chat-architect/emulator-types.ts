import type { Fault } from '../whatsapp-cloud/options';

/** Options of the emulator. Every one has a working default. */
export interface ChatArchitectEmulatorOptions {
	/** 0 (default): any free port. */
	port?: number;
	appId?: string;
	appSecret?: string;
	/** The app's number, digits. */
	phone?: string;
	appName?: string;
	/** The HTTP status that comes with `status: "Unauthorized"`. Default 200, as ChatArchitect is said to answer. */
	unauthorizedStatus?: 200 | 401;
	/** The owner's notebook, which comes with every webhook and with the answer to an empty message. */
	storage?: Record<string, string>;
	templates?: EmulatedTemplate[];
	/** Statuses that follow each accepted message, in this order. Default: none. */
	statuses?: Array<'enqueued' | 'sent' | 'delivered' | 'read'>;
	/** Numbers that are not on WhatsApp: their messages fail afterwards with 1002. */
	unknownNumbers?: string[];
	/** Whether free text to a customer who has not written fails afterwards with 1008. Default false. */
	enforceWindow?: boolean;
	/** The form of the webhooks. Default: Gupshup's version 2. */
	version?: 2 | 3;
	/** ChatArchitect takes https addresses only; tests have none. Default false. */
	requireHttpsCallbacks?: boolean;
	now?: () => Date;
}

/** A template in Gupshup's form. */
export interface EmulatedTemplate {
	id: string;
	elementName: string;
	languageCode: string;
	category?: string;
	templateType?: string;
	status?: string;
	data: string;
	[field: string]: unknown;
}

/** A message that the emulator accepted. */
export interface AcceptedMessage {
	/** Gupshup's id: the `messageId` of the answer and the `gsId` of receipts. */
	id: string;
	/** Digits. */
	to: string;
	/** `text`, `quick_reply`, …, or `template`. */
	type: string;
	body: Record<string, unknown>;
	acceptedAt: Date;
}

export interface RecordedRequest {
	method: string;
	path: string;
	/** The headers but `authorization`. */
	headers: Record<string, string>;
	body: unknown;
	authorized: boolean;
	/** HTTP status of the answer; 0 for no answer. */
	status: number;
}

export interface Delivery {
	/** Whether the address answered 200. */
	delivered: boolean;
	url?: string;
	status?: number;
	/** The reason why nothing was sent, or why it failed. */
	reason?: string;
}

export interface CustomerMessage {
	/** Digits with country code; `+` and punctuation do not matter. */
	from: string;
	name?: string;
	text?: string;
	/** Only `whatsapp` exists here. */
	channel?: 'whatsapp';
	/** A tap on a choice of one of our messages, instead of a text. */
	tap?: { kind: 'list' | 'button' | 'template'; id?: string; title: string; messageId?: string };
	/** Any other content, in Gupshup's form, instead of a text. */
	content?: { type: string; payload: Record<string, unknown> };
}

/** A running emulator for a test. */
export interface ChatArchitectEmulator {
	/** Value for the credential's API Address. No slash at its end. */
	readonly baseUrl: string;
	readonly requests: RecordedRequest[];
	/** Every message that was accepted, oldest first. */
	readonly messages: AcceptedMessage[];
	/** Every webhook that went out, oldest first. */
	readonly deliveries: Delivery[];
	readonly templates: EmulatedTemplate[];
	/** Returns the registered address; `undefined` when there is none. */
	webhook(): string | undefined;
	failNext(fault: Fault): void;
	/** Sends a message or tap of a customer: opens the window and sends the webhook. */
	customerSends(sent: CustomerMessage): Promise<{ id: string; delivery: Delivery }>;
	/** Sends `opted-in`, `opted-out`, or Gupshup's placeholder for a test of the address. */
	sendUserEvent(phone: string, type: 'opted-in' | 'opted-out' | 'sandbox-start'): Promise<Delivery>;
	/** Sends a status of an accepted message, as if the customer's phone had reported it. */
	sendStatus(
		messageId: string,
		state: 'sent' | 'delivered' | 'read' | 'failed',
		failure?: { code: number; reason: string },
	): Promise<Delivery>;
	/** Sends any body to the registered address. */
	sendWebhook(body: unknown): Promise<Delivery>;
	/** Resolves when every webhook that is under way has ended. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

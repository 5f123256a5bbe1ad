import type { Delivery, Signature } from './deliveries';
import type { EmulatedCustomer, Fault } from './options';
import type { CustomerMessage } from './webhook-bodies';
import type { AcceptedMessage, CustomerState, World } from './world';

/** A running emulator for a test. */
export interface GraphEmulator {
	/** Value for the credential's API Address. No slash at its end. */
	readonly baseUrl: string;
	readonly world: World;
	/** Every request that came in, oldest first; without the tokens. */
	readonly requests: RecordedRequest[];
	/** Every message that was accepted, oldest first. */
	readonly messages: AcceptedMessage[];
	/** Every webhook that went out, oldest first. */
	readonly deliveries: Delivery[];
	failNext(fault: Fault): void;
	/** Clears the faults that were requested by `failNext`. */
	clearFaults(): void;
	/** Answers the running requests, then stops listening at the address. */
	stopListening(): Promise<void>;
	/** Listens again, at the same address. */
	listenAgain(): Promise<void>;
	addCustomer(customer: EmulatedCustomer): CustomerState;
	addMedia(file: { content: Buffer; mimeType: string; fileName: string }): string;
	/** Sends a message of a customer: opens the window and sends the webhook. */
	customerSends(sent: CustomerMessage): Promise<{ id: string; delivery: Delivery }>;
	/** Sends several messages in one webhook, all to the number of the first. */
	customersSend(sent: CustomerMessage[]): Promise<{ ids: string[]; delivery: Delivery }>;
	/** Sends any body to the address in effect. */
	sendWebhook(body: unknown, signature?: Signature): Promise<Delivery>;
	/** Sends a status of an accepted message, as if the customer's phone had reported it. */
	sendStatus(messageId: string, state: 'sent' | 'delivered' | 'read'): Promise<Delivery>;
	/** Returns the address of messages of a number now; `undefined` for none. */
	addressOf(numberId?: string): string | undefined;
	/** Resolves when every webhook that is under way has ended. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

export interface RecordedRequest {
	method: string;
	/** The path without version and query. */
	path: string;
	version: string;
	query: Record<string, string>;
	/** The headers but `authorization`. */
	headers: Record<string, string>;
	body: unknown;
	identity: 'account' | 'app' | 'none';
	/** HTTP status of the answer; 0 for no answer. */
	status: number;
	/** The fault that a test requested for it. */
	fault?: Fault;
	receivedAt: Date;
}

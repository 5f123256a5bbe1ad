import type { Blocked, MessagingError } from '../messaging/error';
import type { Http } from '../messaging/http';
import type { OutboundMessage, TemplateMessage } from '../messaging/outbound-message';
import type { Recipient, Sender } from '../messaging/provider';
import type { Owner } from '../store/contracts/owner';
import type { Store } from '../store/contracts/store';
import type { DeliveryRules } from './guards/guard';
import type { NumberUse } from './number-use';
import type { Pacer } from './pacing/pacer';

/** Input, ports and outcome of a delivery. */

export interface Delivery {
	message: OutboundMessage;
	to: Recipient;
	from: Sender;
	rules: DeliveryRules;
	/** Template that replaces free text when the window is closed and `rules.closedWindow` is `sendTemplate`. */
	templateInstead?: TemplateMessage;
	/** Replaces the provider's documented rate. */
	messagesPerSecond?: number;
	/** Identity of the send, by which a repeat is recognised. Without it, every delivery sends. */
	identity?: SendIdentity;
	/** The campaign that gives each customer the message once, even when the execution is run again. */
	campaign?: Campaign;
	/** Whether the message tells the customer about a change of the handler, and awaits no answer. */
	isNotice?: boolean;
}

export interface SendIdentity {
	/** A hash. Two deliveries with one key are the same send. */
	key: string;
	/** Id of the execution that sends. */
	executionId: string;
	/**
	 * Returns whether this execution sends the same again on purpose, given the id of the earlier execution. Without this
	 * method, the same key is always a repeat.
	 */
	isDeliberateResend?(earlierExecutionId: string): Promise<boolean>;
}

/** A mailing in which each customer gets one message, and the process that sends it. */
export interface Campaign {
	/** The name of the campaign. */
	name: string;
	owner: Owner;
	/** Whether a process of this host is alive. */
	isProcessAlive: (processId: number) => boolean;
}

/** Dependencies of a delivery outside of this folder. */
export interface DeliveryPorts {
	store: Store;
	http: Http;
	sleep: (milliseconds: number) => Promise<void>;
	/** Returns the real time, or the moved time of the Simulator. */
	now: () => Date;
	/** Pacer that all deliveries of the process share. */
	pacer: Pacer;
	/** Counter that all deliveries of the process share. Without it, concurrent sends are not counted for each other. */
	numberUse?: NumberUse;
}

export type DeliveryOutcome =
	| {
			outcome: 'accepted';
			messageId: string;
			/** The message as it was sent. */
			message: OutboundMessage;
			/** Whether the provider holds the message back for a check. */
			held: boolean;
			/** Notices for the user: sent in another form, sent as a template, not recorded. */
			notices: string[];
			/** ISO 8601 UTC, when an earlier attempt has sent it; absent when this one has. */
			sentAt?: string;
	  }
	| { outcome: 'blocked'; blocked: Blocked }
	| { outcome: 'failed'; error: MessagingError }
	/** It is unknown whether the message went out. It is never sent again automatically. */
	| { outcome: 'unknown'; error: MessagingError };

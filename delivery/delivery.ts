import type { Blocked, MessagingError } from '../messaging/error';
import type { Http } from '../messaging/http';
import type { OutboundMessage, TemplateMessage } from '../messaging/outbound-message';
import type { Recipient, Sender } from '../messaging/provider';
import type { Owner } from '../store/contracts/owner';
import type { Store } from '../store/contracts/store';
import type { DeliveryRules } from './guards/guard';
import type { NumberUse } from './number-use';
import type { Pacer } from './pacing/pacer';

/** What goes into the way out, what it needs, and what comes of it. */

export interface Delivery {
	message: OutboundMessage;
	to: Recipient;
	from: Sender;
	rules: DeliveryRules;
	/** Goes out instead of free text when the window is closed and `rules.closedWindow` is `sendTemplate`. */
	templateInstead?: TemplateMessage;
	/** In place of the provider's documented rate. */
	messagesPerSecond?: number;
	/** Each person gets it once, also when the execution is run again. */
	campaign?: Campaign;
}

/** A mailing of which each person gets one, and who sends it here. */
export interface Campaign {
	/** Its name. */
	name: string;
	owner: Owner;
	/** Of this host. */
	isProcessAlive: (processId: number) => boolean;
}

/** What the way out needs from the world. */
export interface DeliveryPorts {
	store: Store;
	http: Http;
	sleep: (milliseconds: number) => Promise<void>;
	/** Real time, or the moved clock of the Simulator. */
	now: () => Date;
	/** One for the whole process. */
	pacer: Pacer;
	/** One for the whole process; without it, sends that are under way at the same time do not know of each other. */
	numberUse?: NumberUse;
}

export type DeliveryOutcome =
	| {
			outcome: 'accepted';
			messageId: string;
			/** What really went out. */
			message: OutboundMessage;
			/** The provider holds it back for a check of its own. */
			held: boolean;
			/** What the user should know: sent in another form, sent as a template, not recorded. */
			notices: string[];
	  }
	| { outcome: 'blocked'; blocked: Blocked }
	| { outcome: 'failed'; error: MessagingError }
	/** Nobody can tell whether it went out. It is not sent again by itself. */
	| { outcome: 'unknown'; error: MessagingError };

import type {
	ConversationUpdate,
	DeliveryState,
	EventHandover,
	EventKind,
	Handler,
	MessageType,
} from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';

/**
 * Settings of one listener: a published trigger, or one that listens for a test event. Plain JSON, because
 * the store keeps it: the process that receives an event may not be the one that runs the listener.
 */
export interface ListenerSettings {
	provider: Provider;
	/** The events that start the workflow, in the order of its outputs. */
	kinds: EventKind[];
	/** Number, sender or bot whose events are wanted; absent: every one of the account. */
	businessId?: string;
	/** Name of the shop in the credential; absent: the unnamed one. */
	shop?: string;
	statusStates: DeliveryState[];
	/** Wanted channels; empty for all. */
	channels: Channel[];
	/** Wanted directions of handovers; empty for both. */
	handoverTo: Array<EventHandover['direction']>;
	/** Wanted message types; absent for all. */
	messageTypes?: MessageType[];
	includeEdits: boolean;
	includeGroups: boolean;
	/** Handlers whose conversations start the workflow; empty for all. */
	handlers: Handler[];
	/** Whether `handlers` limits messages and taps only, or events of every kind. */
	handlersLimit: 'messagesAndTaps' | 'everyEvent';
	/** Canonical addresses of wanted customers; empty for all. */
	onlyFrom: string[];
	notFrom: string[];
	/** Minutes of each conversation update that starts the workflow. Others are off. */
	updateMinutes: Partial<Record<ConversationUpdate, number>>;
	/** Whether the closing window counts only while the customer's last message has no answer. */
	onlyUnansweredWindows: boolean;
	optOutWords: string[];
	optInWords: string[];
	/** Words with which an agent hands a conversation back to the bot. */
	handBackWords: string[];
	/** Time for which a conversation stays with an agent who answered from another app. */
	handoverMinutes: number;
	/** Time for which records are kept. */
	keptDays: number;
	/** Time for which both sides' texts are kept; 0 for not at all. */
	keepTextsDays: number;
	/** Time for which events are collected before they start one execution; 0 for no collection. */
	collectMs: number;
	/** Whether the events of one customer start one after the other. */
	inOrder: boolean;
	/** Time for which a message waits for the customer's next one, to start together with it; 0 for no wait. */
	joinMs: number;
	includeRaw: boolean;
	/** Whether answers to questions start the workflow, too. */
	includeAnswers: boolean;
}

/** A listener as the way in sees it. */
export interface Listener {
	/** `<workflow id>:<node id>`, with `test:` in front for a test run. */
	key: string;
	settings: ListenerSettings;
}

/** Settings of a listener that names none, e.g. one that an older version of this package has stored. */
const DEFAULTS: Omit<ListenerSettings, 'provider'> = {
	kinds: [],
	statusStates: [],
	channels: [],
	handoverTo: [],
	includeEdits: true,
	includeGroups: true,
	handlers: [],
	handlersLimit: 'everyEvent',
	onlyFrom: [],
	notFrom: [],
	updateMinutes: {},
	onlyUnansweredWindows: false,
	optOutWords: [],
	optInWords: [],
	handBackWords: [],
	handoverMinutes: 60,
	keptDays: 35,
	keepTextsDays: 0,
	collectMs: 0,
	inOrder: false,
	joinMs: 0,
	includeRaw: false,
	includeAnswers: false,
};

/** Returns stored settings with a value for everything. */
export function completeSettings(
	stored: Partial<ListenerSettings> & Pick<ListenerSettings, 'provider'>,
): ListenerSettings {
	return { ...DEFAULTS, ...stored };
}

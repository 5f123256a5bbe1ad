import type { Selectable } from 'kysely';

import type { Author } from '../conversation/history';
import type {
	ConsentScope,
	ConsentSource,
	ConsentState,
	DeliveryState,
	EventKind,
	Handler,
} from '../messaging/event';
import type { TemplateCategory } from '../messaging/outbound-message';
import type { Channel, Provider } from '../messaging/provider-names';
import type { Presence } from './contracts/agents';

/**
 * The tables as the newest migration leaves them. They contain only text and integers, so that every engine stores the
 * same. Times are ISO 8601 UTC with milliseconds: their order as text is their order in time. Booleans are 0 and 1, and
 * a `json` column contains JSON text.
 */
export interface Schema {
	contacts: ContactsTable;
	contact_addresses: ContactAddressesTable;
	consents: ConsentsTable;
	conversations: ConversationsTable;
	transcript: TranscriptTable;
	agents: AgentsTable;
	messages: MessagesTable;
	campaign_sends: CampaignSendsTable;
	send_outcomes: SendOutcomesTable;
	inbox: InboxTable;
	waits: WaitsTable;
	listeners: ListenersTable;
	owners: OwnersTable;
	counter_slots: CounterSlotsTable;
	/** Proofs of erasures: one row for each address, all with the id of the erasure; and see `erased-messages.ts`. */
	erasures: { hash: string; id: string; at: Time };
	/** Milliseconds since the epoch, with fractions. */
	pacing: { stream: string; conforms_at: number };
	installation: { name: string; value: string };
	/** E.164. */
	business_numbers: { provider: Provider; business_id: string; phone: string };
	simulator_businesses: SimulatorBusinessesTable;
	simulator_entries: SimulatorEntriesTable;
	simulator_files: SimulatorFilesTable;
}

type Json = string;
type Time = string;

/** A customer, within one audience and channel (see `addresses.ts`). */
interface ContactsTable {
	id: string;
	audience: string;
	channel: Channel;
	phone: string | null;
	user_id: string | null;
	username: string | null;
	name: string | null;
	language: string | null;
	/** Time at which each of the five facts above was last stated: `{ "name": Time }`. */
	told_at: Json;
	tier: string | null;
	tags: Json;
	attributes: Json;
	customer_id: string | null;
	first_seen_at: Time;
	last_seen_at: Time;
}

/** All addresses of the contacts. */
interface ContactAddressesTable {
	audience: string;
	channel: Channel;
	address: string;
	contact_id: string;
}

/** Append only. */
interface ConsentsTable {
	id: string;
	contact_id: string;
	/** Order of arrival among records of the same moment. */
	number: number;
	state: ConsentState;
	scope: ConsentScope;
	source: ConsentSource;
	evidence: string | null;
	at: Time;
	/** The event that stated it, recorded once; `null` for a workflow. */
	source_event: string | null;
}

/** One row for each pair of a customer and a business of a provider. */
interface ConversationsTable {
	id: string;
	contact_id: string;
	provider: Provider;
	business_id: string;
	/** The customer's address in this conversation, and since when. */
	address: string;
	address_at: Time;
	window_expires_at: Time | null;
	first_inbound_id: string | null;
	last_inbound_id: string | null;
	last_inbound_at: Time | null;
	last_outbound_at: Time | null;
	handler: Handler;
	handler_until: Time | null;
	handler_service: string | null;
	handler_reason: string | null;
	/** Time of the handler's last change. Older changes that arrive late change nothing. */
	handler_at: Time | null;
	/** Start of the handler's turn. */
	handler_since: Time;
	handler_team: string | null;
	handler_agent_id: string | null;
	handler_agent_name: string | null;
	handler_ticket_id: string | null;
	/** The agent who answered last, also after the bot took over. */
	last_agent_id: string | null;
	/** The account whose listeners hear the customer; `null` while they have not written. */
	account: string | null;
	/** The bot's memory, and the time of its last change. */
	step: string | null;
	state_values: Json | null;
	state_expires_at: Time | null;
	state_at: Time | null;
	/** Time of the last Close. */
	closed_at: Time | null;
	choices: Json | null;
	choices_at: Time | null;
	/** `Silences`. */
	customer_silent_since: Time | null;
	is_silence_announced: number;
	agent_silent_since: Time | null;
	/** Time of the next look whether an update is due, on the clock of the business; `null` for none. */
	look_at: Time | null;
	/** `RecentTexts` of the customer, and ours. */
	recent_inbound: Json | null;
	recent_outbound: Json | null;
	created_at: Time;
}

/** The texts of conversations; see `History`. */
interface TranscriptTable {
	conversation_id: string;
	message_id: string;
	/** Order of arrival among messages of the same moment. */
	number: number;
	author: Author;
	/** `null` for the customer, whose name is in the contact, and where it is not known. */
	author_name: string | null;
	type: string;
	text: string;
	at: Time;
	expires_at: Time;
}

/** Additions of the store to the user's list of agents. See `Agents`. */
interface AgentsTable {
	id: string;
	name: string | null;
	/** `null`: never recorded. */
	presence: Presence | null;
	presence_at: Time | null;
	/** Time and number of the last assignment. The number grows with every assignment, whatever the clock says. */
	assigned_at: Time | null;
	assigned_number: number | null;
}

/** Outbound messages, including those of which only a receipt is known, and those without a provider's id. */
interface MessagesTable {
	provider: Provider;
	message_id: string;
	contact_id: string | null;
	type: string;
	state: DeliveryState | 'unknown' | 'blocked';
	/** `deliveryRank` of the state; -1 for `unknown` and `blocked`. */
	state_rank: number;
	reference: string | null;
	template_name: string | null;
	campaign: string | null;
	error: Json | null;
	/** Code and title of the error, for reports. They contain nothing about the customer. */
	error_code: string | null;
	error_title: string | null;
	/** Number, sender or bot of the business; `null` for a message of which only receipts are known. */
	business_id: string | null;
	category: TemplateCategory | null;
	/** 1: counts towards the provider's limit of customers within 24 hours. */
	business_initiated: number | null;
	at: Time;
}

/** One row for each customer of a campaign. It outlives the contact, without anything that identifies them. */
interface CampaignSendsTable {
	id: string;
	campaign: string;
	/** `null` once the customer was erased. */
	contact_id: string | null;
	provider: Provider;
	business_id: string;
	template_name: string | null;
	/** `sending` until it ended. The delivery state is in `messages`; only after an erasure it is here. */
	state: 'sending' | 'unknown' | 'blocked' | DeliveryState;
	/** The process that sends it. */
	owner: string;
	at: Time;
	message_id: string | null;
	error_code: string | null;
	error_title: string | null;
}

/** See `SendOutcomes`. */
interface SendOutcomesTable {
	/** A hash. */
	key: string;
	state: 'requested' | 'accepted';
	execution_id: string;
	message_id: string | null;
	contact_id: string | null;
	/** `SendResultFacts`. */
	result: Json;
	at: Time;
}

/** Claims of events: one for each account, and one with the event itself for each listener that it starts. */
interface InboxTable {
	trigger_id: string;
	/** The kind that the provider delivered. The claim of an account has it as `trigger_id`, and no payload. */
	event_kind: EventKind;
	/** See `claim-key.ts`. */
	event_id: string;
	/** The kind that the workflow saw: a typed number may have become a tap. */
	emitted_kind: EventKind;
	received_at: Time;
	/** Order within its batch. */
	position: number;
	owner: string;
	/** Time since which this owner has had it. */
	held_since: Time;
	/** Number of restarts because its process died, or because no execution began with it. */
	takeovers: number;
	payload: Json | null;
	/** Key of the conversation whose events start one after the other; `null` if it waits for none. */
	turn: string | null;
	/** Time until which it waits for a message to be joined with. */
	due_at: Time | null;
	/** Id of the execution that has begun with it; `null` also where its process does not need it. */
	begun_by: string | null;
	/** Boot id of the process in which an execution has begun with it. */
	begun_in: string | null;
	/**
	 * The question that the event answers, until its execution has begun with it. Until then no trigger starts with it.
	 */
	question_id: string | null;
}

/** Questions that executions wait for. See `Waits`. */
interface WaitsTable {
	id: string;
	conversation_id: string;
	/** `WaitingExecution`. */
	execution: Json;
	settings: Json;
	channel: Channel;
	business_id: string;
	/** `Recipient`. */
	recipient: Json;
	message_id: string | null;
	tries_left: number;
	asked_at: Time;
	deadline_at: Time;
	remind_at: Time | null;
	/** Work of the execution before the question ends. */
	step: 'askAgain' | 'remind' | null;
	/** `QuestionEnd`; `null` while the question is open. */
	ending: Json | null;
	/** Time of the next call to the execution, or of the next look at the times above. */
	due_at: Time;
	/** Calls since the last step or the end. */
	calls: number;
}

/** See `Listeners`. */
interface ListenersTable {
	key: string;
	account: string;
	provider: Provider;
	workflow_name: string;
	url: string;
	verify_token: string;
	webhook_token: string;
	business_id: string | null;
	set_up_by_hand: number;
	settings: Json;
	memory: Json | null;
	published_at: Time;
	heard_at: Time | null;
	expires_at: Time | null;
	lost_to: string | null;
	/** Minutes of the conversation updates that it wants, by update; `null` for none. */
	update_minutes: Json | null;
	/** Real time since which it wants these updates, and the offset of the Simulator's clock at that time, in ms. */
	updates_since: Time | null;
	updates_clock_offset: number;
	/** Days; `null` as long as it asks for no texts. */
	keep_texts_days: number | null;
}

/** Processes and their last heartbeats. */
interface OwnersTable {
	boot_id: string;
	hostname: string;
	process_id: number;
	last_beat_at: Time;
	/** See `Owner.identity`. */
	identity: string | null;
	/** Whether the process reaches n8n's address of waiting executions; `null`: it has not tried. */
	reaches_waiting: number | null;
}

/** A trigger's counters are the sums over its slots; see `counters.ts`. */
interface CounterSlotsTable {
	trigger_id: string;
	slot: number;
	received: number;
	repeats: number;
	redelivered: number;
	refused: number;
	abandoned: number;
}

interface SimulatorBusinessesTable {
	id: string;
	name: string | null;
	clock_offset: number;
	/**
	 * Counts entries and changes of their state. Never starts again, because a page would miss the entries after a reset.
	 */
	last_number: number;
	/** Real time; `null` without a transcript. */
	last_used_at: Time | null;
}

interface SimulatorEntriesTable {
	business_id: string;
	sequence: number;
	/** The number of the last change; the sequence itself while nothing has changed. */
	changed: number;
	message_id: string;
	customer_id: string;
	sender: 'customer' | 'bot' | 'human';
	content: Json;
	state: DeliveryState | null;
	at: Time;
}

/** See `simulator-files.ts`. */
export interface SimulatorFilesTable {
	id: string;
	business_id: string;
	/** Number from the same count as the entries of the business. */
	sequence: number;
	customer_id: string;
	message_id: string;
	mime_type: string;
	file_name: string | null;
	size_bytes: number;
	/** Base64; `null` when the bytes are beside the store. */
	content: string | null;
	at: Time;
}

export type ContactRow = Selectable<ContactsTable>;
export type ConversationRow = Selectable<ConversationsTable>;
export type TranscriptRow = Selectable<TranscriptTable>;
export type AgentRow = Selectable<AgentsTable>;
export type MessageRow = Selectable<MessagesTable>;
export type CampaignSendRow = Selectable<CampaignSendsTable>;
export type WaitRow = Selectable<WaitsTable>;
export type InboxRow = Selectable<InboxTable>;
export type ListenerRow = Selectable<ListenersTable>;
export type SimulatorEntryRow = Selectable<SimulatorEntriesTable>;

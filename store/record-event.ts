import { writtenMessage } from '../conversation/history';
import type { EventContact, MessagingEvent } from '../messaging/event';
import { IS_SIMULATED } from '../messaging/provider-names';
import { addressesOf } from './addresses';
import { recordBusinessNumber } from './business-numbers';
import { appendConsent, consentEventName, currentConsent } from './consents';
import { toCustomer } from './contact-views';
import {
	afterAddress,
	afterEcho,
	afterHandover,
	afterInbound,
	afterUpdate,
	conversationAt,
	isInbound,
} from './conversation-facts';
import { presentUpdate } from './conversation-updates';
import {
	findOrCreatePerson,
	savePerson,
	type PersonAndConversation,
} from './person-and-conversation';
import { openMenu } from './menus';
import { partiesOfMessage, recordStatus } from './messages';
import { rememberBusinessName } from './simulator-businesses';
import type { ReceivePlan } from './contracts/inbox';
import type { Parties } from './contracts/parties';
import { applyContact, fillMissingFacts } from './contact-facts';
import { isErasedMessage } from './erased-messages';
import { agentOf, dropUndelivered, keepText } from './texts';
import type { ConversationRow } from './schema';
import type { Transaction } from './transactions';

/**
 * Records an event: contact, window, first message, consent, delivery state, handler. Everything uses the event's own
 * time. Recording it twice changes nothing, because two triggers may get the same event.
 */
export interface RecordingOptions extends Pick<
	ReceivePlan,
	'shopOf' | 'recognise' | 'windowHours' | 'handoverMinutes' | 'keepTextsDays'
> {
	/** Real time; only for an event without a readable time. */
	now: Date;
	/** The account to which the event came. */
	account: string;
}

/** Returns the event as recognised, with `customer` and `conversation`. */
export async function recordEvent(
	transaction: Transaction,
	received: MessagingEvent,
	options: RecordingOptions,
): Promise<MessagingEvent> {
	const event = await completeReceipt(transaction, received);
	const at = timeOf(event, options.now);
	const otherNames = namesAfterChange(event);
	if (namesIn(event).every((name) => !addressesOf(event.provider, name).length)) {
		// An account event, for example, which has no customer.
		await recordStatusOf(transaction, event, null, at);
		return { ...event };
	}
	const parties = partiesOf(event, options.shopOf(event));
	const found = await findOrCreatePerson(transaction, parties, at, otherNames);
	if (event.status && found.stored.contact === undefined) {
		// A receipt is about a message. It must not create a contact again after an erasure.
		await recordStatusOf(transaction, event, null, at);
		return { ...event };
	}
	if (event.event === 'conversation') return await recordUpdate(transaction, event, found, at);
	const contactId = found.contact.id;
	const seen = await options.recognise(event, {
		menu: openMenu(found.conversation, at),
		isOptedOut: async () => {
			const consent = await currentConsent(transaction, found.contact, found.addresses);
			return consent.all === 'optedOut';
		},
	});
	updateContact(found, seen, otherNames, at);
	updateConversation(found, seen, otherNames, at, options);
	if (found.stored.conversation === undefined) await recordBusinessNumber(transaction, seen);
	await savePerson(transaction, found);
	await keepTextOf(transaction, seen, found.conversation, at, options);
	if (seen.consent) {
		const name = consentEventName(found.contact.audience, seen);
		const { text, ...consent } = seen.consent;
		await appendConsent(transaction, contactId, { ...consent, evidence: text, at }, name);
	}
	await recordStatusOf(transaction, seen, contactId, at);
	if (seen.status?.state === 'failed' || seen.status?.state === 'deleted') {
		const { messageId } = seen.status;
		await dropUndelivered(transaction, seen.provider, found.conversation.id, messageId);
	}
	if (IS_SIMULATED[seen.provider] && seen.business.name) {
		await rememberBusinessName(transaction, seen.business.id, seen.business.name);
	}
	return {
		...seen,
		customer: toCustomer(found.contact),
		conversation: {
			...conversationAt(found.conversation, at, seen.id),
			...(!isInbound(seen) && { isFirstMessage: false }),
		},
	};
}

/** Records an update that this package announces. It has no `update` if the customer or an agent was faster. */
async function recordUpdate(
	transaction: Transaction,
	event: MessagingEvent,
	found: PersonAndConversation,
	at: string,
): Promise<MessagingEvent> {
	const { conversation: row } = found.stored;
	const { conversation: _announced, ...rest } = event;
	if (row === undefined) return rest;
	const present = presentUpdate(row, event, at);
	if (present?.update !== undefined) {
		found.conversation = afterUpdate(row, present.update);
		await savePerson(transaction, found);
	}
	return {
		...rest,
		customer: toCustomer(found.contact),
		conversation: { ...conversationAt(row, at, event.id), ...present, isFirstMessage: false },
	};
}

/** Adds the business or the customer that a receipt lacks. Both are those of its message. */
async function completeReceipt(
	transaction: Transaction,
	event: MessagingEvent,
): Promise<MessagingEvent> {
	if (!event.status || event.status.messageId === '') return event;
	const lacksBusiness = event.business.id === '';
	const lacksContact = addressesOf(event.provider, event.contact).length === 0;
	if (!lacksBusiness && !lacksContact) return event;
	const parties = await partiesOfMessage(transaction, event.provider, event.status.messageId);
	if (parties === undefined) return event;
	return {
		...event,
		...(lacksBusiness && { business: { ...event.business, id: parties.businessId } }),
		...(lacksContact && { contact: { ...event.contact, ...parties.contact } }),
	};
}

/** Returns all names in the event. An event names one customer only, so all are theirs. */
export function namesIn(event: MessagingEvent): EventContact[] {
	return [event.contact, ...namesAfterChange(event)];
}

/** Returns the time of an event. An unreadable one must not keep a whole batch from being accepted. */
function timeOf(event: MessagingEvent, now: Date): string {
	const time = new Date(event.timestamp);
	return (Number.isNaN(time.getTime()) ? now : time).toISOString();
}

function partiesOf(event: MessagingEvent, shop: string | undefined): Parties {
	return {
		provider: event.provider,
		channel: event.channel,
		businessId: event.business.id,
		shop,
		contact: event.contact,
	};
}

function updateContact(
	found: PersonAndConversation,
	event: MessagingEvent,
	otherNames: readonly EventContact[],
	at: string,
): void {
	if (event.event === 'status') {
		found.contact = fillMissingFacts(found.contact, event.contact, at);
		return;
	}
	const { first_seen_at, last_seen_at } = found.contact;
	found.contact = {
		...otherNames.reduce(
			(row, name) => applyContact(row, name, at),
			applyContact(found.contact, event.contact, at),
		),
		first_seen_at: first_seen_at < at ? first_seen_at : at,
		last_seen_at: last_seen_at > at ? last_seen_at : at,
	};
}

function updateConversation(
	found: PersonAndConversation,
	event: MessagingEvent,
	otherNames: readonly EventContact[],
	at: string,
	options: RecordingOptions,
): void {
	if (isInbound(event)) {
		const hours = options.windowHours(event);
		const { account } = options;
		found.conversation = { ...afterInbound(found.conversation, event, at, hours), account };
	}
	if (event.handover) {
		found.conversation = afterHandover(
			found.conversation,
			event.handover,
			at,
			options.handoverMinutes,
		);
		const { message, direction } = event.handover;
		if (message && direction === 'toHuman') {
			found.conversation = afterEcho(found.conversation, message, at);
		}
	}
	for (const name of otherNames) {
		found.conversation = afterAddress(found.conversation, name.id, at);
	}
}

/** Keeps the text of the event, if a listener of the business asks for it. */
async function keepTextOf(
	transaction: Transaction,
	event: MessagingEvent,
	conversation: ConversationRow,
	at: string,
	{ keepTextsDays }: RecordingOptions,
): Promise<void> {
	const written = writtenMessage(event);
	if (written === undefined) return;
	const days = keepTextsDays(event);
	if (days === 0) return;
	const name = written.name ?? (written.from === 'agent' ? agentOf(conversation, at) : undefined);
	await keepText(
		transaction,
		conversation,
		{ ...written, ...(name !== undefined && { name }) },
		{ at, days },
	);
}

async function recordStatusOf(
	transaction: Transaction,
	event: MessagingEvent,
	contactId: string | null,
	at: string,
): Promise<void> {
	if (!event.status || event.status.messageId === '') return;
	const { messageId } = event.status;
	if (contactId === null && (await isErasedMessage(transaction, event.provider, messageId))) return;
	await recordStatus(transaction, event.provider, contactId, event.status, at);
}

/** The account events that report a customer's new number or id. */
const CHANGES: ReadonlySet<string> = new Set(['contactChangedNumber', 'contactChangedUserId']);

/** Returns the names of the customer before and after such a change, the new one last. */
function namesAfterChange(event: MessagingEvent): EventContact[] {
	const { account } = event;
	if (event.event !== 'account' || !account || !CHANGES.has(account.type)) return [];
	return (['previous', 'new'] as const)
		.map((when) => ({
			id: text(account[`${when}Id`]) ?? '',
			phone: text(account[`${when}Phone`]),
			userId: text(account[`${when}UserId`]),
		}))
		.filter((name) => addressesOf(event.provider, name).length > 0);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

import fc from 'fast-check';

import type {
	ConsentScope,
	ConsentState,
	DeliveryState,
	EventContact,
	Handler,
	MessagingEvent,
} from '../../messaging/event';
import type { Store } from '../../store/contracts/store';
import { sizeOf } from '../thoroughness';
import { ENGINES } from './engines';
import { endsWith, hoursAfter, message, minute, receive, status } from './events';

/**
 * Providers deliver late, twice, in any order and in any batches. These are two stories, each with only one right end,
 * whatever the order of its events. Ana changes her number half-way. Bia is first known by a user id, then by a phone
 * number, and a single event says that both are one customer. Every customer of the test has one of the stories, with
 * events in a random order of its own.
 */

/** One for each customer. The rules are the same on PostgreSQL, where each statement takes longer. */
const ORDERS: Record<string, number> = sizeOf({
	short: { sqlite: 400, postgres: 60 },
	nightly: { sqlite: 10_000, postgres: 1_000 },
});
/** Webhooks hold events of many people. */
const CUSTOMERS_AT_ONCE = 20;
const TIME_LIMIT_MS = 600_000;

interface Story {
	events: MessagingEvent[];
	/** Names by which the customer is known in the end. */
	names: readonly [EventContact, EventContact];
	end: End;
}

interface End {
	windowExpiresAt?: string;
	handler?: Handler;
	handlerUntil?: string;
	consent?: Record<ConsentScope, ConsentState | 'unknown'>;
	/** Delivery states by message id. */
	states: Record<string, DeliveryState | 'unknown' | 'blocked' | undefined>;
}

function anaChangesHerNumber(customer: number): Story {
	const before = phone('98', customer);
	const after = phone('97', customer);
	const [welcome, order] = [`welcome-${customer}`, `order-${customer}`];
	return {
		events: [
			says('Oi', 0, before),
			consents('optedOut', 'all', 20, before),
			handover('toBot', 30, before),
			changeOfNumber(before, after, 40),
			consents('optedIn', 'all', 50, after),
			says('Obrigada', 60, after),
			handover('toHuman', 70, after),
			...receipts(welcome, ['accepted', 'delivered', 'read'], before),
			...receipts(order, ['sent', 'failed', 'delivered'], after),
		],
		names: [before, after],
		end: {
			windowExpiresAt: hoursAfter(60, 24),
			handler: 'human',
			handlerUntil: minute(70 + 60).toISOString(),
			consent: { all: 'optedIn', marketing: 'unknown' },
			states: { [welcome]: 'read', [order]: 'delivered' },
		},
	};
}

function biaIsKnownByTwoNames(customer: number): Story {
	const byUserId: EventContact = { id: `BR.${customer}`, userId: `BR.${customer}` };
	const byPhone = phone('96', customer);
	const byBoth: EventContact = { ...byUserId, phone: byPhone.phone };
	const [offer, news] = [`offer-${customer}`, `news-${customer}`];
	return {
		events: [
			says('Oi', 0, byUserId),
			consents('optedIn', 'marketing', 10, byUserId),
			handover('toHuman', 20, byUserId),
			handover('toBot', 30, byPhone),
			consents('optedOut', 'marketing', 40, byPhone),
			consents('optedIn', 'marketing', 40, byUserId),
			says('Sou eu', 50, byBoth),
			...receipts(offer, ['sent', 'failed'], byUserId),
			...receipts(news, ['read', 'deleted'], byPhone),
		],
		names: [byUserId, byPhone],
		end: {
			windowExpiresAt: hoursAfter(50, 24),
			handler: 'bot',
			consent: { all: 'unknown', marketing: 'optedOut' },
			states: { [offer]: 'failed', [news]: 'deleted' },
		},
	};
}

/** Returns the end of a story. Both names lead to the same customer, so either may be used. */
async function endOf(store: Store, { names, end }: Story): Promise<End> {
	const conversation = await store.conversations.get(endsWith(names[0]), minute(80));
	const contact = await store.contacts.get(endsWith(names[1]));
	const states: End['states'] = {};
	for (const messageId of Object.keys(end.states)) {
		states[messageId] = (await store.messages.get('whatsappCloud', messageId))?.state;
	}
	return {
		windowExpiresAt: conversation?.windowExpiresAt,
		handler: conversation?.handler,
		handlerUntil: conversation?.handlerUntil,
		consent: contact?.consent,
		states,
	};
}

function storiesFrom(firstCustomer: number): Story[] {
	return Array.from({ length: CUSTOMERS_AT_ONCE }, (_, index) => {
		const story = index % 2 === 0 ? anaChangesHerNumber : biaIsKnownByTwoNames;
		return story(firstCustomer + index);
	});
}

/** Returns the places of all events in the order of their delivery, some of them twice, and the process of each. */
function deliveries(eventCount: number) {
	const places = [...Array(eventCount).keys()];
	const order = fc.subarray(places, { maxLength: Math.ceil(eventCount / 5) }).chain((repeated) => {
		const heard = [...places, ...repeated];
		return fc.shuffledSubarray(heard, { minLength: heard.length });
	});
	const webhook = fc.record({
		size: fc.integer({ min: 1, max: 100 }),
		trigger: fc.constantFrom('trigger-1', 'trigger-2'),
	});
	return fc.record({ order, webhooks: fc.array(webhook, { minLength: 1, maxLength: 10 }) });
}

describe.each(ENGINES)('$name: order of events', ({ name, create }) => {
	const orders = ORDERS[name] ?? 0;
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	it(
		`${orders} random orders, with repeats and in any batches, give the same delivery states, customer service window, consent and handler`,
		async () => {
			let customers = 0;
			const eventCount = storiesFrom(0).flatMap(({ events }) => events).length;
			await fc.assert(
				fc.asyncProperty(deliveries(eventCount), async ({ order, webhooks }) => {
					const stories = storiesFrom(customers);
					customers += CUSTOMERS_AT_ONCE;
					const events = stories.flatMap((story) => story.events);
					const heard = order.flatMap((place) => events[place] ?? []);
					for (let turn = 0, from = 0; from < heard.length; turn++) {
						const { size = 1, trigger } = webhooks[turn % webhooks.length] ?? {};
						await receive(store, heard.slice(from, from + size), { trigger, keep: () => false });
						from += size;
					}
					for (const story of stories) expect(await endOf(store, story)).toEqual(story.end);
				}),
				{ numRuns: orders / CUSTOMERS_AT_ONCE },
			);
			expect(customers).toBeGreaterThanOrEqual(orders);
		},
		TIME_LIMIT_MS,
	);
});

function phone(prefix: string, customer: number): EventContact {
	const digits = `5511${prefix}${String(customer).padStart(7, '0')}`;
	return { id: digits, phone: `+${digits}` };
}

/** Returns one event of a customer. Its id contains customer, kind and time, so no two of a story are equal. */
function happens(
	what: Partial<MessagingEvent>,
	minutes: number,
	contact: EventContact,
): MessagingEvent {
	const id = `${contact.id}-${minutes}`;
	return message(id, '', { ...what, contact, timestamp: minute(minutes).toISOString() });
}

function says(text: string, minutes: number, contact: EventContact): MessagingEvent {
	return happens({ message: { id: text, type: 'text', text } }, minutes, contact);
}

function consents(
	state: ConsentState,
	scope: ConsentScope,
	minutes: number,
	contact: EventContact,
): MessagingEvent {
	const consent = { state, scope, source: 'keyword' } as const;
	return happens({ event: 'consent', consent }, minutes, contact);
}

function handover(
	direction: 'toBot' | 'toHuman',
	minutes: number,
	contact: EventContact,
): MessagingEvent {
	return happens(
		{ event: 'handover', message: undefined, handover: { direction } },
		minutes,
		contact,
	);
}

function changeOfNumber(
	before: EventContact,
	after: EventContact,
	minutes: number,
): MessagingEvent {
	const account = {
		type: 'contactChangedNumber',
		previousId: before.id,
		previousPhone: before.phone,
		newId: after.id,
		newPhone: after.phone,
	};
	return happens({ event: 'account', message: undefined, account }, minutes, before);
}

function receipts(
	messageId: string,
	states: DeliveryState[],
	contact: EventContact,
): MessagingEvent[] {
	return states.map((state) => status(messageId, state, { contact }));
}

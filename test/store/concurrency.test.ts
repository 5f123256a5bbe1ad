import fc from 'fast-check';

import { DELIVERY_STATES, type MessagingEvent } from '../../messaging/event';
import { deliveryRank } from '../../messaging/delivery-state';
import { postgresEngine } from '../../store/engines/postgres';
import { sqliteEngine } from '../../store/engines/sqlite';
import { createStore, type StoreLocation } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ENDS, endsWith, hoursAfter, message, minute, options, receive, status } from './events';

const WEBHOOKS = 20;
const at = (minutes: number) => ({ timestamp: minute(minutes).toISOString() });

/** Many transactions at once, through two stores with connections of their own, as two processes have them. */
describe.each(ENGINES)('$name: many things at once', ({ name, newLocation }) => {
	let remove: () => Promise<void>;
	let one: Store;
	let two: Store;
	/** Transactions that had to be tried again. */
	let retries: unknown[];

	beforeEach(async () => {
		const created = await newLocation();
		remove = created.remove;
		retries = [];
		[one, two] = await Promise.all([open(created.location), open(created.location)]);
		retries = [];
	});
	afterEach(async () => {
		await Promise.all([one.close(), two.close()]);
		await remove();
	});

	function open(location: StoreLocation): Promise<Store> {
		const engine = 'file' in location ? sqliteEngine(location.file) : postgresEngine(location);
		return createStore({
			...engine,
			isTransient: (error) => {
				const isTransient = engine.isTransient(error);
				if (isTransient) retries.push(error);
				return isTransient;
			},
		});
	}

	const stores = () => [one, two] as const;
	const atOnce = <T>(work: (store: Store, number: number) => Promise<T>): Promise<T[]> =>
		Promise.all(
			Array.from({ length: WEBHOOKS }, (_, number) => work(number % 2 === 0 ? one : two, number)),
		);
	/** Expects no retries but on SQLite, which waits for its one writer by retrying. */
	const expectNoRetries = () => expect(name === 'sqlite' ? [] : retries).toEqual([]);

	it('an event that is delivered twenty times is claimed once', async () => {
		const results = await atOnce((store) => receive(store, [message('a'), message('b')]));
		expect(results.flatMap(({ fresh }) => fresh)).toHaveLength(2);
		expect(await one.inbox.counts('trigger-1')).toEqual({
			received: 2,
			repeats: 2 * WEBHOOKS - 2,
			redelivered: 0,
			abandoned: 0,
			refused: 0,
		});
		expectNoRetries();
	});

	it('twenty first messages of a customer create one contact', async () => {
		const results = await atOnce((store, number) => receive(store, [message(`event-${number}`)]));
		const fresh = results.flatMap((result) => result.fresh);
		expect(fresh).toHaveLength(WEBHOOKS);
		expect(new Set(fresh.map(({ conversation }) => conversation?.key)).size).toBe(1);
		expect(fresh.filter(({ conversation }) => conversation?.isFirstMessage)).toHaveLength(1);
	});

	it('twenty messages of a known customer lose no fact, and wait instead of failing', async () => {
		await receive(one, [message('first')]);
		retries = [];
		await atOnce((store, number) => receive(store, [message(`event-${number}`, 'Oi', at(number))]));
		const conversation = await one.conversations.get(ENDS, minute(0));
		expect(conversation?.windowExpiresAt).toBe(hoursAfter(WEBHOOKS - 1, 24));
		expectNoRetries();
	});

	it('batches with the same customers in different orders never deadlock', async () => {
		const people = Array.from({ length: 8 }, (_, number) => ({ id: `customer-${number}` }));
		await receive(
			one,
			people.map((contact, number) => message(`first-${number}`, 'Oi', { contact })),
		);
		retries = [];
		await atOnce((store, number) => {
			const order = number % 2 === 0 ? people : [...people].reverse();
			return receive(
				store,
				order.map((contact) => message(`${number}-${contact.id}`, 'Oi', { contact })),
			);
		});
		expect((await one.inbox.counts('trigger-1')).received).toBe(8 * (WEBHOOKS + 1));
		expectNoRetries();
	}, 60_000);

	it('concurrent changes of a contact by workflows are all kept', async () => {
		await atOnce((store, number) =>
			store.contacts.upsert(ENDS, { attributes: { [`key-${number}`]: number } }, minute(0)),
		);
		const contact = await one.contacts.get(ENDS);
		expect(Object.keys(contact?.attributes ?? {})).toHaveLength(WEBHOOKS);
	});

	it('concurrent consents are all recorded', async () => {
		await atOnce((store) =>
			store.contacts.recordConsent(
				ENDS,
				{ state: 'optedOut', scope: 'all', source: 'api' },
				minute(0),
			),
		);
		expect(await one.contacts.consentHistory(ENDS)).toHaveLength(WEBHOOKS);
	});

	it('a message ends in its highest state, whatever comes first', async () => {
		await atOnce<unknown>((store, number) => {
			const state = DELIVERY_STATES[number % DELIVERY_STATES.length] ?? 'sent';
			return number === 7
				? store.messages.recordSent(
						ENDS,
						{ messageId: 'm', type: 'text', state: 'accepted' },
						minute(0),
					)
				: receive(store, [{ ...status('m', state), id: `receipt-${number}` }]);
		});
		const best = [...DELIVERY_STATES].sort((a, b) => deliveryRank(b) - deliveryRank(a))[0];
		expect(await one.messages.get('whatsappCloud', 'm')).toMatchObject({
			type: 'text',
			state: best,
		});
	});

	it('entries of a simulated chat are numbered without gap or repeat, and states only move forward', async () => {
		const entries = await atOnce((store, number) =>
			store.simulator.append(
				'shop',
				{ messageId: `m-${number}`, customerId: 'c', from: 'bot', content: {}, state: 'sent' },
				minute(0),
			),
		);
		const sequences = entries.map(({ sequence }) => sequence).sort((a, b) => a - b);
		expect(sequences).toEqual(Array.from({ length: WEBHOOKS }, (_, index) => index + 1));
		await atOnce((store, number) =>
			store.simulator.setState('shop', 'm-0', number % 3 === 0 ? 'read' : 'delivered'),
		);
		const transcript = await one.simulator.transcript('shop', 0, WEBHOOKS);
		expect(transcript.find(({ messageId }) => messageId === 'm-0')?.state).toBe('read');
	});

	it('concurrent processes get the same secret', async () => {
		const secrets = await Promise.all(stores().map((store) => store.installationSecret()));
		expect(secrets[0]).toBe(secrets[1]);
		expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
	});

	it('every split of events into batches of two processes gives the same result', async () => {
		let run = 0;
		const happening = fc.record({
			person: fc.integer({ min: 0, max: 2 }),
			minutes: fc.integer({ min: 0, max: 3000 }),
			batch: fc.integer({ min: 0, max: 3 }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 12 }), async (happenings) => {
				run += 1;
				const contactOf = (person: number) => ({ id: `run-${run}-customer-${person}` });
				const events = happenings.map(({ person, minutes }, index) =>
					message(`run-${run}-${index}`, 'Oi', { contact: contactOf(person), ...at(minutes) }),
				);
				const batches = [0, 1, 2, 3].map((batch) =>
					events.filter((_, index) => happenings[index]?.batch === batch),
				);
				const trigger = `trigger-${run}`;
				// Everything is delivered twice, the second time backwards and to the other process.
				const deliveries = batches.flatMap((batch, index): Array<[Store, MessagingEvent[]]> => [
					[index % 2 === 0 ? one : two, batch],
					[index % 2 === 0 ? two : one, [...batch].reverse()],
				]);
				const results = await Promise.all(
					deliveries.map(([store, batch]) => store.inbox.receive(batch, options({ trigger }))),
				);
				const fresh = results.flatMap((result) => result.fresh.map(({ id }) => id));
				expect(fresh.sort()).toEqual(events.map(({ id }) => id).sort());
				for (const person of new Set(happenings.map((each) => each.person))) {
					const times = happenings.filter((each) => each.person === person);
					const latest = Math.max(...times.map(({ minutes }) => minutes));
					const parties = endsWith(contactOf(person));
					const conversation = await one.conversations.get(parties, minute(0));
					expect(conversation?.windowExpiresAt).toBe(hoursAfter(latest, 24));
					expect(conversation?.lastInboundAt).toBe(minute(latest).toISOString());
					const contact = await two.contacts.get(parties);
					const earliest = Math.min(...times.map(({ minutes }) => minutes));
					expect(contact?.firstSeenAt).toBe(minute(earliest).toISOString());
				}
			}),
			{ numRuns: 25 },
		);
	}, 120_000);
});

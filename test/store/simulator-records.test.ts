import {
	MAX_CONTENT_BYTES,
	MAX_TRANSCRIPT_ENTRIES,
	type TranscriptEntry,
} from '../../store/contracts/simulator';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ANA, endsWith, message, minute, receive } from './events';

describe.each(ENGINES)('$name: simulator records', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const append = (messageId: string, more: Partial<TranscriptEntry> = {}, business = 'shop') =>
		store.simulator.append(
			business,
			{ messageId, customerId: 'customer-1', from: 'bot', content: { text: messageId }, ...more },
			minute(0),
		);
	const ids = (entries: TranscriptEntry[]) => entries.map(({ messageId }) => messageId);

	it('returns the added entries, oldest first', async () => {
		const first = await append('a', { from: 'customer' });
		const second = await append('b', { state: 'sent' });
		expect(await store.simulator.transcript('shop', 0, 10)).toEqual([first, second]);
		expect(first).toEqual({
			sequence: 1,
			changed: 1,
			messageId: 'a',
			customerId: 'customer-1',
			from: 'customer',
			content: { text: 'a' },
			at: minute(0).toISOString(),
		});
		expect(second.sequence).toBeGreaterThan(first.sequence);
	});

	it('returns only the entries after the last known one, up to the limit', async () => {
		const first = await append('a');
		await append('b');
		await append('c');
		expect(ids(await store.simulator.transcript('shop', first.sequence, 1))).toEqual(['b']);
		expect(ids(await store.simulator.transcript('other', 0, 10))).toEqual([]);
	});

	it('returns earlier entries again whose state has changed since, in the order of the changes', async () => {
		await append('a', { state: 'sent' });
		const last = await append('b', { state: 'sent' });
		await store.simulator.setState('shop', 'a', 'delivered');
		await append('c');
		const entries = await store.simulator.transcript('shop', last.sequence, 1);
		expect(entries.map(({ messageId, state }) => [messageId, state])).toEqual([['a', 'delivered']]);
		const [{ changed = 0 } = {}] = entries;
		expect(ids(await store.simulator.transcript('shop', changed, 10))).toEqual(['c']);
		expect(await store.simulator.lastNumber('shop')).toBe(4);
		expect(await store.simulator.transcript('shop', 4, 10)).toEqual([]);
	});

	it('returns the newest entries, of one customer and before a known one', async () => {
		await append('a1');
		await append('b1', { customerId: 'customer-2' });
		const third = await append('a2');
		await append('b2', { customerId: 'customer-2' });
		const customerId = 'customer-1';
		const { simulator } = store;
		expect(ids(await simulator.latest('shop', { limit: 3 }))).toEqual(['b1', 'a2', 'b2']);
		expect(ids(await simulator.latest('shop', { limit: 1, customerId }))).toEqual(['a2']);
		const before = third.sequence;
		expect(ids(await simulator.latest('shop', { limit: 9, customerId, before }))).toEqual(['a1']);
		expect(ids(await simulator.latestOfCustomers('shop', 9))).toEqual(['b2', 'a2']);
		expect(ids(await simulator.latestOfCustomers('shop', 1))).toEqual(['b2']);
		expect(ids(await simulator.withIdPrefix('shop', 'b', 9))).toEqual(['b1', 'b2']);
		expect(ids(await simulator.withIdPrefix('other', 'b', 9))).toEqual([]);
	});

	it('finds an entry of any size by its id, but reads none for a page that is too large', async () => {
		const content = { text: 'x'.repeat(MAX_CONTENT_BYTES) };
		await append('large', { content });
		expect(await store.simulator.transcript('shop', 0, 10)).toMatchObject([{ content: null }]);
		expect(await store.simulator.find('shop', 'large')).toMatchObject({ content });
		expect(await store.simulator.find('shop', 'none')).toBeUndefined();
	});

	it('deletes the oldest entries of a business above the limit', async () => {
		await append('other', {}, 'other');
		for (let count = 0; count < MAX_TRANSCRIPT_ENTRIES + 2; count += 1) await append(`m-${count}`);
		const left = await store.simulator.transcript('shop', 0, 2 * MAX_TRANSCRIPT_ENTRIES);
		expect(left).toHaveLength(MAX_TRANSCRIPT_ENTRIES);
		expect(left[0]?.messageId).toBe('m-2');
		expect(await store.simulator.transcript('other', 0, 10)).toHaveLength(1);
	}, 60_000);

	it('only moves a state forward', async () => {
		const entry = await append('a', { state: 'read' });
		await store.simulator.setState('shop', 'a', 'sent');
		expect(await store.simulator.transcript('shop', entry.sequence, 10)).toEqual([]);
		await store.simulator.setState('shop', 'nothing', 'sent');
	});

	it('keeps a clock for each business', async () => {
		expect(await store.simulator.clockOffset('shop')).toBe(0);
		await store.simulator.setClockOffset('shop', 90_000_000_000);
		await store.simulator.setClockOffset('other', -5);
		expect(await store.simulator.clockOffset('shop')).toBe(90_000_000_000);
		expect(await store.simulator.clockOffset('other')).toBe(-5);
	});

	it('lists the businesses by real time of use, with their names in events', async () => {
		await store.simulator.setClockOffset('ahead', 3_600_000);
		const entry = { messageId: 'm', customerId: 'c', from: 'bot', content: null } as const;
		await store.simulator.append('ahead', entry, minute(60));
		await store.simulator.append('shop', entry, minute(10));
		await receive(store, [
			message('a', 'Oi', { provider: 'simulator', business: { id: 'shop', name: 'Padaria Sol' } }),
			message('b', 'Oi', { provider: 'simulator', business: { id: 'silent', name: 'Never used' } }),
		]);
		expect(await store.simulator.businesses()).toEqual([
			{ id: 'shop', name: 'Padaria Sol' },
			{ id: 'ahead' },
		]);
	});

	describe('reset', () => {
		const simulated = endsWith(ANA, { provider: 'simulator', businessId: 'shop' });
		const real = endsWith(ANA, { businessId: 'shop' });
		const optOut = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;

		it('clears everything of this simulated business', async () => {
			const business = { id: 'shop' };
			await receive(store, [message('a', 'Oi', { provider: 'simulator', business })]);
			await store.contacts.recordConsent(simulated, optOut, minute(0));
			await store.messages.recordSent(
				simulated,
				{ messageId: 'm', type: 'text', state: 'sent' },
				minute(0),
			);
			await append('a');
			await store.simulator.setClockOffset('shop', 5);
			await store.simulator.reset('shop');
			expect(await store.contacts.get(simulated)).toBeUndefined();
			expect(await store.conversations.get(simulated, minute(0))).toBeUndefined();
			expect(await store.contacts.consentHistory(simulated)).toEqual([]);
			expect(await store.messages.get('simulator', 'm')).toBeUndefined();
			expect(await store.simulator.transcript('shop', 0, 10)).toEqual([]);
			expect(await store.simulator.clockOffset('shop')).toBe(0);
			expect(await store.simulator.businesses()).toEqual([]);
		});

		it('does not affect real customers and other simulated businesses', async () => {
			const other = { ...simulated, businessId: 'other' };
			for (const parties of [simulated, real, other]) {
				await store.contacts.recordConsent(parties, optOut, minute(0));
			}
			await append('b', {}, 'other');
			await store.simulator.reset('shop');
			expect((await store.contacts.get(real))?.consent.all).toBe('optedOut');
			expect((await store.contacts.get(other))?.consent.all).toBe('optedOut');
			expect(await store.simulator.transcript('other', 0, 10)).toHaveLength(1);
		});

		it('never uses a number twice, so that an open page misses nothing', async () => {
			const before = await append('a');
			await store.simulator.reset('shop');
			const after = await append('b');
			expect(ids(await store.simulator.transcript('shop', before.sequence, 10))).toEqual(['b']);
			expect(after.sequence).toBeGreaterThan(before.sequence);
		});
	});
});

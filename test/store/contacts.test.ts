import fc from 'fast-check';

import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ANA, ENDS, endsWith, message, minute, receive, receiveOne, status } from './events';

const at = (minutes: number) => ({ timestamp: minute(minutes).toISOString() });

describe.each(ENGINES)('$name: contacts', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	describe('one customer', () => {
		it('a customer is unknown before the first event', async () => {
			expect(await store.contacts.get(ENDS)).toBeUndefined();
			expect(await store.contacts.consentHistory(ENDS)).toEqual([]);
		});

		it('a customer is one contact for two business numbers', async () => {
			await receive(store, [message('a'), message('b', 'Oi', { business: { id: 'business-2' } })]);
			const first = await store.contacts.get(ENDS);
			const second = await store.contacts.get(endsWith(ANA, { businessId: 'business-2' }));
			expect(second?.key).toBe(first?.key);
		});

		it('a customer has a conversation for each business number', async () => {
			const { fresh } = await receive(store, [
				message('a'),
				message('b', 'Oi', { business: { id: 'business-2' } }),
				message('c'),
			]);
			const keys = fresh.map(({ conversation }) => conversation?.key);
			expect(new Set(keys).size).toBe(2);
			expect(keys[2]).toBe(keys[0]);
		});

		it('a customer is found under both spellings of a Brazilian mobile number', async () => {
			await receive(store, [
				message('a', 'Oi', { contact: { id: '551188880001', phone: '+551188880001' } }),
			]);
			const typed = endsWith({ id: '+5511988880001' });
			expect((await store.contacts.get(typed))?.phone).toBe('+551188880001');
		});

		it('a customer is found by user id, by phone and by address', async () => {
			await receive(store, [message('a', 'Oi', { contact: { ...ANA, userId: 'BR.123' } })]);
			const keys = [
				{ id: 'BR.123' },
				{ id: '', userId: 'BR.123' },
				{ id: '+5511988880001' },
				{ id: ANA.id },
			];
			for (const contact of keys) {
				expect((await store.contacts.get(endsWith(contact)))?.userId).toBe('BR.123');
			}
		});

		it.each(['a\u0000b', 'a\uD800b', 'a\uDC00', '\u{1F600}'])(
			'a customer is one contact under the id %j, and so is the next one',
			async (id) => {
				const contact = { id, name: `Ana ${id}` };
				await receive(store, [message('a', 'Oi', { contact }), message('b', 'Oi', { contact })]);
				await receive(store, [message('c', 'Oi', { contact }), message('d')]);
				const found = await store.contacts.get(endsWith({ id }));
				expect(found?.key).toEqual(expect.any(String));
				expect(found?.key).not.toBe((await store.contacts.get(ENDS))?.key);
			},
		);

		it('a customer is another contact on another channel', async () => {
			await receive(store, [message('a')]);
			expect(await store.contacts.get(endsWith(ANA, { channel: 'sms' }))).toBeUndefined();
		});

		it('a customer and a simulated customer with the same number are different contacts', async () => {
			const simulated = endsWith(ANA, { provider: 'simulator' });
			await store.contacts.recordConsent(
				simulated,
				{ state: 'optedOut', scope: 'all', source: 'keyword' },
				minute(0),
			);
			await receive(store, [message('a')]);
			expect((await store.contacts.get(ENDS))?.consent.all).toBe('unknown');
			const otherShop = endsWith(ANA, { provider: 'simulator', businessId: 'business-2' });
			expect(await store.contacts.get(otherShop)).toBeUndefined();
		});

		it('needs an address', async () => {
			await expect(store.contacts.get(endsWith({ id: '' }))).rejects.toThrow('needs an address');
		});
	});

	describe('facts from events', () => {
		it('newer facts replace older ones, and absent ones replace none', async () => {
			await receive(store, [
				message('a', 'Oi', { contact: { ...ANA, username: 'ana', language: 'pt-BR' } }),
				message('b', 'Oi', { contact: { id: ANA.id, name: 'Ana Maria', username: '' }, ...at(1) }),
				message('c', 'Oi', { contact: { id: ANA.id }, ...at(2) }),
			]);
			expect(await store.contacts.get(ENDS)).toMatchObject({
				name: 'Ana Maria',
				username: 'ana',
				language: 'pt-BR',
				phone: ANA.phone,
			});
		});

		it('late older events do not undo newer facts', async () => {
			await receive(store, [
				message('new', 'Oi', { contact: { ...ANA, name: 'Ana Maria' }, ...at(5) }),
				message('old', 'Oi', { contact: { ...ANA, name: 'Ana' }, ...at(1) }),
			]);
			const contact = await store.contacts.get(ENDS);
			expect(contact?.name).toBe('Ana Maria');
			expect([contact?.firstSeenAt, contact?.lastSeenAt]).toEqual([
				minute(1).toISOString(),
				minute(5).toISOString(),
			]);
		});

		it('events give the same facts in every order', async () => {
			const names = fc.array(fc.constantFrom('', 'Ana', 'Bia', 'Çağla'), {
				minLength: 1,
				maxLength: 5,
			});
			const shuffled = names.chain((list) =>
				fc.shuffledSubarray(
					list.map((name, index) => ({ name, index })),
					{ minLength: list.length },
				),
			);
			let run = 0;
			await fc.assert(
				fc.asyncProperty(shuffled, async (order) => {
					const contact = { id: `customer-${++run}` };
					const events = order.map(({ name, index }) =>
						message(`${run}-${index}`, 'Oi', { contact: { ...contact, name }, ...at(index) }),
					);
					await receive(store, events);
					const last = [...order].sort((a, b) => b.index - a.index).find(({ name }) => name !== '');
					expect((await store.contacts.get(endsWith(contact)))?.name).toBe(last?.name);
				}),
				{ numRuns: 40 },
			);
		}, 60_000);

		it('facts from a receipt only fill gaps', async () => {
			await receive(store, [message('a')]);
			const contact = { ...ANA, name: 'Somebody', userId: 'BR.123' };
			await receive(store, [status('m', 'sent', { contact, ...at(9) })]);
			expect(await store.contacts.get(ENDS)).toMatchObject({
				name: 'Ana',
				userId: 'BR.123',
				lastSeenAt: minute(0).toISOString(),
			});
		});
	});

	describe('upsert', () => {
		it('creates the contact, and changes only what is given', async () => {
			await store.contacts.upsert(ENDS, { tier: 'gold', tags: ['vip', 'vip'] }, minute(0));
			const contact = await store.contacts.upsert(
				ENDS,
				{ name: 'Dona Ana', customerId: 'C-1' },
				minute(1),
			);
			expect(contact).toMatchObject({
				name: 'Dona Ana',
				tier: 'gold',
				tags: ['vip'],
				customerId: 'C-1',
				attributes: {},
				consent: { all: 'unknown', marketing: 'unknown' },
			});
			expect(await store.contacts.get(ENDS)).toEqual(contact);
		});

		it('clears a fact that is set to null', async () => {
			await store.contacts.upsert(
				ENDS,
				{ tier: 'gold', language: 'pt-BR', customerId: 'C-1' },
				minute(0),
			);
			const cleared = { tier: null, language: null, customerId: null, name: null };
			const contact = await store.contacts.upsert(ENDS, cleared, minute(1));
			expect(Object.keys(contact)).not.toEqual(expect.arrayContaining(['tier']));
			expect(contact).toMatchObject({ id: ANA.id, phone: ANA.phone });
			expect([contact.language, contact.customerId, contact.name]).toEqual([
				undefined,
				undefined,
				undefined,
			]);
		});

		it('merges attributes key by key, and null removes one', async () => {
			await store.contacts.upsert(ENDS, { attributes: { size: 'M', city: 'Natal' } }, minute(0));
			const contact = await store.contacts.upsert(
				ENDS,
				{ attributes: { size: null, pets: ['cão'] } },
				minute(1),
			);
			expect(contact.attributes).toEqual({ city: 'Natal', pets: ['cão'] });
		});

		it('a change is visible in the next event of the customer', async () => {
			const changes = {
				tier: 'gold',
				tags: ['vip'],
				attributes: { city: 'Natal' },
				customerId: 'C-1',
			};
			await store.contacts.upsert(ENDS, { ...changes, language: 'pt-BR' }, minute(0));
			const { customer } = await receiveOne(store, message('a'));
			expect(customer).toEqual({ ...changes, language: 'pt-BR' });
		});

		it('stores a typed number as a note, which does not identify the customer', async () => {
			await receive(store, [message('a')]);
			const stranger = endsWith({ id: 'BR.999', userId: 'BR.999' });
			const contact = await store.contacts.upsert(stranger, { phone: ANA.phone }, minute(1));
			expect(contact.phone).toBe(ANA.phone);
			expect(contact.key).not.toBe((await store.contacts.get(ENDS))?.key);
		});
	});
});

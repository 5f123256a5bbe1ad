import fc from 'fast-check';

import type { ContactSearch } from '../../store/contracts/contacts';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ENDS, endsWith, message, minute, receive } from './events';

const BEN = endsWith({ id: '5511988880002', phone: '+5511988880002', name: 'Ben' });

describe.each(ENGINES)('$name: search for contacts', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const find = (by: ContactSearch['by'], more: Partial<ContactSearch> = {}) =>
		store.contacts.find({ provider: ENDS.provider, by, limit: 50, ...more }, minute(10));
	const idsBy = async (by: ContactSearch['by'], more: Partial<ContactSearch> = {}) =>
		(await find(by, more)).map(({ contact }) => contact.id);

	it('finds a contact by customer ID, with the latest conversation', async () => {
		await receive(store, [message('a')]);
		await store.contacts.upsert(ENDS, { customerId: '7001' }, minute(1));
		await store.contacts.upsert(BEN, { customerId: '7002' }, minute(1));
		expect(await find({ customerId: '7001' })).toMatchObject([
			{
				contact: { id: ENDS.contact.id },
				customer: { customerId: '7001' },
				channel: ENDS.channel,
				businessId: ENDS.businessId,
				conversation: { handler: 'bot' },
			},
		]);
		expect(await find({ customerId: '70' })).toEqual([]);
	});

	it('finds a contact who never wrote, by the phone number', async () => {
		await store.contacts.upsert(BEN, { customerId: '7002' }, minute(1));
		const [found] = await find({ customerId: '7002' });
		expect(found).toMatchObject({ contact: { id: '+5511988880002' } });
		expect(found).not.toHaveProperty('businessId');
	});

	it('finds a contact by ticket, letter by letter', async () => {
		await store.conversations.changeHandler(
			ENDS,
			{ action: 'redirect', handler: 'human', ticketId: '0070' },
			minute(1),
		);
		expect(await idsBy({ ticketId: '0070' })).toEqual([ENDS.contact.id]);
		expect(await idsBy({ ticketId: '70' })).toEqual([]);
	});

	it('finds a contact by ticket with the conversation of the ticket, although another one is later', async () => {
		await receive(store, [message('a')]);
		await store.conversations.changeHandler(
			ENDS,
			{ action: 'redirect', handler: 'human', ticketId: '7001' },
			minute(1),
		);
		const business = { id: 'another-number' };
		await receive(store, [message('b', 'Oi', { business })], { now: minute(5) });
		expect(await find({ ticketId: '7001' })).toMatchObject([
			{ businessId: ENDS.businessId, conversation: { ticketId: '7001' } },
		]);
	});

	it('finds contacts by an attribute, those seen last first, up to the limit', async () => {
		await receive(store, [message('a')]);
		await receive(store, [message('b', 'Oi', { contact: BEN.contact })], { now: minute(5) });
		for (const parties of [ENDS, BEN]) {
			await store.contacts.upsert(parties, { attributes: { city: 'Recife', other: 1 } }, minute(6));
		}
		const by = { attribute: 'city', value: 'Recife' };
		expect(await idsBy(by)).toHaveLength(2);
		expect(await idsBy(by, { limit: 1 })).toHaveLength(1);
		expect(await idsBy({ attribute: 'other', value: '1' })).toHaveLength(2);
		expect(await idsBy({ attribute: 'cit', value: 'Recife' })).toEqual([]);
	});

	it('finds no contact of another shop', async () => {
		const ofShop = { ...ENDS, shop: 'Padaria Sol' };
		await store.contacts.upsert(ofShop, { customerId: '7001' }, minute(1));
		expect(await idsBy({ customerId: '7001' })).toEqual([]);
		expect(await idsBy({ customerId: '7001' }, { shop: 'padaria sol' })).toHaveLength(1);
	});

	it('finds any attribute by its text', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.string({ minLength: 1, maxLength: 12 }),
				fc.string({ minLength: 1, maxLength: 12 }),
				async (attribute, value) => {
					fc.pre(attribute !== '__proto__');
					await store.contacts.upsert(ENDS, { attributes: { [attribute]: value } }, minute(1));
					expect(await idsBy({ attribute, value })).toHaveLength(1);
				},
			),
			{ numRuns: 60 },
		);
	});
});

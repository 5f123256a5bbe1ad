import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ANA, ENDS, endsWith, message, minute, receive, receiveOne, status } from './events';

const at = (minutes: number) => ({ timestamp: minute(minutes).toISOString() });

describe.each(ENGINES)('$name: contacts of one customer', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	describe('two contacts that turn out to be one', () => {
		const byUserId = { id: 'BR.123', userId: 'BR.123' };
		const both = { ...ANA, userId: 'BR.123' };

		it('two contacts become one with all facts of both', async () => {
			await store.contacts.upsert(
				ENDS,
				{ tier: 'gold', tags: ['a'], attributes: { x: 1 } },
				minute(0),
			);
			const parties = endsWith(byUserId);
			const changes = { tier: 'new', tags: ['b'], attributes: { x: 2, y: 3 }, customerId: 'C-9' };
			await store.contacts.upsert(parties, changes, minute(1));
			await store.contacts.recordConsent(
				parties,
				{ state: 'optedOut', scope: 'marketing', source: 'keyword' },
				minute(1),
			);
			await store.messages.recordSent(
				parties,
				{ messageId: 'm', type: 'text', state: 'sent' },
				minute(1),
			);
			const elder = await store.contacts.get(ENDS);
			const event = await receiveOne(store, message('a', 'Oi', { contact: both, ...at(2) }));
			const contact = await store.contacts.get(parties);
			expect(contact).toMatchObject({
				key: elder?.key,
				phone: ANA.phone,
				userId: 'BR.123',
				tier: 'gold',
				tags: ['a', 'b'],
				attributes: { x: 1, y: 3 },
				customerId: 'C-9',
				consent: { marketing: 'optedOut' },
			});
			expect(await store.contacts.get(ENDS)).toEqual(contact);
			expect(event.customer).toMatchObject({ tier: 'gold', customerId: 'C-9' });
			expect(await store.messages.get('whatsappCloud', 'm')).toBeDefined();
		});

		it('a merged contact has the newest window, handler and address, and the first message of the older one', async () => {
			const { fresh } = await receive(store, [
				message('a', 'Oi', at(0)),
				message('b', 'Oi', { contact: byUserId, ...at(30) }),
			]);
			const { conversations } = store;
			const waiting = { action: 'redirect', handler: 'waiting', team: 'Vendas' } as const;
			await conversations.changeHandler(ENDS, waiting, minute(31));
			await conversations.changeState(ENDS, { step: 'size', values: { size: 3 } }, minute(33));
			await conversations.changeHandler(
				endsWith(byUserId),
				{ action: 'accept', agent: { id: 'bia', name: 'Bia' } },
				minute(32),
			);
			const joined = await receiveOne(store, status('m', 'sent', { contact: both, ...at(33) }));
			expect(joined.conversation?.key).toBe(fresh[0]?.conversation?.key);
			expect(await store.conversations.get(ENDS, minute(34))).toMatchObject({
				handler: 'human',
				agent: { id: 'bia', name: 'Bia' },
				step: 'size',
				values: { size: 3 },
				lastInboundAt: minute(30).toISOString(),
				windowExpiresAt: minute(30 + 24 * 60).toISOString(),
				isFirstMessage: false,
				contact: { phone: ANA.phone, userId: 'BR.123' },
			});
		});

		it('a merged contact has the conversations that only one of them had', async () => {
			await receive(store, [
				message('a', 'Oi', at(0)),
				message('b', 'Oi', { contact: byUserId, business: { id: 'business-2' }, ...at(1) }),
				message('c', 'Oi', { contact: both, ...at(2) }),
			]);
			const other = await store.conversations.get(
				endsWith(ANA, { businessId: 'business-2' }),
				minute(3),
			);
			expect(other?.lastInboundAt).toBe(minute(1).toISOString());
		});
	});

	describe('changes of number', () => {
		const changed = (account: Record<string, unknown>) =>
			message('change', '', {
				event: 'account',
				message: undefined,
				account: { type: 'contactChangedNumber', ...account },
				...at(5),
			});

		it('a change of number links the new one to the same customer, who is answered there from now on', async () => {
			await receive(store, [message('a')]);
			const before = await store.contacts.get(ENDS);
			await receive(store, [
				changed({
					previousId: ANA.id,
					previousPhone: ANA.phone,
					newId: '5511988880002',
					newPhone: '+5511988880002',
				}),
			]);
			const after = await store.contacts.get(endsWith({ id: '+5511988880002' }));
			expect(after).toMatchObject({
				key: before?.key,
				id: '5511988880002',
				phone: '+5511988880002',
				name: 'Ana',
			});
		});

		it('a change of user id links the new one to the same customer', async () => {
			await receive(store, [message('a', 'Oi', { contact: { ...ANA, userId: 'BR.1' } })]);
			const account = { type: 'contactChangedUserId', previousUserId: 'BR.1', newUserId: 'BR.2' };
			await receive(store, [{ ...changed(account), contact: { id: 'BR.2' } }]);
			expect((await store.contacts.get(endsWith({ id: 'BR.2' })))?.phone).toBe(ANA.phone);
		});

		it('a change with values that are not ids is ignored', async () => {
			const event = changed({ newId: 7, newPhone: null, newUserId: '' });
			expect((await receiveOne(store, event)).conversation?.key).toEqual(expect.any(String));
		});
	});
});

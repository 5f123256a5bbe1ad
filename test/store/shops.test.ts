import fc from 'fast-check';

import type { ConsentState } from '../../messaging/event';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { sizeOf } from '../thoroughness';
import { ENGINES } from './engines';
import { ANA, endsWith, message, minute, OWNER, receive } from './events';

/** Shops as users name them in their credentials; the first and the last are one shop. */
const SHOPS = ['Padaria Sol', '', 'Padaria Lua', ' padaria  SOL '] as const;
type Shop = (typeof SHOPS)[number];

const inShop = (shop: Shop, more: Partial<Parties> = {}) => endsWith(ANA, { shop, ...more });

interface Step {
	shop: Shop;
	state: ConsentState;
	/** A message of the customer, or an operation of a workflow. */
	by: 'event' | 'workflow';
	scope: 'all' | 'marketing';
}

describe.each(ENGINES)('$name: shops', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const optOut = { state: 'optedOut', scope: 'all', source: 'api' } as const;
	const optIn = { ...optOut, state: 'optedIn' } as const;
	const consentIn = async (shop: Shop) => await store.contacts.consentOf(inShop(shop));

	it('each shop has its own contacts', async () => {
		await store.contacts.upsert(inShop('Padaria Sol'), { tier: 'gold' }, minute(0));
		expect(await store.contacts.get(inShop(' padaria  SOL '))).toMatchObject({ tier: 'gold' });
		expect(await store.contacts.get(inShop('Padaria Lua'))).toBeUndefined();
		expect(await store.contacts.get(inShop(''))).toBeUndefined();
	});

	it('a shop gets the messages to its numbers', async () => {
		await receive(store, [message('a'), message('b')], { shop: 'Padaria Sol' });
		expect(await store.conversations.get(inShop('Padaria Sol'), minute(1))).toBeDefined();
		expect(await store.conversations.get(inShop(''), minute(1))).toBeUndefined();
	});

	it('a shop starts with the opt-outs of the unnamed one, also for an unknown customer', async () => {
		await store.contacts.recordConsent(inShop(''), optOut, minute(0));
		expect(await store.contacts.get(inShop('Padaria Sol'))).toBeUndefined();
		expect(await consentIn('Padaria Sol')).toEqual({ all: 'optedOut', marketing: 'optedOut' });
		expect(await store.contacts.consentHistory(inShop('Padaria Sol'))).toMatchObject([optOut]);
	});

	it('a shop starts with an opt-out under any address of the customer', async () => {
		const byId = { id: 'BR.123', userId: 'BR.123' };
		await store.contacts.recordConsent(inShop('', { contact: byId }), optOut, minute(0));
		const shop = 'Padaria Sol';
		await store.contacts.upsert(inShop(shop), { tier: 'gold' }, minute(1));
		const both = inShop(shop, { contact: { ...ANA, userId: 'BR.123' } });
		expect((await store.contacts.get(both))?.consent.all).toBe('optedOut');
	});

	it('a shop never starts with the opt-ins of the unnamed one', async () => {
		await store.contacts.recordConsent(inShop(''), optIn, minute(0));
		expect((await consentIn('Padaria Sol')).all).toBe('unknown');
		await store.contacts.recordConsent(inShop(''), optOut, minute(1));
		await store.contacts.recordConsent(inShop(''), optIn, minute(2));
		expect((await consentIn('')).all).toBe('optedIn');
		expect((await consentIn('Padaria Sol')).all).toBe('optedOut');
	});

	it('a shop keeps its opt-outs to itself', async () => {
		await store.contacts.recordConsent(inShop('Padaria Sol'), optOut, minute(0));
		expect((await consentIn('')).all).toBe('unknown');
		expect((await consentIn('Padaria Lua')).all).toBe('unknown');
	});

	it('a shop reads an opt-in word of a customer who is opted out by the unnamed one only', async () => {
		await store.contacts.recordConsent(inShop(''), optOut, minute(0));
		const heard: boolean[] = [];
		await receive(store, [message('a', 'VOLTAR')], {
			shop: 'Padaria Sol',
			recognise: async (event, { isOptedOut }) => {
				heard.push(await isOptedOut());
				return event;
			},
		});
		expect(heard).toEqual([true]);
	});

	it('a shop sends a campaign once to each customer, whatever another shop has sent', async () => {
		const claimant = { owner: OWNER, realTime: minute(0), isProcessAlive: () => true };
		const claim = async (shop: Shop, businessId: string) => {
			const parties = inShop(shop, { businessId });
			return (await store.campaigns.claim(parties, { campaign: 'may' }, claimant, minute(0))).claim;
		};
		expect(await claim('Padaria Sol', 'business-1')).toBe('claimed');
		expect(await claim('Padaria Sol', 'business-2')).toBe('inFlight');
		expect(await claim('Padaria Lua', 'business-3')).toBe('claimed');
	});

	it('an erasure in one shop leaves the customer of another', async () => {
		await receive(store, [message('a')], { shop: 'Padaria Sol' });
		const lua = message('b', 'Oi', { business: { id: 'business-2' } });
		await receive(store, [lua], { shop: 'Padaria Lua', trigger: 'trigger-2' });
		const { erased } = await store.erasures.erase(inShop('Padaria Sol'), minute(1));
		expect(erased).toMatchObject({ contacts: 1, conversations: 1, inboxEvents: 1 });
		expect(await store.contacts.get(inShop('Padaria Sol'))).toBeUndefined();
		expect((await store.erasures.preview(inShop('Padaria Lua'))).found).toMatchObject({
			contacts: 1,
			inboxEvents: 1,
		});
	});

	it('no shop writes to a customer who opted out in the unnamed one, until they opt in there', async () => {
		const step = fc.record<Step>({
			shop: fc.constantFrom(...SHOPS),
			state: fc.constantFrom<ConsentState>('optedOut', 'optedIn'),
			by: fc.constantFrom('event', 'workflow'),
			scope: fc.constantFrom('all', 'all', 'marketing'),
		});
		let customer = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
				const phone = `+55119888${String(10_000 + customer++)}`;
				const contact = { id: phone.slice(1), phone };
				for (const [index, { shop, state, by, scope }] of steps.entries()) {
					const parties = endsWith(contact, { shop });
					const consent = { state, scope } as const;
					if (by === 'workflow') {
						await store.contacts.recordConsent(
							parties,
							{ ...consent, source: 'api' },
							minute(index),
						);
						continue;
					}
					const event = message(`${phone}-${index}`, 'x', {
						contact,
						event: 'consent',
						timestamp: minute(index).toISOString(),
						consent: { ...consent, source: 'keyword' },
					});
					await receive(store, [event], { shop, keep: () => false });
				}
				for (const shop of ['Padaria Sol', 'Padaria Lua'] as const) {
					const { all } = await store.contacts.consentOf(endsWith(contact, { shop }));
					expect({ shop, all }).toEqual({ shop, all: expectedIn(shop, steps) });
				}
			}),
			{ numRuns: sizeOf({ short: 40, nightly: 400 }) },
		);
	});
});

const isSame = (one: Shop, other: Shop) => keyOf(one) === keyOf(other);
const keyOf = (shop: Shop) => shop.trim().replace(/\s+/g, ' ').toLowerCase();

/** Returns the last statement in the shop, and of the opt-outs in the unnamed one. */
function expectedIn(shop: Shop, steps: readonly Step[]): ConsentState | 'unknown' {
	const counting = steps.filter(
		(step) =>
			step.scope === 'all' &&
			(isSame(step.shop, shop) || (step.shop === '' && step.state === 'optedOut')),
	);
	return counting.at(-1)?.state ?? 'unknown';
}

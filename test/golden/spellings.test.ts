import { createHmac } from 'node:crypto';

import type { EventContact } from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { endsWith, message, minute, receive } from '../store/events';
import { GOLDEN_ENGINES } from './golden-stores';

/**
 * Version 0.1.0 made a contact of its own of every spelling that it could not read as a phone number. Opt-outs that it
 * recorded there must hold for the customer.
 */

const CUSTOMER = '+5511983540763';
const SPELLINGS = [
	'551183540763',
	'0055 11 98354-0763',
	'5511983540763.0',
	'5511983540763@s.whatsapp.net',
	'whatsapp:+5511983540763',
	'tel:+5511983540763',
	'+55 (11) 98354-0763 (João)',
	'https://wa.me/5511983540763',
	'５５１１９８３５４０７６３ ',
];
const NATIONAL = '(11) 98354-0763';

interface OldContact {
	address: string;
	channel?: Channel;
	audience?: string;
	phone?: string;
	tags?: string;
	/** Consents in the order of their times. */
	consents?: Array<'optedIn' | 'optedOut' | 'marketingOut'>;
	/** Minutes after the first contact. */
	since?: number;
	isWrittenTo?: boolean;
}

/** Returns the rows that 0.1.0 wrote for a contact. */
function rowsOf(contact: OldContact, index: number): string {
	const { address, channel = 'whatsapp', audience = '', since = index } = contact;
	const [id, at] = [`old-${index}`, minute(since).toISOString()];
	const phone = contact.phone === undefined ? 'null' : `'${contact.phone}'`;
	const toldAt = contact.phone === undefined ? '{}' : JSON.stringify({ phone: at });
	const consents = (contact.consents ?? []).map((state, number) => {
		const scope = state === 'marketingOut' ? 'marketing' : 'all';
		const stored = state === 'optedIn' ? 'optedIn' : 'optedOut';
		return `insert into consents values ('${id}-${number}', '${id}', ${number + 1}, '${stored}', '${scope}',
			'api', null, '${minute(since + number).toISOString()}', null);`;
	});
	const conversation = `insert into conversations (id, contact_id, provider, business_id, address, address_at, handler,
		created_at) values ('${id}-c', '${id}', 'whatsappCloud', 'business-1', '${address.replace(/^id:\w+:/, '')}', '${at}', 'bot', '${at}');`;
	return `insert into contacts values ('${id}', '${audience}', '${channel}', ${phone}, null, null, null, null, '${toldAt}',
			null, '${contact.tags ?? '[]'}', '{}', null, '${at}', '${at}');
		insert into contact_addresses values ('${audience}', '${channel}', '${address}', '${id}');
		${consents.join('\n')} ${contact.isWrittenTo ? conversation : ''}`;
}

/** Returns the key that 0.1.0 made of a text that it did not read as a phone number. */
const typed = (text: string) => `id:whatsappCloud:${text}`;

function partiesOf(
	text: string,
	more: { provider?: Provider; channel?: Channel; home?: string } = {},
): Parties {
	const { provider = 'whatsappCloud', channel = 'whatsapp', home } = more;
	const reading = providers[provider].readAddress(text, channel, home);
	if (!reading.ok) throw new Error(`${text} cannot be read`);
	return endsWith(reading.to, { provider, channel });
}

describe.each(GOLDEN_ENGINES)(
	'$name: contacts that 0.1.0 kept apart by their spelling',
	({ open }) => {
		let dispose: (() => Promise<void>) | undefined;
		afterEach(async () => {
			await dispose?.();
			dispose = undefined;
		});
		async function opened(...contacts: OldContact[]): Promise<Store> {
			const golden = await open('0.1.0', contacts.map(rowsOf).join('\n'));
			({ dispose } = golden);
			return golden.store;
		}
		const phone = `phone:${CUSTOMER}`;

		it.each(SPELLINGS)('an opt-out of %j holds for the phone number', async (spelling) => {
			const store = await opened({ address: typed(spelling), consents: ['optedOut'] });
			const contact = await store.contacts.get(partiesOf(CUSTOMER));
			expect(contact).toMatchObject({ phone: expect.any(String), consent: { all: 'optedOut' } });
		});

		it.each([
			['+5215512345678', '+525512345678'],
			['+541123456789', '+5491123456789'],
		])('an opt-out of %s holds for the same number as %s', async (second, other) => {
			const key = { address: `phone:${second}`, phone: second };
			const store = await opened(
				{ ...key, consents: ['optedOut'] },
				{ address: `phone:${other}`, phone: other, consents: ['optedIn'], since: 9 },
			);
			for (const spelling of [second, other]) {
				const contact = await store.contacts.get(partiesOf(spelling));
				expect(contact).toMatchObject({ key: 'old-0', consent: { all: 'optedOut' } });
			}
		});

		it('the proof of an erasure is found in both spellings of a number', async () => {
			const [second, canonical] = ['+5215512345678', '+525512345678'];
			const secret = await (await opened()).installationSecret();
			await dispose?.();
			const erased = JSON.stringify(['erasure', '', 'whatsapp', `phone:${second}`]);
			const hash = createHmac('sha256', secret).update(erased).digest('hex');
			const proof = { id: 'proof-1', at: minute(0).toISOString() };
			const row = `insert into erasures values ('${hash}', '${proof.id}', '${proof.at}');`;
			const { store, dispose: close } = await open('0.1.0', row);
			dispose = close;
			for (const spelling of [second, canonical]) {
				const { earlier } = await store.erasures.preview(partiesOf(spelling));
				expect(earlier).toEqual([proof]);
			}
		});

		it('all spellings become one contact with everything that was known of each', async () => {
			const store = await opened(
				{ address: phone, phone: CUSTOMER, tags: '["phone"]' },
				...SPELLINGS.map((spelling, index) => ({ address: typed(spelling), tags: `["${index}"]` })),
			);
			const contact = await store.contacts.get(partiesOf(CUSTOMER));
			expect(contact?.key).toBe('old-0');
			expect(contact?.tags.sort()).toEqual([...SPELLINGS.keys(), 'phone'].map(String).sort());
			for (const spelling of SPELLINGS) {
				expect((await store.contacts.get(partiesOf(spelling)))?.key).toBe('old-0');
			}
		});

		it('an opt-out of one spelling holds against a later opt-in of another', async () => {
			const store = await opened(
				{ address: phone, phone: CUSTOMER, consents: ['optedIn'], since: 9 },
				{ address: typed('tel:+5511983540763'), consents: ['optedOut'] },
			);
			const parties = partiesOf(CUSTOMER);
			expect((await store.contacts.get(parties))?.consent.all).toBe('optedOut');
			const again = { state: 'optedIn', scope: 'all', source: 'api' } as const;
			const contact = await store.contacts.recordConsent(parties, again, minute(60));
			expect(contact.consent.all).toBe('optedIn');
		});

		it('an opt-out of promotions stays one of promotions', async () => {
			const store = await opened(
				{ address: phone, phone: CUSTOMER, consents: ['optedIn'], since: 9 },
				{ address: typed('551183540763'), consents: ['marketingOut'] },
			);
			const contact = await store.contacts.get(partiesOf(CUSTOMER));
			expect(contact?.consent).toEqual({ all: 'optedIn', marketing: 'optedOut' });
		});

		it('an opt-in that followed an opt-out of the same contact holds', async () => {
			const store = await opened(
				{ address: phone, phone: CUSTOMER },
				{ address: typed('551183540763'), consents: ['optedOut', 'optedIn'] },
			);
			expect((await store.contacts.get(partiesOf(CUSTOMER)))?.consent.all).toBe('optedIn');
		});

		it('the address that the customer wrote from stays', async () => {
			const store = await opened(
				{ address: phone, phone: CUSTOMER, isWrittenTo: true },
				{ address: typed('0055 11 98354-0763'), isWrittenTo: true, since: 9 },
			);
			const conversation = await store.conversations.get(partiesOf(CUSTOMER), minute(60));
			expect(conversation?.contact.id).toBe(phone);
		});

		it('a number without country code is read once the number of a business is known', async () => {
			const store = await opened({ address: typed(NATIONAL), consents: ['optedOut'] });
			const parties = partiesOf(NATIONAL, { home: 'BR' });
			expect(await store.contacts.get(parties)).toBeUndefined();
			const business = { id: 'business-1', phone: '+551140000001' };
			await receive(store, [message('a', 'Oi', { business })]);
			await store.prune(minute(0), minute(0));
			expect((await store.contacts.get(parties))?.consent.all).toBe('optedOut');
		});

		describe('an opt-out of digits that 0.1.0 read as a number of Peru', () => {
			const PERU = { address: 'phone:+51988887777', phone: '+51988887777' };
			const BRAZILIAN = '+5551988887777';
			const knowBrazil = async (store: Store) => {
				const business = { id: 'business-1', phone: '+551140000001' };
				await receive(store, [message('a', 'Oi', { business })]);
				await store.prune(minute(0), minute(0));
			};
			const consentOf = async (store: Store, text: string, home?: string) =>
				(await store.contacts.get(partiesOf(text, { home })))?.consent.all;

			it('holds for both numbers once a business of Brazil is known', async () => {
				const store = await opened({ ...PERU, consents: ['optedOut'] });
				expect(await consentOf(store, BRAZILIAN)).toBeUndefined();
				await knowBrazil(store);
				for (const text of [PERU.phone, BRAZILIAN]) {
					expect(await consentOf(store, text)).toBe('optedOut');
				}
				expect(await consentOf(store, '51 98888-7777', 'BR')).toBe('optedOut');
			});

			it('leaves a later opt-in of the other number alone', async () => {
				const other = { address: `phone:${BRAZILIAN}`, phone: BRAZILIAN };
				const store = await opened(
					{ ...PERU, consents: ['optedOut'] },
					{ ...other, consents: ['optedIn'], since: 30 },
				);
				await knowBrazil(store);
				expect(await consentOf(store, BRAZILIAN)).toBe('optedIn');
			});

			it('stays with a customer of Peru who has written', async () => {
				const store = await opened({ ...PERU, consents: ['optedOut'] });
				const contact = { id: PERU.phone, phone: PERU.phone };
				await receive(store, [message('b', 'Hola', { contact })]);
				await knowBrazil(store);
				expect(await consentOf(store, BRAZILIAN)).toBeUndefined();
			});

			it('stays with a number of Peru that was typed after the update', async () => {
				const store = await opened();
				const optOut = { state: 'optedOut', scope: 'all', source: 'api' } as const;
				const later = new Date(Date.now() + 60_000);
				await store.contacts.recordConsent(partiesOf(PERU.phone), optOut, later);
				await knowBrazil(store);
				expect(await consentOf(store, BRAZILIAN)).toBeUndefined();
			});
		});

		it('a text that may be two numbers stays as it is', async () => {
			const store = await opened({ address: typed('55 3222-1234'), consents: ['optedOut'] });
			const businesses = [
				{ id: 'business-1', phone: '+551140000001' },
				{ id: 'business-2', phone: '+525540000001' },
			];
			await receive(
				store,
				businesses.map((business, index) => message(`a${index}`, 'Oi', { business })),
			);
			await store.prune(minute(0), minute(0));
			const kept: EventContact = { id: '55 3222-1234' };
			const contact = await store.contacts.get(endsWith(kept));
			expect(contact?.consent.all).toBe('optedOut');
			expect(contact).not.toHaveProperty('phone');
		});

		it('an id of digits is an id again on a channel without phone numbers', async () => {
			const ends = { provider: 'botmaker', channel: 'telegram' } as const;
			const store = await opened(
				{
					address: 'phone:+5530000006',
					channel: 'telegram',
					phone: '+5530000006',
					consents: ['optedOut'],
				},
				{ address: 'id:botmaker:5530000006', channel: 'telegram', tags: '["vip"]' },
			);
			const contact = await store.contacts.get(partiesOf('5530000006', ends));
			expect(contact).toMatchObject({ tags: ['vip'], consent: { all: 'optedOut' } });
			expect(contact).not.toHaveProperty('phone');
		});

		it('an address from a provider does not count as a typed id', async () => {
			const ends = { provider: 'botmaker', channel: 'webchat' } as const;
			const contact = { id: '+5511983540763' };
			const store = await opened();
			await receive(store, [message('a', 'Oi', { ...ends, contact })]);
			const business = { id: 'business-1', phone: '+551140000001' };
			await receive(store, [message('b', 'Oi', { business })]);
			await store.prune(minute(0), minute(0));
			expect(await store.contacts.get(endsWith(contact, ends))).toMatchObject({ phone: CUSTOMER });
		});

		it('customers of a simulated business stay apart from real ones', async () => {
			const store = await opened(
				{ address: phone, phone: CUSTOMER },
				{
					address: 'id:simulator:tel:+5511983540763',
					audience: 'simulated:golden-shop',
					consents: ['optedOut'],
				},
			);
			expect((await store.contacts.get(partiesOf(CUSTOMER)))?.consent.all).toBe('unknown');
			const simulated = partiesOf(CUSTOMER, { provider: 'simulator' });
			const contact = await store.contacts.get({ ...simulated, businessId: 'golden-shop' });
			expect(contact?.consent.all).toBe('optedOut');
		});
	},
);

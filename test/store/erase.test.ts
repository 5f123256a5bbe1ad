import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ANA, ENDS, endsWith, message, minute, OWNER, receive, status } from './events';

const NOTHING = {
	...{ contacts: 0, addresses: 0, consents: 0, conversations: 0, messages: 0, texts: 0 },
	...{ campaignSends: 0, inboxEvents: 0, transcriptEntries: 0 },
};
const BEN = endsWith({ id: '5511988880009', phone: '+5511988880009', name: 'Ben' });
const CLAIMANT = { owner: OWNER, realTime: minute(0), isProcessAlive: () => true };

describe.each(ENGINES)('$name: erasures', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	async function meet(parties = ENDS): Promise<void> {
		const { contact } = parties;
		const who = contact.id;
		await receive(store, [
			message(`in-${who}`, 'oi', { contact }),
			message(`other-${who}`, 'oi', { contact, business: { id: 'business-2' } }),
		]);
		const optOut = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
		await store.contacts.recordConsent(parties, optOut, minute(0));
		const claim = await store.campaigns.claim(parties, { campaign: 'may' }, CLAIMANT, minute(0));
		const claimId = claim.claim === 'claimed' ? claim.id : undefined;
		const sent = { messageId: `out-${who}`, type: 'template', state: 'accepted' } as const;
		await store.messages.recordSent(parties, { ...sent, campaign: 'may', claimId }, minute(0));
		await receive(store, [status(`out-${who}`, 'read', { contact })], { keep: () => false });
	}

	it('a preview counts the records and deletes none', async () => {
		await meet();
		const found = {
			...{ contacts: 1, addresses: 2, consents: 1, conversations: 2, messages: 1, texts: 0 },
			...{ campaignSends: 1, inboxEvents: 2, transcriptEntries: 0 },
		};
		expect(await store.erasures.preview(ENDS)).toEqual({ found, earlier: [] });
		expect(await store.contacts.get(ENDS)).toBeDefined();
		expect((await store.erasures.erase(ENDS, minute(1))).erased).toEqual(found);
	});

	it('an unknown customer has no records', async () => {
		expect(await store.erasures.preview(ENDS)).toEqual({ found: NOTHING, earlier: [] });
	});

	it('an erasure removes the customer from every table, at every business number, and no one else', async () => {
		await meet();
		await meet(BEN);
		await store.erasures.erase(ENDS, minute(1));
		expect(await store.contacts.get(ENDS)).toBeUndefined();
		expect(await store.contacts.consentHistory(ENDS)).toEqual([]);
		expect(await store.conversations.get(ENDS, minute(1))).toBeUndefined();
		expect(await store.messages.get('whatsappCloud', `out-${ANA.id}`)).toBeUndefined();
		expect((await store.erasures.preview(ENDS)).found).toEqual(NOTHING);
		expect((await store.erasures.preview(BEN)).found).toMatchObject({ contacts: 1, messages: 1 });
	});

	it('an erasure leaves no kept event that a crash would restore', async () => {
		await meet();
		await meet(BEN);
		await store.erasures.erase(ENDS, minute(1));
		const kept = await store.inbox.startNext({
			listeners: ['trigger-1'],
			owner: { ...OWNER, bootId: 'heir' },
			now: minute(2),
			deadBefore: minute(2),
			isProvenDead: () => false,
			beginsAtOnce: true,
			isStartedHere: () => false,
			mostRecovered: 1_000,
		});
		expect(kept.map(({ event }) => event.contact.name)).toEqual(['Ben', 'Ben']);
	});

	it('a late receipt does not undo an erasure', async () => {
		await meet();
		await store.erasures.erase(ENDS, minute(1));
		await receive(store, [status(`out-${ANA.id}`, 'read', { id: 'late', contact: ANA })]);
		expect(await store.contacts.get(ENDS)).toBeUndefined();
		expect((await store.erasures.preview(ENDS)).found).toMatchObject({ contacts: 0, messages: 0 });
	});

	it('an erasure keeps the figures of a campaign, without the customer', async () => {
		await meet();
		await store.erasures.erase(ENDS, minute(1));
		const query = { provider: 'whatsappCloud', groupBy: { by: 'campaign' } } as const;
		expect(await store.reports.deliveries(query, minute(1))).toMatchObject([
			{ key: 'may', total: 1, sent: 1, delivered: 1, read: 1 },
		]);
	});

	it('an erasure finds the customer by every address, and the proof by each of them', async () => {
		await receive(store, [message('in', 'oi', { contact: { ...ANA, userId: 'BR.1' } })]);
		const { proof } = await store.erasures.erase(endsWith({ id: 'BR.1' }), minute(1));
		expect(proof.at).toBe(minute(1).toISOString());
		for (const contact of [ANA, { id: 'BR.1', userId: 'BR.1' }, { id: '+551188880001' }]) {
			expect((await store.erasures.preview(endsWith(contact))).earlier).toEqual([proof]);
		}
		expect((await store.erasures.preview(BEN)).earlier).toEqual([]);
	});

	it('all proofs of an installation are found, newest first', async () => {
		const first = await store.erasures.erase(ENDS, minute(1));
		const second = await store.erasures.erase(ENDS, minute(2));
		expect((await store.erasures.preview(ENDS)).earlier).toEqual([second.proof, first.proof]);
		const other = await create();
		expect((await other.store.erasures.preview(ENDS)).earlier).toEqual([]);
		await other.dispose();
	});

	it('an erasure deletes the lines and files of a simulated customer, and keeps the real customer with that number', async () => {
		const simulated = endsWith(ANA, { provider: 'simulator' });
		await meet();
		for (const customerId of [ANA.id, BEN.contact.id]) {
			const entry = { messageId: customerId, customerId, from: 'customer', content: {} } as const;
			await store.simulator.append('business-1', entry, minute(0));
		}
		const { files } = store.simulator;
		const mimeType = 'text/plain';
		const [anas, bens] = [
			await files.save(
				'business-1',
				{ customerId: ANA.id, messageId: 'a', mimeType, content: Buffer.from('a') },
				minute(0),
			),
			await files.save(
				'business-1',
				{ customerId: BEN.contact.id, messageId: 'b', mimeType, content: Buffer.from('b') },
				minute(0),
			),
		];
		await store.contacts.upsert(simulated, { name: 'Ana' }, minute(0));
		const { erased } = await store.erasures.erase(simulated, minute(1));
		expect(erased).toEqual({ ...NOTHING, contacts: 1, addresses: 2, transcriptEntries: 1 });
		const left = await store.simulator.transcript('business-1', 0, 10);
		expect(left.map(({ customerId }) => customerId)).toEqual([BEN.contact.id]);
		expect(await files.find('business-1', anas.id)).toBeUndefined();
		expect(await files.find('business-1', bens.id)).toBeDefined();
		expect(await store.contacts.get(ENDS)).toBeDefined();
	});
});

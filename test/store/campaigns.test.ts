import fc from 'fast-check';

import type { MessagingError } from '../../messaging/error';
import type { CampaignEnd, Claimant } from '../../store/contracts/campaigns';
import type { Owner } from '../../store/contracts/owner';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ANA, ENDS, endsWith, message, minute, OWNER, receive, status } from './events';

const MAY = { campaign: 'may', templateName: 'news' };
const REFUSED: CampaignEnd = { state: 'failed', code: '131026', title: 'Not delivered' };
const LOST: CampaignEnd = { state: 'unknown', code: 'timeout', title: 'No answer' };

/** Returns a receipt that reports the failure of message `m`. */
function failed(more: Partial<MessagingError> = {}) {
	const error: MessagingError = {
		...{ code: '131026', title: 'Not delivered', reason: 'Unknown.', remedy: 'Wait.', retry: 'no' },
		...more,
	};
	return status('m', 'failed', { status: { messageId: 'm', state: 'failed', error } });
}

function claimant(owner: Partial<Owner> = {}, more: Partial<Claimant> = {}): Claimant {
	const realTime = minute(0);
	return { owner: { ...OWNER, ...owner }, realTime, isProcessAlive: () => true, ...more };
}

describe.each(ENGINES)('$name: campaigns', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const claim = (parties: Parties = ENDS, who: Claimant = claimant(), send = MAY) =>
		store.campaigns.claim(parties, send, who, minute(0));

	async function claimed(parties: Parties = ENDS): Promise<string> {
		const result = await claim(parties);
		if (result.claim !== 'claimed') throw new Error(`Not claimed: ${result.claim}`);
		return result.id;
	}

	const accepted = (claimId: string, messageId = 'm', parties = ENDS) =>
		store.messages.recordSent(
			parties,
			{ messageId, type: 'template', state: 'accepted', claimId, ...MAY },
			minute(1),
		);

	it('a campaign is sent to a customer once', async () => {
		await accepted(await claimed());
		expect(await claim()).toEqual({ claim: 'alreadySent', at: minute(0).toISOString() });
	});

	it('campaigns are distinguished by their names', async () => {
		await accepted(await claimed());
		const june = { campaign: 'june' };
		expect((await store.campaigns.claim(ENDS, june, claimant(), minute(0))).claim).toBe('claimed');
	});

	it('a campaign recognises a customer under every address, business number and spelling', async () => {
		await receive(store, [message('in-1', 'oi', { contact: { ...ANA, userId: 'BR.1' } })]);
		await accepted(await claimed());
		expect((await claim(endsWith({ id: 'BR.1', userId: 'BR.1' }))).claim).toBe('alreadySent');
		expect((await claim(endsWith({ id: '+551188880001' }))).claim).toBe('alreadySent');
		expect((await claim(endsWith(ANA, { businessId: 'business-2' }))).claim).toBe('alreadySent');
		expect((await claim(endsWith({ id: '+5511988880002' }))).claim).toBe('claimed');
	});

	it('a send is tried again after a certain refusal, and after a guard blocked it', async () => {
		await store.campaigns.finish(await claimed(), REFUSED);
		await store.campaigns.finish(await claimed(), { ...REFUSED, state: 'blocked' });
		const blocked = { code: 'quietHours', reason: 'It is quiet.', remedy: 'Later.' };
		await store.campaigns.recordBlocked(ENDS, MAY, blocked, minute(0));
		expect((await claim()).claim).toBe('claimed');
	});

	it('a send is tried again when a receipt reports a failure, and the report counts both as one', async () => {
		await accepted(await claimed());
		await receive(store, [failed()]);
		const report = () =>
			store.reports.deliveries({ provider: ENDS.provider, groupBy: { by: 'campaign' } }, minute(9));
		expect(await report()).toMatchObject([{ total: 1, failed: 1, sent: 0 }]);
		await accepted(await claimed(), 'm-2');
		expect(await report()).toMatchObject([{ total: 1, failed: 0, sent: 1 }]);
		expect((await claim()).claim).toBe('alreadySent');
	});

	it('a send waits as long as the code of the failure demands', async () => {
		await accepted(await claimed());
		await receive(store, [failed({ title: 'Held back', retryAfterSeconds: 3600 })]);
		expect(await claim()).toEqual({
			...{ claim: 'waiting', title: 'Held back', until: minute(60).toISOString() },
		});
		const later = await store.campaigns.claim(ENDS, MAY, claimant(), minute(60));
		expect(later.claim).toBe('claimed');
	});

	it('a send stays sent when the failure is that of a message that arrived', async () => {
		await accepted(await claimed());
		await receive(store, [status('m', 'delivered'), failed()]);
		expect((await claim()).claim).toBe('alreadySent');
	});

	it('a send is not tried again when its outcome is unknown', async () => {
		await store.campaigns.finish(await claimed(), LOST);
		expect((await claim()).claim).toBe('outcomeUnknown');
	});

	it('a sent message never becomes blocked', async () => {
		await accepted(await claimed());
		const blocked = { code: 'quietHours', reason: 'It is quiet.', remedy: 'Later.' };
		await store.campaigns.recordBlocked(ENDS, MAY, blocked, minute(2));
		expect((await claim()).claim).toBe('alreadySent');
	});

	it.each<[string, string, Claimant]>([
		['this process is at it', 'inFlight', claimant()],
		['another live process of this host is', 'inFlight', claimant({ bootId: 'b', processId: 2 })],
		[
			'the process of this host is gone',
			'outcomeUnknown',
			claimant({ bootId: 'b', processId: 2 }, { isProcessAlive: () => false }),
		],
		[
			'this process was started anew under the same number',
			'outcomeUnknown',
			claimant({ bootId: 'b' }),
		],
		[
			'a process of another host gave a sign of life lately',
			'inFlight',
			claimant({ bootId: 'b', hostname: 'host-b' }, { realTime: minute(9) }),
		],
		[
			'a process of another host fell silent',
			'outcomeUnknown',
			claimant({ bootId: 'b', hostname: 'host-b' }, { realTime: minute(11) }),
		],
	])('a send that never ended: %s', async (_when, expected, who) => {
		await claimed();
		expect((await claim(ENDS, who)).claim).toBe(expected);
	});

	it('a send that never ended is unknown in the report, until its sender reports otherwise', async () => {
		const claimId = await claimed();
		const report = async () => {
			const query = { provider: 'whatsappCloud', groupBy: { by: 'total' } } as const;
			return (await store.reports.deliveries(query, minute(1)))[0];
		};
		expect(await report()).toMatchObject({ total: 1, underWay: 1, unknown: 0 });
		await claim(ENDS, claimant({ bootId: 'b' }));
		expect(await report()).toMatchObject({
			...{ total: 1, underWay: 0, unknown: 1 },
			reasons: [{ outcome: 'unknown', code: 'interrupted', count: 1 }],
		});
		await accepted(claimId);
		expect(await report()).toMatchObject({ total: 1, sent: 1, unknown: 0 });
	});

	it('a send stays sent when two contacts turn out to be one customer', async () => {
		const byId = endsWith({ id: 'BR.1', userId: 'BR.1' });
		await accepted(await claimed(byId), 'm', byId);
		await store.campaigns.finish(await claimed(ENDS), REFUSED);
		await receive(store, [message('in-1', 'oi', { contact: { ...ANA, userId: 'BR.1' } })]);
		expect((await claim(ENDS)).claim).toBe('alreadySent');
	});

	it('sends are deleted with their age, and with the simulated business', async () => {
		const parties = endsWith(ANA, { provider: 'simulator' });
		await accepted(await claimed(parties), 's', parties);
		await accepted(await claimed());
		await store.simulator.reset('business-1');
		expect((await claim(parties)).claim).toBe('claimed');
		await store.prune(minute(60), minute(60));
		expect((await claim()).claim).toBe('claimed');
	});

	it('one of many concurrent callers gets the claim, also for unknown customers', async () => {
		let person = 0;
		const addresses = fc.array(fc.boolean(), { minLength: 2, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(addresses, fc.boolean(), async (withNine, isKnown) => {
				const number = String((person += 1)).padStart(4, '0');
				const spellings = withNine.map((nine) => ({ id: `+5511${nine ? '9' : ''}8888${number}` }));
				if (isKnown) await store.contacts.upsert(endsWith(spellings[0] ?? ANA), {}, minute(0));
				const claims = await Promise.all(spellings.map((contact) => claim(endsWith(contact))));
				expect(claims.map(({ claim: verdict }) => verdict).sort()).toEqual([
					'claimed',
					...claims.slice(1).map(() => 'inFlight'),
				]);
			}),
			{ numRuns: 25 },
		);
	}, 60_000);
});

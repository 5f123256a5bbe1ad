import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ENDS, message, minute, receive } from './events';

const at = (minutes: number) => ({ timestamp: minute(minutes).toISOString() });

describe.each(ENGINES)('$name: consent', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const consentEvent = (id: string, state: 'optedIn' | 'optedOut', minutes: number) =>
		message(id, 'SAIR', {
			event: 'consent',
			consent: { state, scope: 'all', source: 'keyword', text: 'SAIR' },
			...at(minutes),
		});

	it('the latest consent counts, in whatever order the records arrive', async () => {
		await receive(store, [consentEvent('b', 'optedOut', 5), consentEvent('a', 'optedIn', 1)]);
		expect((await store.contacts.get(ENDS))?.consent).toEqual({
			all: 'optedOut',
			marketing: 'optedOut',
		});
		expect(await store.contacts.consentHistory(ENDS)).toEqual([
			{
				state: 'optedOut',
				scope: 'all',
				source: 'keyword',
				evidence: 'SAIR',
				at: minute(5).toISOString(),
			},
			{
				state: 'optedIn',
				scope: 'all',
				source: 'keyword',
				evidence: 'SAIR',
				at: minute(1).toISOString(),
			},
		]);
	});

	it('a consent is recorded once when two triggers get it', async () => {
		await receive(store, [consentEvent('a', 'optedOut', 1)]);
		await receive(store, [consentEvent('a', 'optedOut', 1)], { trigger: 'trigger-2' });
		expect(await store.contacts.consentHistory(ENDS)).toHaveLength(1);
	});

	it.each([
		['optedOut', 'optedIn'],
		['optedIn', 'optedOut'],
	] as const)(
		'the opt-out counts when two events have the same time, received as %s, %s',
		async (first, second) => {
			await receive(store, [consentEvent('a', first, 1), consentEvent('b', second, 1)]);
			expect((await store.contacts.get(ENDS))?.consent.all).toBe('optedOut');
		},
	);

	it('the last record of a workflow counts among those with the same time', async () => {
		const record = (state: 'optedIn' | 'optedOut') =>
			store.contacts.recordConsent(ENDS, { state, scope: 'all', source: 'api' }, minute(1));
		await receive(store, [consentEvent('a', 'optedOut', 1)]);
		expect((await record('optedIn')).consent.all).toBe('optedIn');
		expect((await record('optedOut')).consent.all).toBe('optedOut');
		expect((await record('optedIn')).consent.all).toBe('optedIn');
	});

	it('a consent to marketing does not change that to all messages', async () => {
		const marketing = { state: 'optedOut', scope: 'marketing', source: 'api' } as const;
		const contact = await store.contacts.recordConsent(ENDS, marketing, minute(0));
		expect(contact.consent).toEqual({ all: 'unknown', marketing: 'optedOut' });
	});

	it('an opt-out of all covers marketing until the customer opts in to all again', async () => {
		const say = (state: 'optedIn' | 'optedOut', scope: 'all' | 'marketing', minutes: number) =>
			store.contacts.recordConsent(ENDS, { state, scope, source: 'api' }, minute(minutes));
		await say('optedOut', 'all', 0);
		expect((await say('optedIn', 'marketing', 1)).consent.marketing).toBe('optedOut');
		expect((await say('optedIn', 'all', 2)).consent).toEqual({
			all: 'optedIn',
			marketing: 'optedIn',
		});
	});
});

import fc from 'fast-check';

import type { Publication } from '../../../intake/listeners/publication';
import { isHeard, publish, unpublish, watch } from '../../../intake/listeners/registrar';
import type { StoreHandle } from '../../../intake/ports';
import type { Http } from '../../../messaging/http';
import type { Store } from '../../../store/contracts/store';
import { openStore } from '../../../store/open-store';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { OnePlace } from './one-place';

const NOW = new Date('2026-03-02T12:00:00.000Z');
const NO_NETWORK: Http = async () => ({ ok: false, failure: { kind: 'timeout' } });
const EARLIER = 'https://another-product.example/hook';

function publication(name: string, account: string): Publication {
	const url = `https://n8n.example/webhook/${name}`;
	const tokens = { verifyToken: `verify-${name}`, webhookToken: `token-${name}` };
	return {
		listener: {
			key: `${account} ${name}`,
			account,
			provider: 'whatsappCloud',
			workflowName: name,
			url,
			...tokens,
			setUpByHand: false,
			settings: {},
		},
		target: { url, ...tokens, account: { baseUrl: '' }, replaceForeign: true, test: false },
	};
}

describe('registrar', () => {
	const folder = temporaryFolder();
	let store: Store;
	let handle: StoreHandle;
	let accounts = 0;
	beforeAll(async () => {
		store = await openStore({ file: folder.file('store.sqlite') });
		handle = { location: 'test', use: async (work) => await work(store) };
	});
	afterAll(() => store.close());

	const portsFor = (place: OnePlace) => ({
		store: handle,
		registration: place.registration,
		http: NO_NETWORK,
		notice: () => undefined,
		now: () => NOW,
	});
	const account = () => `account:whatsappCloud:${++accounts}`;

	it.each([
		['shows its address', { canBeRead: true, canBeMoved: true }],
		['takes an address and does not show it', { canBeRead: false, canBeMoved: true }],
	])(
		'a provider that %s has the address of a published listener, or the earlier one, in any order of publishing',
		async (_kind, abilities) => {
			const step = fc.record({
				name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
				what: fc.constantFrom('publish' as const, 'unpublish' as const),
			});
			await fc.assert(
				fc.asyncProperty(
					fc.array(step, { maxLength: 25 }),
					fc.constantFrom(undefined, EARLIER),
					async (steps, earlier) => {
						const before = abilities.canBeRead ? earlier : undefined;
						const place = new OnePlace(before, abilities);
						const ports = portsFor(place);
						const scope = account();
						const published = new Set<string>();
						for (const { name, what } of steps) {
							place.clear();
							const given = publication(name, scope);
							if (what === 'publish' && !published.has(name)) {
								expect(await publish(given, ports)).toEqual({ ok: true });
								published.add(name);
							} else if (what === 'unpublish' && published.has(name)) {
								expect(await unpublish(given, ports)).toEqual({ ok: true });
								published.delete(name);
							}
							const urls = [...published].map((one) => publication(one, scope).target.url);
							if (urls.length > 0) expect(urls).toContain(place.address);
							else expect(place.address).toBe(before);
							// Only our own addresses were registered while a listener was published.
							const whileHeard = published.size > 0 ? place.stood : place.stood.slice(0, -1);
							expect(whileHeard.every((one) => one?.startsWith('https://n8n.example/'))).toBe(true);
						}
						for (const name of published) await unpublish(publication(name, scope), ports);
					},
				),
				{ numRuns: 60 },
			);
		},
		120_000,
	);

	it('changes nothing at the provider when a second listener of the account is published', async () => {
		const place = new OnePlace(undefined, { canBeRead: true, canBeMoved: true });
		const scope = account();
		await publish(publication('a', scope), portsFor(place));
		place.clear();
		await publish(publication('b', scope), portsFor(place));
		expect(place.stood).toEqual([]);
		expect(await store.listeners.ofAccount(scope, NOW)).toHaveLength(2);
	});

	it('never takes an address of another product silently', async () => {
		const place = new OnePlace(EARLIER, { canBeRead: true, canBeMoved: true });
		const given = publication('a', account());
		const published = await publish(
			{ ...given, target: { ...given.target, replaceForeign: false } },
			portsFor(place),
		);
		expect(published).toMatchObject({ ok: false, error: { code: 'addressTaken' } });
		expect(place.address).toBe(EARLIER);
		expect(await store.listeners.get(given.listener.key)).toBeUndefined();
	});

	it('names the listeners that get no events, when a called address was entered by hand', async () => {
		const place = new OnePlace(undefined, { canBeRead: true, canBeMoved: false });
		const scope = account();
		const [a, b] = [publication('a', scope), publication('b', scope)];
		await publish(a, portsFor(place));
		await publish(b, portsFor(place));
		const owner = { bootId: 'boot', hostname: 'host', processId: 1 };
		const plan = () => ({
			shopOf: () => undefined,
			recognise: async <E>(event: E) => event,
			windowHours: () => undefined,
			handoverMinutes: 60,
			keepTextsDays: () => 0,
			readAnswer: () => ({ is: 'ordinary' as const }),
			hearers: () => [],
		});
		await store.inbox.receive([], {
			account: scope,
			receiver: a.listener.key,
			owner,
			now: NOW,
			plan,
		});
		expect(await unpublish(a, portsFor(place))).toMatchObject({
			ok: true,
			addressGone: { listeners: [{ key: b.listener.key }] },
		});
	});

	it('registers a missing address again, and reports a foreign one without taking it', async () => {
		const place = new OnePlace(undefined, { canBeRead: true, canBeMoved: true });
		const given = publication('a', account());
		await publish(given, portsFor(place));
		expect(await watch(given, portsFor(place))).toEqual({ state: 'fine' });
		place.address = undefined;
		expect(await watch(given, portsFor(place))).toEqual({ state: 'restored' });
		expect(place.address).toBe(given.target.url);
		place.address = EARLIER;
		expect(await watch(given, portsFor(place))).toEqual({ state: 'lost', url: EARLIER });
		expect(place.address).toBe(EARLIER);
		expect(await store.listeners.get(given.listener.key)).toMatchObject({ lostTo: EARLIER });
		place.address = given.target.url;
		expect(await watch(given, portsFor(place))).toEqual({ state: 'fine' });
		expect(await store.listeners.get(given.listener.key)).not.toHaveProperty('lostTo');
	});

	it('a test run gets the events of published listeners when their address gets them, whatever number they chose', async () => {
		const place = new OnePlace(undefined, { canBeRead: true, canBeMoved: true });
		const scope = account();
		const [a, tested] = [publication('a', scope), publication('b', scope)];
		const forNumber = ({ listener, target }: Publication, businessId: string): Publication => ({
			listener: { ...listener, businessId },
			target: { ...target, businessId },
		});
		expect(await isHeard(tested, portsFor(place))).toBe(false);
		await publish(forNumber(a, 'number-1'), portsFor(place));
		expect(await isHeard(forNumber(tested, 'number-1'), portsFor(place))).toBe(true);
		expect(await isHeard(forNumber(tested, 'number-2'), portsFor(place))).toBe(true);
		place.address = EARLIER;
		expect(await isHeard(forNumber(tested, 'number-2'), portsFor(place))).toBe(false);
	});
});

import fc from 'fast-check';

import type { Publication, RegistrarPorts } from '../../intake/listeners/publication';
import { publish, unpublish, watch, type WatchResult } from '../../intake/listeners/registrar';
import type { StoreHandle } from '../../intake/ports';
import type { Http } from '../../messaging/http';
import { shownAddress } from '../../messaging/shown-address';
import type { Store } from '../../store/contracts/store';
import { openStore } from '../../store/open-store';
import {
	deskKinds,
	NUMBERS,
	type DeskKind,
	type RegistrationDesk,
} from '../emulators/registration-desks';
import {
	startCallbackServer,
	type CallbackServer,
} from '../emulators/whatsapp-cloud/callback-server';
import type { Fault } from '../emulators/whatsapp-cloud/options';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { sizeOf } from '../thoroughness';

// Proves, for every provider at which addresses are registered by itself, with its adapter against its emulator: up to
// five listeners may be published and unpublished in any order, and requests may fail in between. A model of a provider
// is in test/intake/listeners.

const NOW = new Date('2026-03-02T12:00:00.000Z');
const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
const EARLIER = '/another-product';

type Name = (typeof NAMES)[number];

interface Step {
	what: 'publish' | 'unpublish';
	name: Name;
	replaceForeign: boolean;
	/** A request of this step fails. */
	fault?: { request: number; fault: Fault };
}

const FAULTS: Fault[] = [
	{ status: 500, path: /./ },
	{ status: 401, path: /./, times: Infinity },
	{ drop: true, path: /./ },
	{ drop: true, takesEffect: true, path: /./ },
];

const stepOf = (fault: fc.Arbitrary<Step['fault']>): fc.Arbitrary<Step> =>
	fc.record({
		what: fc.constantFrom('publish', 'unpublish'),
		name: fc.constantFrom(...NAMES),
		replaceForeign: fc.boolean(),
		fault,
	});

const flawless = stepOf(fc.constant(undefined));
const faulty = stepOf(
	fc.option(
		fc.record({ request: fc.integer({ min: 0, max: 12 }), fault: fc.constantFrom(...FAULTS) }),
		{ nil: undefined, freq: 2 },
	),
);

describe.each(Object.entries(deskKinds))('several listeners of one account at %s', (_, kind) => {
	const folder = temporaryFolder();
	let callbacks: CallbackServer;
	let store: Store;
	let accounts = 0;

	beforeAll(async () => {
		store = await openStore({ file: folder.file('store.sqlite') });
		callbacks = await startCallbackServer(
			(path, token) => path === EARLIER || token === `verify-${path.slice('/listener-'.length)}`,
		);
	});
	afterAll(async () => {
		await callbacks.close();
		await store.close();
	});

	const choices = fc.tuple(...NAMES.map(() => fc.constantFrom(...kind.choices)));
	const earlier = fc.constantFrom('nothing', ...Object.keys(kind.earlier));

	async function walk(
		steps: readonly Step[],
		chosen: Array<string | undefined>,
		before: string,
	): Promise<void> {
		const desk = await kind.open();
		try {
			kind.earlier[before]?.(desk, callbacks.url(EARLIER));
			const shop = new Shop(desk, kind, store, callbacks, `account:${++accounts}`, chosen);
			for (const step of steps) await shop.take(step);
			await shop.close();
		} finally {
			await desk.close();
		}
	}

	it('each published listener gets its events in any order, and in the end the earlier address is registered', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(flawless, { maxLength: 12 }), choices, earlier, walk),
			{ numRuns: sizeOf({ short: 10, nightly: 300 }) },
		);
	}, 300_000);

	it('the next check of a published listener repairs the registration after any failed request', async () => {
		await fc.assert(fc.asyncProperty(fc.array(faulty, { maxLength: 12 }), choices, earlier, walk), {
			numRuns: sizeOf({ short: 15, nightly: 500 }),
		});
	}, 300_000);
});

describe.each(
	Object.entries(deskKinds).flatMap(([provider, kind]) =>
		kind.showsAddress
			? ['nothing', ...Object.keys(kind.earlier)].map((before) => ({ provider, before, kind }))
			: [],
	),
)('the address of a published listener at $provider, after $before', (given) => {
	const { kind, before } = given;
	const folder = temporaryFolder();
	const [number] = NUMBERS;
	let callbacks: CallbackServer;
	let store: Store;
	let accounts = 0;
	let desk: RegistrationDesk;
	let shop: Shop;

	beforeAll(async () => {
		callbacks = await startCallbackServer(() => true);
		store = await openStore({ file: folder.file('store.sqlite') });
	});
	beforeEach(async () => {
		desk = await kind.open();
		kind.earlier[before]?.(desk, callbacks.url(EARLIER));
		shop = new Shop(
			desk,
			kind,
			store,
			callbacks,
			`account:${++accounts}`,
			NAMES.map(() => number),
		);
		await shop.take({ what: 'publish', name: 'a', replaceForeign: true });
	});
	afterEach(() => desk.close());
	afterAll(async () => {
		await callbacks.close();
		await store.close();
	});

	it('a deleted address is registered again, or reported, by the next check', async () => {
		desk.deleteAddress(shop.url('a'));
		expect(desk.addressesOf(number).map(withoutQuery)).not.toContain(shop.url('a'));
		if (before === 'a subscription') {
			// Only a user may decide to stand beside the subscription of another product.
			expect(await shop.look('a')).toMatchObject({ state: 'lost' });
			return;
		}
		expect(await shop.look('a')).toEqual({ state: 'restored' });
		expect(desk.addressesOf(number).map(withoutQuery)).toContain(shop.url('a'));
		expect(await shop.look('a')).toEqual({ state: 'fine' });
	});

	it('the address is left to another product that has replaced it, although publishing may replace one', async () => {
		const theirs = callbacks.url('/new-product');
		desk.takeNumber(number, theirs);
		const standing = structuredClone(desk.standing());
		expect(await shop.look('a', true)).toEqual({ state: 'lost', url: shownAddress(theirs) });
		expect(desk.standing()).toEqual(standing);
	});
});

/** Workflows of one account, published and unpublished, and the claims that hold after each step. */
class Shop {
	readonly #published = new Set<Name>();
	readonly #before: unknown;
	#wasReplaced = false;
	#hasFailed = false;

	constructor(
		private readonly desk: RegistrationDesk,
		private readonly kind: DeskKind,
		private readonly store: Store,
		private readonly callbacks: CallbackServer,
		private readonly account: string,
		private readonly chosen: ReadonlyArray<string | undefined>,
	) {
		this.#before = structuredClone(desk.standing());
	}

	async take(step: Step): Promise<void> {
		const { what, name, replaceForeign, fault } = step;
		if ((what === 'publish') === this.#published.has(name)) return;
		const standing = structuredClone(this.desk.standing());
		const publication = this.#publication(name, replaceForeign);
		const ports = this.#ports(fault);
		const result =
			what === 'publish' ? await publish(publication, ports) : await unpublish(publication, ports);
		this.#hasFailed ||= fault !== undefined;
		if (what === 'unpublish') {
			// A workflow is unpublished in n8n, whatever the provider says.
			this.#published.delete(name);
			if (fault === undefined && !this.#hasFailed) expect(result).toMatchObject({ ok: true });
		} else if (result.ok) {
			this.#published.add(name);
			this.#wasReplaced ||= replaceForeign;
		} else if (!this.#hasFailed) {
			expect([result.error.code, replaceForeign]).toEqual(['addressTaken', false]);
			expect(this.desk.standing()).toEqual(standing);
		}
		if (this.#hasFailed) {
			for (const one of this.#published) expect(await this.look(one)).not.toHaveProperty('error');
		}
		this.#expectClaims();
	}

	/** Unpublishes everything. What a failure has left there goes when the account is used the next time. */
	async close(): Promise<void> {
		for (const name of [...this.#published]) {
			await this.take({ what: 'unpublish', name, replaceForeign: false });
		}
		if (this.#hasFailed) {
			await this.take({ what: 'publish', name: 'a', replaceForeign: true });
			expect([...this.#published]).toEqual(['a']);
			await this.take({ what: 'unpublish', name: 'a', replaceForeign: false });
		}
		if (this.kind.showsAddress) expect(this.desk.standing()).toEqual(this.#before);
	}

	async look(name: Name, replaceForeign = false): Promise<WatchResult> {
		return await watch(this.#publication(name, replaceForeign), this.#ports());
	}

	#expectClaims(): void {
		const published = [...this.#published];
		const addresses = published.map((name) => this.url(name));
		for (const number of NUMBERS) {
			const going = this.desk.addressesOf(number).map(withoutQuery);
			const chosen = published.filter((name) => this.#choice(name) === number);
			const whole = published.filter((name) => this.#choice(name) === undefined);
			const isForeign = going.every((address) => address.endsWith(EARLIER)) && going.length > 0;
			// A number that goes elsewhere is left alone by a listener for the whole account.
			if (chosen.length > 0 || (whole.length > 0 && !isForeign)) {
				expect({
					number,
					going,
					heard: going.some((address) => addresses.includes(address)),
				}).toEqual({ number, going, heard: true });
			}
		}
		const standing = JSON.stringify(this.desk.standing());
		if (!this.#wasReplaced && this.kind.showsAddress) {
			const earlier = JSON.stringify(this.#before).split(EARLIER).length;
			expect(standing.split(EARLIER)).toHaveLength(earlier);
		}
		// No unpublished workflow is called, unless the provider cannot remove an address.
		if (published.length === 0 && (this.#hasFailed || !this.kind.showsAddress)) return;
		const unpublished = NAMES.filter((name) => !this.#published.has(name));
		expect(unpublished.filter((name) => standing.includes(this.url(name)))).toEqual([]);
		if (published.length === 0) expect(this.desk.standing()).toEqual(this.#before);
	}

	#ports(fault?: Step['fault']): RegistrarPorts {
		let requests = 0;
		const http: Http = async (request) => {
			const number = requests++;
			// A token that is refused stays refused for this step.
			const fails =
				fault?.fault.times === Infinity ? number >= fault.request : number === fault?.request;
			if (fault && fails) this.desk.failNext({ ...fault.fault, times: 1 });
			return await this.desk.http(request);
		};
		const handle: StoreHandle = {
			location: 'test',
			use: async (work) => await work(this.store),
		};
		return {
			store: handle,
			registration: this.desk.registration,
			http,
			notice: () => undefined,
			now: () => NOW,
		};
	}

	#publication(name: Name, replaceForeign: boolean): Publication {
		const url = this.url(name);
		const tokens = { verifyToken: `verify-${name}`, webhookToken: `token-${name}` };
		const businessId = this.#choice(name);
		const chosen = businessId === undefined ? {} : { businessId };
		return {
			listener: {
				key: `${this.account}:${name}`,
				account: this.account,
				provider: this.desk.provider,
				workflowName: name,
				url,
				...tokens,
				...chosen,
				setUpByHand: false,
				settings: {},
			},
			target: {
				url,
				...tokens,
				...chosen,
				account: this.desk.account,
				replaceForeign,
				test: false,
			},
		};
	}

	url(name: Name): string {
		return this.callbacks.url(`/listener-${name}`);
	}

	#choice(name: Name): string | undefined {
		return this.chosen[NAMES.indexOf(name)];
	}
}

function withoutQuery(url: string): string {
	return url.split('?', 1)[0] ?? '';
}

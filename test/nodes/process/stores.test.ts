import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { OpenStores, STORE_VARIABLE, type StoreChoice } from '../../../nodes/process/stores';
import type { Store } from '../../../store/contracts/store';
import { StoreError } from '../../../store/store-error';
import { ManualClock } from '../../intake/keeper/manual-clock';
import { ENGINES } from '../../store/engines';
import { message, receive } from '../../store/events';

describe('the conversation store of this process', () => {
	let stores: OpenStores;
	let folder: string;
	let environment: NodeJS.ProcessEnv;
	const opened: Array<{ close: () => Promise<void> }> = [];
	beforeEach(() => {
		stores = new OpenStores();
		folder = mkdtempSync(join(tmpdir(), 'business-messaging-port-'));
		environment = { ...process.env };
		delete process.env[STORE_VARIABLE];
		process.env['N8N_USER_FOLDER'] = folder;
	});
	afterEach(async () => {
		for (const store of opened.splice(0)) await store.close();
		process.env = environment;
		rmSync(folder, { recursive: true, force: true });
	});

	async function open(choice?: StoreChoice) {
		const store = await stores.open(choice);
		opened.push(store);
		return store;
	}

	it("the store is a file in n8n's user folder unless the user chooses another", async () => {
		await open();
		expect(existsSync(join(folder, '.n8n/business-messaging/conversations.sqlite'))).toBe(true);
	});

	it('the store is opened once', async () => {
		expect(await open()).toBe(await open());
	});

	it.each(['', '  '])('the store is the file as well when the variable is %j', async (value) => {
		process.env[STORE_VARIABLE] = value;
		await open();
		expect(existsSync(join(folder, '.n8n/business-messaging/conversations.sqlite'))).toBe(true);
	});

	it('the store is the file that the variable names', async () => {
		process.env[STORE_VARIABLE] = join(folder, 'elsewhere', 'store.sqlite');
		await open();
		expect(existsSync(join(folder, 'elsewhere', 'store.sqlite'))).toBe(true);
		expect(existsSync(join(folder, '.n8n'))).toBe(false);
	});

	it('the store is the one that a credential names, whatever the variable says', async () => {
		process.env[STORE_VARIABLE] = join(folder, 'variable.sqlite');
		const url = join(folder, 'credential.sqlite');
		const chosen = await open({ url });
		expect(existsSync(url)).toBe(true);
		expect(existsSync(join(folder, 'variable.sqlite'))).toBe(false);
		expect(await open({ url })).toBe(chosen);
		expect(await open()).not.toBe(chosen);
	});

	it('the store is tried again after an attempt that failed', async () => {
		process.env[STORE_VARIABLE] = 'mysql://user:secret@host/shop';
		await expect(stores.open()).rejects.toMatchObject({ code: 'badAddress' });
		process.env[STORE_VARIABLE] = 'postgres://host:port/shop';
		await expect(stores.open()).rejects.toMatchObject({ code: 'badAddress' });
		process.env[STORE_VARIABLE] = join(folder, 'store.sqlite');
		await open();
	});

	it('the store is opened anew when it was lost, and not for another failure', async () => {
		const store = await open();
		const fail = async (code: 'busy' | 'lost') => {
			const failure = new StoreError({ code, title: '', remedy: '' });
			const failed = stores.handle(undefined, () => undefined).use(() => Promise.reject(failure));
			await expect(failed).rejects.toBe(failure);
		};
		await fail('busy');
		expect(await open()).toBe(store);
		await fail('lost');
		expect(await open()).not.toBe(store);
	});

	describe('an unused store', () => {
		const MINUTE = 60_000;
		let clock: ManualClock;
		beforeEach(() => {
			clock = new ManualClock(new Date(0));
			stores = new OpenStores(clock);
		});
		afterEach(() => stores.closeAll());

		const isOpen = async (store: Store) =>
			await store.inbox.allCounts().then(
				() => true,
				() => false,
			);

		it('the store is closed after ten minutes, and opened again by the next use', async () => {
			const store = await stores.open();
			await clock.pass(9 * MINUTE);
			expect(await isOpen(store)).toBe(true);
			await clock.pass(2 * MINUTE);
			expect(await isOpen(store)).toBe(false);
			expect(clock.timers).toBe(0);
			const next = await stores.open();
			expect(next).not.toBe(store);
			expect(await isOpen(next)).toBe(true);
		});

		it('the store stays open while it is used from time to time, as by a published trigger', async () => {
			const store = await stores.open();
			const handle = stores.handle(undefined, () => undefined);
			for (let minute = 0; minute < 60; minute += 5) {
				await clock.pass(5 * MINUTE);
				expect(await handle.use(async (used) => used)).toBe(store);
			}
		});

		it('the store is never closed during a use, however long that takes', async () => {
			const store = await stores.open();
			const release = stores.hold(store);
			let end: (() => void) | undefined;
			const used = stores
				.handle(undefined, () => undefined)
				.use(() => new Promise<void>((resolve) => (end = resolve)));
			await clock.pass(60 * MINUTE);
			release();
			await clock.pass(60 * MINUTE);
			expect(await isOpen(store)).toBe(true);
			end?.();
			await used;
			await clock.pass(9 * MINUTE);
			expect(await isOpen(store)).toBe(true);
			await clock.pass(2 * MINUTE);
			expect(await isOpen(store)).toBe(false);
		});

		it('the store is closed although another one is in use', async () => {
			const idle = await stores.open({ url: join(folder, 'idle.sqlite') });
			const used = await stores.open();
			stores.hold(used);
			await clock.pass(11 * MINUTE);
			expect([await isOpen(idle), await isOpen(used)]).toEqual([false, true]);
		});

		it('the store is closed also when it was lost', async () => {
			const store = await stores.open();
			const failure = new StoreError({ code: 'lost', title: '', remedy: '' });
			const handle = stores.handle(undefined, () => undefined);
			await expect(handle.use(() => Promise.reject(failure))).rejects.toBe(failure);
			await clock.pass(11 * MINUTE);
			expect(await isOpen(store)).toBe(false);
		});
	});

	it.each(ENGINES)('the store is on $name when the variable says so', async ({ newLocation }) => {
		const { location, remove } = await newLocation();
		process.env[STORE_VARIABLE] = 'file' in location ? location.file : location.url;
		const store = await stores.open();
		expect((await receive(store, [message('a')])).fresh).toHaveLength(1);
		await store.close();
		await remove();
	});
});

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { OpenStores, STORE_VARIABLE, type StoreChoice } from '../../../nodes/process/stores';
import { StoreError } from '../../../store/store-error';
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

	it("is a file in n8n's user folder unless the user chooses another", async () => {
		await open();
		expect(existsSync(join(folder, '.n8n/business-messaging/conversations.sqlite'))).toBe(true);
	});

	it('is opened once', async () => {
		expect(await open()).toBe(await open());
	});

	it.each(['', '  '])('is the file as well when the variable is %j', async (value) => {
		process.env[STORE_VARIABLE] = value;
		await open();
		expect(existsSync(join(folder, '.n8n/business-messaging/conversations.sqlite'))).toBe(true);
	});

	it('is the file that the variable names', async () => {
		process.env[STORE_VARIABLE] = join(folder, 'elsewhere', 'store.sqlite');
		await open();
		expect(existsSync(join(folder, 'elsewhere', 'store.sqlite'))).toBe(true);
		expect(existsSync(join(folder, '.n8n'))).toBe(false);
	});

	it('is the one that a credential names, whatever the variable says', async () => {
		process.env[STORE_VARIABLE] = join(folder, 'variable.sqlite');
		const url = join(folder, 'credential.sqlite');
		const chosen = await open({ url });
		expect(existsSync(url)).toBe(true);
		expect(existsSync(join(folder, 'variable.sqlite'))).toBe(false);
		expect(await open({ url })).toBe(chosen);
		expect(await open()).not.toBe(chosen);
	});

	it('is tried again after an attempt that failed', async () => {
		process.env[STORE_VARIABLE] = 'mysql://user:secret@host/shop';
		await expect(stores.open()).rejects.toMatchObject({ code: 'badAddress' });
		process.env[STORE_VARIABLE] = 'postgres://host:port/shop';
		await expect(stores.open()).rejects.toMatchObject({ code: 'badAddress' });
		process.env[STORE_VARIABLE] = join(folder, 'store.sqlite');
		await open();
	});

	it('is opened anew when it was lost, and not for another failure', async () => {
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

	it.each(ENGINES)('is on $name when the variable says so', async ({ place }) => {
		const { location, remove } = await place();
		process.env[STORE_VARIABLE] = 'file' in location ? location.file : location.url;
		const store = await stores.open();
		expect((await receive(store, [message('a')])).fresh).toHaveLength(1);
		await store.close();
		await remove();
	});
});

import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { openStore } from '../../store/open-store';
import { MAX_FILES, MAX_FILES_BYTES } from '../../store/contracts/simulator';
import type { Store } from '../../store/contracts/store';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { ENGINES } from './engines';
import { minute } from './events';

describe.each(ENGINES)('$name: simulator files', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const save = (content: Buffer | string, messageId = 'm', business = 'shop') =>
		store.simulator.files.save(
			business,
			{
				customerId: 'customer-1',
				messageId,
				mimeType: 'text/plain',
				content: Buffer.from(content),
			},
			minute(0),
		);
	const read = async (id: string, range?: { start: number; end: number }) => {
		const content = await store.simulator.files.read('shop', id, range);
		return content && (await buffer(content)).toString();
	};

	it('a saved file is read, whole and in part', async () => {
		const { files } = store.simulator;
		const content = Buffer.from('olá');
		const facts = { mimeType: 'text/plain', fileName: 'olá.txt' };
		const file = { customerId: 'customer-1', messageId: 'm', content, ...facts };
		const saved = await files.save('shop', file, minute(0));
		expect(saved).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), sizeBytes: 4, ...facts });
		expect(await files.find('shop', saved.id)).toEqual(saved);
		expect(await files.ofMessage('shop', 'm')).toEqual(saved);
		expect(await read(saved.id)).toBe('olá');
		expect(await read(saved.id, { start: 1, end: 1 })).toBe('l');
	});

	it('no file is found under another business or id', async () => {
		const { id } = await save('secret');
		const { files } = store.simulator;
		expect(await files.find('other', id)).toBeUndefined();
		expect(await files.read('other', id)).toBeUndefined();
		expect(await files.ofMessage('other', 'm')).toBeUndefined();
		for (const guess of ['', '../store.sqlite', `${id}0`, id.toUpperCase().replace(/\d/g, 'G')]) {
			expect(await files.find('shop', guess)).toBeUndefined();
			expect(await files.read('shop', guess)).toBeUndefined();
		}
	});

	it('the oldest files of the business are deleted for a new one', async () => {
		const other = await save('other', 'm', 'other');
		const large = Buffer.alloc(MAX_FILES_BYTES / 4);
		const kept = [await save(large), await save(large), await save(large), await save(large)];
		const newest = await save('x');
		const left = await Promise.all(
			kept.map(({ id }) => store.simulator.files.find('shop', id).then(Boolean)),
		);
		expect(left).toEqual([false, true, true, true]);
		expect(await read(newest.id)).toBe('x');
		expect(await store.simulator.files.find('other', other.id)).toEqual(other);
	}, 60_000);

	it(`a business keeps ${MAX_FILES} files and no more`, async () => {
		const first = await save('first');
		const second = await save('second');
		for (let count = 1; count < MAX_FILES; count += 1) await save('x');
		expect(await store.simulator.files.find('shop', first.id)).toBeUndefined();
		expect(await read(second.id)).toBe('second');
	}, 60_000);

	it('files are deleted with a reset of their business, and with their age', async () => {
		const [gone, other] = [await save('gone'), await save('other', 'm', 'other')];
		await store.simulator.reset('shop');
		expect(await store.simulator.files.find('shop', gone.id)).toBeUndefined();
		expect(await store.simulator.files.find('other', other.id)).toEqual(other);
		await store.prune(minute(1), minute(1));
		expect(await store.simulator.files.find('other', other.id)).toBeUndefined();
	});
});

describe('simulator files beside a store that is a file', () => {
	const folder = temporaryFolder();
	const save = (store: Store, content: string) =>
		store.simulator.files.save(
			'shop',
			{ customerId: 'c', messageId: 'm', mimeType: 'text/plain', content: Buffer.from(content) },
			minute(0),
		);

	it('files are in a folder that only the owner of the process may read, and are deleted with a reset', async () => {
		const file = folder.file('here/store.sqlite');
		const store = await openStore({ file });
		const files = join(dirname(file), 'simulator-files');
		const { id } = await save(store, 'text');
		expect(readdirSync(files)).toEqual([id]);
		expect(statSync(files).mode & 0o777).toBe(0o700);
		expect(statSync(join(files, id)).mode & 0o777).toBe(0o600);
		await store.simulator.reset('shop');
		expect(readdirSync(files)).toEqual([]);
		await store.close();
	});

	it('a missing folder of files causes no error', async () => {
		const store = await openStore({ file: folder.file('there/store.sqlite') });
		const { id } = await save(store, 'text');
		rmSync(folder.file('there/simulator-files'), { recursive: true });
		expect(await store.simulator.files.read('shop', id)).toBeUndefined();
		await store.simulator.reset('shop');
		await store.close();
	});

	it('a file that the disk refuses leaves no row, and the error has a remedy', async () => {
		const store = await openStore({ file: folder.file('full/store.sqlite') });
		writeFileSync(folder.file('full/simulator-files'), 'a file where the folder should be');
		await expect(save(store, 'text')).rejects.toMatchObject({ name: 'StoreError' });
		expect(await store.simulator.files.ofMessage('shop', 'm')).toBeUndefined();
		await store.close();
	});
});

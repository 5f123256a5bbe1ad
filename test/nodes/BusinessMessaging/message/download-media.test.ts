import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const MEGABYTE = 1024 * 1024;
const STORAGE = 'https://storage.googleapis.com';
const PATH = '/storage.botmaker.com/padaria/foto.jpg';
const credentials = { businessMessagingBotmakerApi: { accessToken: 'invented' } };
const WROTE = {
	...{ event: 'message', provider: 'botmaker', channel: 'whatsapp' },
	...{ contact: { id: '+5511988880001' }, business: { id: 'padaria-whatsapp-551140000001' } },
};
const withFile = (more: IDataObject = {}) => ({
	...{ ...WROTE, ...more },
	message: { id: 'm1', type: 'image', text: '', media: { url: STORAGE + PATH } },
});

describe('Message > Download Media', () => {
	/** Runs the operation, and returns the names of the outputs that got an item. */
	async function outputsFor(
		item: IDataObject,
		largestSize: string | number = '={{ $json.limit }}',
		typeVersion = 2,
	): Promise<string[]> {
		const parameters = {
			...{
				provider: String(item.provider),
				resource: 'message',
				operation: 'downloadMedia',
				largestSize,
			},
			...(typeVersion < 2 && { from: 'padaria-whatsapp-551140000001', channel: 'whatsapp' }),
		};
		const options = { credentials, node: { typeVersion } };
		const outputs = await runNode(parameters, [item], options);
		return outputs.flatMap((items, index) => {
			const name = ['File', 'Too Large', 'No File'][index] ?? '';
			return items.map(({ binary }) => (binary === undefined ? name : `${name} with data`));
		});
	}
	const serve = (bytes: number) =>
		nock(STORAGE)
			.get(PATH)
			.reply(200, Buffer.alloc(bytes), { 'content-length': String(bytes) });
	afterEach(() => nock.cleanAll());

	it.each([
		['of the largest size', 2 * MEGABYTE, '2', 'File with data'],
		['over the largest size', 2 * MEGABYTE + 1, '2', 'Too Large'],
		['of any size where the limit is empty', 3 * MEGABYTE, '', 'File with data'],
		['of any size where the limit is 0', 3 * MEGABYTE, 0, 'File with data'],
		['of any size where the limit is not a number', 3 * MEGABYTE, 'muito', 'File with data'],
	])('a file %s leaves on its output', async (_title, bytes, limit, output) => {
		serve(bytes);
		expect(await outputsFor(withFile({ limit }))).toEqual([output]);
	});

	it('separates a file by its size where the provider sends none over HTTP, too', async () => {
		const inline = (bytes: number) => ({
			...{ ...WROTE, provider: 'simulator', limit: 1 },
			message: {
				...{ id: 'm3', type: 'image', text: '' },
				media: { id: `data:image/png;base64,${Buffer.alloc(bytes).toString('base64')}` },
			},
		});
		expect(await outputsFor(inline(MEGABYTE))).toEqual(['File with data']);
		expect(await outputsFor(inline(MEGABYTE + 1))).toEqual(['Too Large']);
	});

	it('an item without a file leaves on No File as it came', async () => {
		expect(await outputsFor({ ...WROTE, message: { id: 'm2', type: 'text', text: 'Oi' } })).toEqual(
			['No File'],
		);
	});

	it('version 1 stops for an item without a file', async () => {
		await expect(outputsFor(WROTE, 0, 1)).rejects.toThrow('This message has no file');
	});
});

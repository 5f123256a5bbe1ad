import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { simulator } from '../../providers/simulator';
import type { PageReply } from '../../simulator/page-reply';
import { respondToPage } from '../../simulator/respond';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { BUSINESS, MARTA, pageRequest, simulatedChat, TRIGGER } from './simulated-chat';
import type { SimulatedChat } from './simulated-chat';

const folder = temporaryFolder();
let chats = 0;
let chat: SimulatedChat;
beforeEach(async () => {
	chat = await simulatedChat(folder.file(`chat-${(chats += 1)}.sqlite`));
});
const bodies: Readable[] = [];
afterEach(async () => {
	for (const body of bodies.splice(0)) body.destroy();
	await chat.store.close();
});

async function save(mimeType: string, content = 'content', fileName?: string): Promise<string> {
	const file = { customerId: MARTA.id, messageId: 'm', mimeType, content: Buffer.from(content) };
	const named = { ...file, ...(fileName !== undefined && { fileName }) };
	return (await chat.store.simulator.files.save(BUSINESS, named, chat.now())).id;
}

async function get(file: string, headers: Record<string, string> = {}): Promise<PageReply> {
	const request = {
		...pageRequest(undefined, chat.now()),
		method: 'GET',
		headers,
		query: { file },
	};
	const facts = { store: chat.store, now: chat.now(), trigger: TRIGGER, parse: simulator.parse };
	const reply = await respondToPage(request, facts);
	if (!reply) throw new Error('the request counted as an event');
	if (reply.body instanceof Readable) bodies.push(reply.body);
	return reply;
}

const bodyOf = async ({ body }: PageReply) => (typeof body === 'string' ? body : await text(body));

describe('simulator: the files of a chat', () => {
	it('files are sent with a policy that stops everything active in them', async () => {
		const reply = await get(await save('image/png', 'picture', 'olá (1).png'));
		expect(reply).toMatchObject({
			status: 200,
			headers: {
				'content-type': 'image/png',
				'content-length': '7',
				'content-disposition': "inline; filename*=UTF-8''ol%C3%A1%20%281%29.png",
				'content-security-policy': "sandbox; default-src 'none'",
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'no-referrer',
			},
		});
		expect(await bodyOf(reply)).toBe('picture');
	});

	it('no website may read a file', async () => {
		const reply = await get(await save('image/png'), { origin: 'https://evil.example' });
		expect(Object.keys(reply.headers)).toContain('access-control-allow-origin');
		expect(reply.headers['access-control-allow-origin']).toBeUndefined();
	});

	it.each([
		'text/html',
		'image/svg+xml',
		'application/xhtml+xml',
		'text/javascript',
		'application/pdf',
	])(
		'files are downloaded without their type when a browser might run them: %s',
		async (mimeType) => {
			expect((await get(await save(mimeType))).headers).toMatchObject({
				'content-type': 'application/octet-stream',
				'content-disposition': 'attachment',
			});
		},
	);

	it('a name with half a character pair or a line break is kept out of the header', async () => {
		const { headers } = await get(await save('image/png', 'x', 'a\ud800\r\n-x: y'));
		expect(headers['content-disposition']).toBe(
			"inline; filename*=UTF-8''a%EF%BF%BD%0D%0A-x%3A%20y",
		);
	});

	it.each([
		['bytes=0-3', 206, 'cont', 'bytes 0-3/7'],
		['bytes=4-', 206, 'ent', 'bytes 4-6/7'],
		['bytes=-2', 206, 'nt', 'bytes 5-6/7'],
		['bytes=5-900', 206, 'nt', 'bytes 5-6/7'],
		['bytes=-900', 206, 'content', 'bytes 0-6/7'],
		['bytes=0-1,3-4', 200, 'content', undefined],
		['lines=1-2', 200, 'content', undefined],
		['bytes=7-', 416, '', 'bytes */7'],
		['bytes=3-1', 416, '', 'bytes */7'],
	])(
		'a player gets the requested part of a file: %s',
		async (range, status, body, contentRange) => {
			const reply = await get(await save('audio/ogg'), { range });
			expect(reply.status).toBe(status);
			expect(reply.headers['content-range']).toBe(contentRange);
			if (status !== 416) expect(await bodyOf(reply)).toBe(body);
		},
	);

	it.each(['', 'x', '../store.sqlite', '0'.repeat(32)])('no file exists under "%s"', async (id) => {
		await save('image/png');
		expect(await get(id)).toMatchObject({ status: 404 });
	});

	it('files are gone after a reset', async () => {
		const id = await save('image/png');
		await chat.post({ route: 'reset' });
		expect(await get(id)).toMatchObject({ status: 404 });
	});
});

describe('simulator: a message with a file', () => {
	const CONTENT = 'data:image/png;base64,AAAA';

	it('a message holds a reference to its file, and no bytes', async () => {
		const message = { type: 'image', media: { content: CONTENT, fileName: 'a.png' } };
		await chat.post({ type: 'message', id: 'sim.in.1.a', customer: MARTA, message });
		const [entry] = await chat.entries();
		const media = { fileName: 'a.png', url: expect.stringMatching(/^simulator-file:/) };
		expect(entry?.content).toMatchObject({ kind: 'inbound', message: { type: 'image', media } });
		expect(JSON.stringify(entry)).not.toContain('base64');
		const { message: kept } = entry?.content as { message: { media: { url: string } } };
		const reply = await get(kept.media.url.replace('simulator-file:', ''));
		expect(reply.headers['content-length']).toBe('3');
	});

	it.each([
		['a picture', { type: 'image', media: { from: 'id', id: CONTENT } }],
		['a document', { type: 'document', media: { from: 'url', url: CONTENT } }],
		[
			'the header of buttons',
			{
				type: 'buttons',
				text: 'x',
				header: { type: 'image', media: { from: 'id', id: CONTENT } },
				buttons: [{ id: 'a', title: 'A' }],
			},
		],
	])('keeps what the workflow sent the same way: %s', async (_what, message) => {
		await chat.post({
			type: 'message',
			id: 'sim.in.1.a',
			customer: MARTA,
			message: { type: 'text', text: 'hi' },
		});
		expect(await chat.send(message as never)).toMatchObject({ messageId: expect.any(String) });
		const json = JSON.stringify((await chat.entries()).at(-1)?.content);
		expect(json).not.toContain('base64');
		const id = /simulator-file:([0-9a-f]{32})/.exec(json)?.[1] ?? '';
		expect((await get(id)).headers['content-length']).toBe('3');
	});
});

import type { InboundRequest } from '../../messaging/inbound-request';
import { simulator } from '../../providers/simulator';
import { respondToPage } from '../../simulator/respond';
import { temporaryFolder } from '../fixtures/temporary-folder';
import {
	aMessage,
	pageRequest,
	simulatedChat,
	TRIGGER,
	type SimulatedChat,
} from './simulated-chat';

// Proves that the chat is closed to strangers on the internet, and to other websites in the reader's browser.

const folder = temporaryFolder();
let chats = 0;
let chat: SimulatedChat;
beforeEach(async () => {
	chat = await simulatedChat(folder.file(`chat-${(chats += 1)}.sqlite`));
});
afterEach(() => chat.store.close());

const facts = () => ({ store: chat.store, now: chat.now(), parse: simulator.parse });

const QUESTION = { route: 'state' };

async function respond(
	body: unknown,
	headers: Record<string, string> = {},
	{ method = 'POST', trigger = TRIGGER, remoteAddress = '203.0.113.7' } = {},
) {
	const request: InboundRequest = { ...pageRequest(body, chat.now()), method, headers };
	const context = { ...facts(), trigger, remoteAddress };
	return await respondToPage(request, context);
}

async function token(): Promise<string> {
	const page = await respond(undefined, {}, { method: 'GET' });
	return /TOKEN = "([^"]+)"/.exec(String(page?.body))?.[1] ?? '';
}

describe('simulator: a link that can be guessed', () => {
	const trigger = { ...TRIGGER, nodeId: 'fc3ecd23-5589-500a-8557-0b9c9dfb71d3' };

	it('shows a stranger one step instead of the chat', async () => {
		const page = await respond(undefined, { host: 'n8n.example' }, { method: 'GET', trigger });
		expect(page?.status).toBe(403);
		expect(page?.body).toContain('add the trigger again');
		expect(page?.body).not.toContain('<script');
		expect(page?.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
	});

	it.each([
		['a question', QUESTION],
		['a reset', { route: 'reset' }],
		['a move of the clock', { route: 'clock', offset: 1 }],
		['a message of a customer', aMessage('hi')],
		['an opt-out', { type: 'consent', id: 'c', customer: { id: '+5511988880001' } }],
		['nothing', undefined],
	])('refuses a POST of a stranger: %s', async (_what, body) => {
		const reply = await respond(body, { host: 'n8n.example' }, { trigger });
		expect(reply).toMatchObject({ status: 403, body: '{"error":"closed"}' });
		expect(await chat.entries()).toEqual([]);
	});

	it('opens on the machine of n8n', async () => {
		const here = { host: 'localhost:5678' };
		const options = { trigger, remoteAddress: '::1' };
		expect(await respond(undefined, here, { ...options, method: 'GET' })).toMatchObject({
			status: 200,
		});
		expect(await respond(QUESTION, here, options)).toMatchObject({ status: 200 });
	});
});

describe('simulator: another website in the same browser', () => {
	it.each([
		[{ origin: 'https://evil.example' }],
		[{ origin: 'null' }],
		[{ origin: 'null', 'x-simulator-page': 'guess' }],
		[{ origin: 'http://localhost:5678', host: 'localhost:5678' }],
		[{ 'sec-fetch-site': 'cross-site' }],
		[{ 'sec-fetch-site': 'same-site', 'x-simulator-page': '' }],
	])(
		'another website can neither read nor write without the token of the page: %j',
		async (headers) => {
			for (const body of [QUESTION, { route: 'reset' }, aMessage('hi'), 'no JSON']) {
				expect(await respond(body, headers as Record<string, string>)).toMatchObject({
					status: 403,
					body: '{"error":"reload"}',
				});
			}
			expect(await chat.entries()).toEqual([]);
		},
	);

	it('another website may not read the page, which contains the token', async () => {
		const page = await respond(undefined, { origin: 'null' }, { method: 'GET' });
		expect(page?.status).toBe(200);
		expect(Object.keys(page?.headers ?? {})).toContain('access-control-allow-origin');
		expect(page?.headers['access-control-allow-origin']).toBeUndefined();
	});

	it('another website is distinguished from the page, which has the token and an opaque origin', async () => {
		const headers = { origin: 'null', 'x-simulator-page': await token() };
		const answer = await respond(QUESTION, headers);
		expect(answer?.headers).toMatchObject({
			'content-type': 'application/json; charset=utf-8',
			'access-control-allow-origin': 'null',
			'cache-control': 'no-store',
		});
		expect(await respond(aMessage('hi'), headers)).toBeUndefined();
		expect(await chat.entries()).toHaveLength(1);
	});

	it('another website may not read an answer to a page with an origin', async () => {
		const headers = { origin: 'https://n8n.example', 'x-simulator-page': await token() };
		const answer = await respond(QUESTION, headers);
		expect(answer?.headers['access-control-allow-origin']).toBeUndefined();
	});

	it('does not exclude a program that has the link', async () => {
		expect(await respond(QUESTION, { 'content-type': 'text/plain' })).toMatchObject({
			status: 200,
		});
	});
});

describe('simulator: the token of the page', () => {
	it('the token is the same at every opening, so that an open page survives a restart', async () => {
		expect(await token()).toMatch(/^[\w-]{43}$/);
		expect(await token()).toBe(await token());
	});

	it('the token is another one for another business', async () => {
		const other = { ...pageRequest(undefined, chat.now()), method: 'GET', receiver: 'other' };
		const context = { ...facts(), trigger: TRIGGER };
		const page = await respondToPage(other, context);
		expect(String(page?.body)).not.toContain(await token());
	});
});

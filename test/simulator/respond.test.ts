import { readFileSync } from 'node:fs';
import path from 'node:path';

import { NOTICE_TEXTS } from '../../conversation/notice-texts';
import { partiesOf } from '../../simulator/customers';
import { PART_ENTRIES, type PageState } from '../../simulator/page-state';
import { simulator } from '../../providers/simulator';
import { respondToPage } from '../../simulator/respond';
import { simulatedNow } from '../../simulator/clock';
import { temporaryFolder } from '../fixtures/temporary-folder';
import {
	aMessage,
	BUSINESS,
	HOUR,
	MARTA,
	pageRequest,
	simulatedChat,
	TRIGGER,
	type SimulatedChat,
} from './simulated-chat';

const PAGE = path.resolve(__dirname, '../../simulator/page/chat-page.html');
const folder = temporaryFolder();
let chats = 0;
let chat: SimulatedChat;
beforeEach(async () => {
	chat = await simulatedChat(folder.file(`chat-${(chats += 1)}.sqlite`));
});
afterEach(() => chat.store.close());

const context = () => ({
	store: chat.store,
	now: chat.now(),
	trigger: TRIGGER,
	parse: simulator.parse,
});

async function state(after = 0): Promise<PageState> {
	const reply = await chat.post({ route: 'state', after, customers: [MARTA.id] });
	if (reply === 'event') throw new Error('the question counted as an event');
	return reply.json as unknown as PageState;
}

describe('simulator: the page itself', () => {
	const get = (headers: Record<string, string>) =>
		respondToPage({ ...pageRequest({}, new Date()), method: 'GET', headers }, context());
	const policy = async (headers: Record<string, string>) =>
		(await get(headers))?.headers['content-security-policy'] ?? '';

	it('the page is sent with a policy that separates it from the origin of n8n', async () => {
		const reply = await get({ host: 'n8n.example' });
		expect(reply?.status).toBe(200);
		expect(reply?.headers).toMatchObject({
			'content-type': 'text/html; charset=utf-8',
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store',
		});
		const text = reply?.headers['content-security-policy'] ?? '';
		expect(text).toMatch(/^sandbox allow-scripts /);
		expect(text).not.toContain('allow-same-origin');
		expect(text).not.toContain('unsafe');
		expect(text).toContain("default-src 'none'");
	});

	it('allows only its own script and style, with a fresh CSP nonce per response', async () => {
		const [first, second] = [await get({}), await get({})];
		const nonce =
			/'nonce-([^']+)'/.exec(first?.headers['content-security-policy'] ?? '')?.[1] ?? '';
		expect(nonce).toHaveLength(24);
		expect(first?.body).toContain(`<script nonce="${nonce}">`);
		expect(first?.body).toContain(`<style nonce="${nonce}">`);
		expect(second?.body).not.toContain(nonce);
		expect(first?.body).not.toContain('__NONCE__');
	});

	it.each([
		[{ host: 'n8n.example:5678' }, "'self' https://n8n.example:5678 http://n8n.example:5678"],
		[
			{ host: 'internal', 'x-forwarded-host': 'n8n.example', 'x-forwarded-proto': 'https' },
			"'self' https://n8n.example",
		],
		[{ host: "x; script-src 'unsafe-inline'" }, "'self'"],
		[{ host: 'a.example, b' }, "'self' https://a.example http://a.example"],
		[{}, "'self'"],
	])('the page may post only to the address that served it: %j', async (headers, sources) => {
		expect(await policy(headers as Record<string, string>)).toContain(`connect-src ${sources};`);
	});

	it('requests nothing from outside and adds no text to the page as markup', () => {
		const source = readFileSync(PAGE, 'utf8');
		expect(source).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
		expect(source).not.toMatch(/<(?:script|img|iframe|link)[^>]+(?:src|href)="(?:https?:)?\/\//);
		expect(source).not.toMatch(/\son\w+="/);
		expect(source).not.toMatch(/localStorage|sessionStorage|document\.cookie/);
	});

	it.each(['pt-BR', 'es'])(
		'the page has every text of the English page in %s, with its placeholders',
		(language) => {
			const read = (name: string): Record<string, string> =>
				JSON.parse(readFileSync(path.join(path.dirname(PAGE), 'language', `${name}.json`), 'utf8'));
			const blanksOf = (words: Record<string, string>) =>
				Object.entries(words).map(([name, text]) => [name, text.match(/\{\d\}/g)?.sort() ?? []]);
			const english = read('en');
			expect(Object.keys(english).length).toBeGreaterThan(100);
			expect(Object.fromEntries(blanksOf(read(language)))).toEqual(
				Object.fromEntries(blanksOf(english)),
			);
		},
	);

	it('the page is one file, with its style and its words in every language', async () => {
		const text = String((await get({}))?.body);
		expect(text).toContain('title: "Simulador de Conversaciones"');
		expect(text).toMatch(/<style nonce="[^"]+">[^<]*\.bubble \{/);
		expect(text).not.toMatch(/__(?:SCRIPT|STYLE|NONCE|PAGE_TOKEN)__/);
		expect(text.match(/<\/(?:script|style)/g)).toHaveLength(2);
	});

	it('ignores other methods', async () => {
		const request = { ...pageRequest({}, new Date()), method: 'PUT' };
		expect(await respondToPage(request, context())).toBeUndefined();
	});
});

describe('simulator: the routes of the page', () => {
	it('a route returns the customers, the time and the state of the conversation', async () => {
		await chat.post(aMessage('hi'));
		const { customers, now, clockOffset, conversations, entries } = await state();
		expect(customers.map(({ name }) => name)).toEqual(['Marta', 'João', 'Ana']);
		expect({ now, clockOffset }).toEqual({ now: '2026-03-02T10:00:00.000Z', clockOffset: 0 });
		expect(conversations).toEqual([
			{
				customerId: MARTA.id,
				handler: 'bot',
				values: {},
				windowExpiresAt: '2026-03-03T10:00:00.000Z',
				consent: { all: 'unknown', marketing: 'unknown' },
			},
		]);
		expect(entries).toMatchObject([{ from: 'customer', state: 'delivered' }]);
	});

	it('a route returns each entry once, and again when it has changed', async () => {
		await chat.post(aMessage('hi'));
		await chat.send({ type: 'text', text: 'hello' });
		const { last, entries } = await state();
		expect((await state(last)).entries).toEqual([]);
		const messageId = entries[1]?.messageId ?? '';
		await chat.post({ type: 'status', customer: MARTA, messageId, state: 'read' });
		const changed = await state(last);
		expect(changed.entries).toMatchObject([{ messageId, state: 'read' }]);
		expect((await state(changed.last)).entries).toEqual([]);
	});

	it('a route returns the newest lines first, the older ones of a customer on request, and all of them once', async () => {
		await chat.post(aMessage('hi'));
		for (let count = 0; count < 119; count += 1) {
			await chat.send({ type: 'text', text: `text ${count}` });
		}
		const first = await state();
		expect(first).toMatchObject({ older: true, more: false, last: 120 });
		expect(first.entries).toHaveLength(PART_ENTRIES);
		const seen = first.entries.map(({ sequence }) => sequence);
		for (let more = true; more;) {
			const asked = { route: 'older', customer: MARTA.id, before: seen[0] };
			const reply = await chat.post(asked);
			if (reply === 'event') throw new Error('the question counted as an event');
			const part = reply.json as unknown as Pick<PageState, 'entries' | 'more'>;
			seen.unshift(...part.entries.map(({ sequence }) => sequence));
			({ more } = part);
		}
		expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
	});

	it('a route returns every change of a long chat in parts', async () => {
		await chat.post(aMessage('hi'));
		for (let count = 0; count < 70; count += 1) await chat.send({ type: 'text', text: 'text' });
		const { last } = await state();
		const events = (await chat.entries()).map(({ messageId }) => ({
			type: 'status',
			customer: MARTA,
			messageId,
			state: 'read',
		}));
		await chat.post({ events });
		const part = await state(last);
		expect(part).toMatchObject({ more: true, entries: { length: PART_ENTRIES } });
		const rest = await state(part.last);
		expect(rest).toMatchObject({ more: false, entries: { length: 71 - PART_ENTRIES } });
	});

	it('a route returns every customer in the chat, with the last line of each', async () => {
		await chat.post({ route: 'customers', id: '+55 11 98888-0004', name: 'Bia' });
		await chat.post({ ...aMessage('hi'), customer: { id: '+5511988880005' } });
		for (let count = 0; count < 60; count += 1) await chat.post(aMessage('hi'));
		const { customers, entries } = await state();
		expect(customers.slice(3)).toEqual([
			{ id: '+5511988880004', name: 'Bia' },
			{ id: '+5511988880005', name: '' },
		]);
		expect(entries).toHaveLength(PART_ENTRIES + 2);
		expect(entries.map(({ customerId }) => customerId)).toContain('+5511988880005');
	});

	it('a route moves the clock of this business only, within ten years', async () => {
		await chat.post({ route: 'clock', offset: 25 * HOUR });
		expect((await state()).now).toBe('2026-03-03T11:00:00.000Z');
		expect(await simulatedNow(chat.store, 'another', chat.now())).toEqual(chat.now());
		await chat.post({ route: 'clock', offset: 1e300 });
		expect((await state()).now.slice(0, 4)).toBe('2036');
	});

	it('a route lets an agent write while the window is open, and the bot pauses', async () => {
		const words = { route: 'human', customer: MARTA.id, text: 'Rita here' };
		expect(await chat.post(words)).toMatchObject({ status: 409, json: { error: 'windowClosed' } });
		await chat.post(aMessage('hi'));
		expect(await chat.post(words)).toMatchObject({ status: 200 });
		const entry = (await chat.entries()).at(-1);
		expect(entry).toMatchObject({ from: 'human', content: { message: { text: 'Rita here' } } });
		expect((await state()).conversations[0]).toMatchObject({ handler: 'human' });
		await chat.post({ route: 'seen', messageId: entry?.messageId, state: 'read' });
		expect((await chat.entries()).at(-1)?.state).toBe('read');
	});

	it('a route lets agents accept, transfer, hold and close, and notifies the customer', async () => {
		const act = (action: string, agent: string) =>
			chat.post({ route: 'assign', customer: MARTA.id, action, agent });
		const handled = async () => (await state()).conversations[0];
		expect(await act('accept', 'Bia')).toMatchObject({ status: 400 });
		await chat.post(aMessage('hi'));
		await act('accept', 'Bia');
		expect(await handled()).toMatchObject({ handler: 'human', agent: { id: 'Bia', name: 'Bia' } });
		await act('hold', 'Bia');
		expect(await handled()).toMatchObject({ handler: 'waiting', agent: { id: 'Bia' } });
		await act('transfer', 'Caio');
		expect(await handled()).toMatchObject({ handler: 'human', agent: { id: 'Caio' } });
		await act('close', 'Caio');
		expect(await handled()).toMatchObject({ handler: 'bot' });
		const texts = (await chat.entries()).flatMap(({ from, content }) =>
			from === 'human' ? [(content as { message: { text: string } }).message.text] : [],
		);
		expect(texts).toEqual([
			'Seu atendimento foi iniciado. Você está falando com Bia.',
			...[NOTICE_TEXTS.waiting.pt, NOTICE_TEXTS.transferred.pt, NOTICE_TEXTS.closing.pt],
		]);
	});

	it('a route shows what the bot remembers, unless it is long', async () => {
		await chat.post(aMessage('hi'));
		const parties = partiesOf(BUSINESS, MARTA);
		const { conversations } = chat.store;
		await conversations.changeState(parties, { step: 'size', values: { size: 'G' } }, chat.now());
		expect((await state()).conversations[0]).toMatchObject({ step: 'size', values: { size: 'G' } });
		await conversations.changeState(parties, { values: { long: 'x'.repeat(3_000) } }, chat.now());
		expect((await state()).conversations[0]).not.toHaveProperty('values');
	});

	it('a route adds a customer by number, and refuses a text that is not one', async () => {
		expect(await chat.post({ route: 'customers', id: '+55 11 98888-0004', name: 'Bia' })).toEqual({
			status: 200,
			json: { ok: true, id: '+5511988880004' },
		});
		expect((await state()).entries).toMatchObject([
			{ customerId: '+5511988880004', content: { kind: 'customer', name: 'Bia' } },
		]);
		expect(await chat.post({ route: 'customers', id: '12', name: 'Bia' })).toMatchObject({
			status: 400,
			json: { error: 'phone' },
		});
	});

	it('a route clears chat, clock, consents and handlers', async () => {
		await chat.post(aMessage('hi'));
		await chat.post({ route: 'clock', offset: HOUR });
		await chat.post({ route: 'reset' });
		const { entries, clockOffset, conversations } = await state();
		expect({ entries, clockOffset }).toEqual({ entries: [], clockOffset: 0 });
		expect(conversations[0]?.windowExpiresAt).toBeUndefined();
	});

	it('an unknown request to a route is refused, and is no event', async () => {
		expect(await chat.post({ route: 'everything' })).toMatchObject({ status: 400 });
		expect(await chat.post({ route: 'clock', offset: 'tomorrow' })).toMatchObject({ status: 400 });
		expect(await chat.entries()).toEqual([]);
	});
});

describe('simulator: events of the page', () => {
	it('events are passed on to the workflow and added to the chat', async () => {
		expect(await chat.post(aMessage('hi'))).toBe('event');
		const button = { id: 'yes', title: 'Yes', kind: 'button', messageId: 'sim.7' };
		await chat.post({ type: 'button', id: 'sim.in.1.b', customer: MARTA, button });
		expect((await chat.entries()).map(({ content }) => content)).toEqual([
			{ kind: 'inbound', message: { id: expect.any(String), type: 'text', text: 'hi' } },
			{ kind: 'tap', button },
		]);
	});

	it('events hand the conversation to an agent and back', async () => {
		await chat.post(aMessage('hi'));
		await chat.post({ type: 'handover', id: 'h1', customer: MARTA, direction: 'toHuman' });
		expect((await state()).conversations[0]).toMatchObject({
			handler: 'human',
			handlerUntil: '2026-03-02T11:00:00.000Z',
		});
		await chat.post({ type: 'handover', id: 'h2', customer: MARTA, direction: 'toBot' });
		expect((await state()).conversations[0]?.handler).toBe('bot');
	});

	it('events of different businesses are kept apart', async () => {
		await chat.post(aMessage('hi'));
		expect(await chat.store.simulator.transcript('another', 0, 10)).toEqual([]);
		expect(await chat.store.simulator.transcript(BUSINESS, 0, 10)).toHaveLength(1);
	});

	it.each([null, 7, 'text', [], {}, { events: [null, 7] }, { type: 'message' }])(
		'events that cannot be read leave nothing behind: %j',
		async (body) => {
			expect(await chat.post(body)).toBe('event');
			expect(await chat.entries()).toEqual([]);
		},
	);
});

import fc from 'fast-check';

import { simulator } from '../../providers/simulator';
import { boundedContent } from '../../simulator/bounded-content';
import type { PageState } from '../../simulator/page-state';
import { respondToPage } from '../../simulator/respond';
import { MAX_CONTENT_BYTES } from '../../store/contracts/simulator';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { aMessage, BUSINESS, MARTA, pageRequest, simulatedChat, TRIGGER } from './simulated-chat';
import type { SimulatedChat } from './simulated-chat';

// Untrusted messages. Whatever they contain, the chat continues.

const folder = temporaryFolder();
let chats = 0;
let chat: SimulatedChat;
beforeEach(async () => {
	chat = await simulatedChat(folder.file(`chat-${(chats += 1)}.sqlite`));
});
afterEach(() => chat.store.close());

/** Returns nested JSON like `JSON.parse`, without a stack of that depth in the test. */
function nested(levels: number): string {
	return `${'['.repeat(levels)}${']'.repeat(levels)}`;
}

async function postText(json: string) {
	const request = { ...pageRequest(undefined, chat.now()), rawBody: Buffer.from(json) };
	const facts = { store: chat.store, now: chat.now(), trigger: TRIGGER };
	return await respondToPage(request, { ...facts, parse: simulator.parse });
}

async function drawn(): Promise<PageState['entries']> {
	const reply = await postText('{"route":"state"}');
	expect(reply?.status).toBe(200);
	return (JSON.parse(String(reply?.body)) as PageState).entries;
}

const message = (parts: string) =>
	`{"type":"message","id":"sim.in.1.x","customer":{"id":"${MARTA.id}"},"message":{${parts}}}`;

describe('simulator: hostile messages', () => {
	it.each([
		['contacts that are a text', '"type":"contacts","contacts":"x"'],
		['contacts of nothing', '"type":"contacts","contacts":[null]'],
		['phones that are a text', '"type":"contacts","contacts":[{"name":"Ana","phones":"x"}]'],
		['a location in words', '"type":"location","location":{"latitude":"north"}'],
		['a text that is an object', '"type":"text","text":{"toString":1}'],
		['a file that is a list', '"type":"image","media":[1]'],
		['a file that is no file', '"type":"image","media":{"content":"data:image/png,x"}'],
		['a form with the name of a prototype', '"type":"form","form":{"__proto__":{"a":1}}'],
		['4,000 levels', `"type":"text","text":"hi","form":${nested(4_000)}`],
		['100,000 levels', `"type":"text","text":${nested(100_000)}`],
		['100,000 levels beside a text', `"type":"text","text":"hi","order":${nested(100_000)}`],
	])(
		'hostile messages leave the chat readable, and do not change the lines around them: %s',
		async (_what, parts) => {
			await chat.post(aMessage('before'));
			expect(await postText(message(parts))).toBeUndefined();
			await chat.post(aMessage('after'));
			const entries = await drawn();
			expect(entries.at(0)?.content).toMatchObject({ message: { text: 'before' } });
			expect(entries.at(-1)?.content).toMatchObject({ message: { text: 'after' } });
		},
	);

	it('a line that would be too large is cut, and the workflow gets all of it', async () => {
		const text = 'é'.repeat(1_000_000);
		expect(await postText(message(`"type":"text","text":"${text}"`))).toBeUndefined();
		const [entry] = await drawn();
		const { message: shown } = entry?.content as { message: { text: string } };
		expect(shown.text).toMatch(/^é+…$/);
		expect(Buffer.byteLength(JSON.stringify(entry?.content))).toBeLessThan(MAX_CONTENT_BYTES);
		const request = pageRequest(aMessage(text), chat.now());
		expect(simulator.parse(request)[0]?.message?.text).toHaveLength(text.length);
	});

	it('too many messages at once, or a file that is too large, are refused', async () => {
		const events = Array.from({ length: 101 }, () => aMessage('hi'));
		expect(await chat.post({ events })).toEqual({ status: 413, json: { error: 'tooMany' } });
		const content = `data:image/png;base64,${'A'.repeat(7_000_000)}`;
		const picture = { type: 'image', media: { content } };
		expect(await chat.post({ ...aMessage(''), message: picture })).toEqual({
			status: 413,
			json: { error: 'tooLarge' },
		});
		expect(await chat.entries()).toEqual([]);
	});

	it.each(['x'.repeat(3_000), 'a\u0000b', '', 'a\nb'])(
		'a message with an id that no store can keep is not drawn',
		async (id) => {
			await chat.post(aMessage('hi', id));
			await chat.post({ type: 'status', customer: MARTA, messageId: id, state: 'read' });
			expect(await drawn()).toEqual([]);
		},
	);

	it('a repeated message is drawn once', async () => {
		await chat.post(aMessage('hi', 'again'));
		await chat.post(aMessage('hi', 'again'));
		expect(await drawn()).toHaveLength(1);
	});

	it('hostile messages never make the routes fail, whatever JSON they are', async () => {
		const { stringify } = JSON;
		const type = fc.constantFrom('message', 'button', 'status', 'handover', 'consent', 'x');
		const route = fc.constantFrom('state', 'older', 'clock', 'human', 'customers', 'seen', 'x');
		const anything = fc.jsonValue({ maxDepth: 5 });
		const event = fc.record(
			{
				type,
				id: fc.string(),
				customer: fc.record({ id: fc.constantFrom(MARTA.id, 'x'), name: anything }),
				message: fc.oneof(
					anything,
					fc.record({
						type: fc.constantFrom('text', 'image', 'contacts', 'location', 'form', 'reaction', 'x'),
						text: anything,
						media: fc.oneof(anything, fc.record({ content: fc.string(), fileName: anything })),
						contacts: fc.oneof(anything, fc.array(anything)),
						location: anything,
						form: anything,
						reaction: anything,
					}),
				),
				button: anything,
				messageId: fc.string(),
				state: fc.oneof(anything, fc.constant('read')),
				direction: fc.constantFrom('toBot', 'toHuman', 'x'),
				scope: anything,
			},
			{ requiredKeys: ['type', 'customer'] },
		);
		const question = fc.record(
			{ route, after: anything, before: anything, customer: anything, customers: anything },
			{ requiredKeys: ['route'] },
		);
		const bodies = fc.oneof(
			anything.map((json) => stringify(json)),
			fc.oneof(event, question).map((json) => stringify(json)),
			fc.array(event).map((events) => stringify({ events })),
			fc.string(),
		);
		await fc.assert(
			fc.asyncProperty(bodies, async (body) => {
				const reply = await postText(body);
				expect([200, 400, 409, 413]).toContain(reply?.status ?? 200);
				await drawn();
			}),
			{ numRuns: 150 },
		);
	}, 60_000);
});

describe('simulator: the content of a line', () => {
	it('the content of a line has a bounded size, whatever was put into it', () => {
		fc.assert(
			fc.property(
				fc.anything({ maxDepth: 6 }),
				fc.integer({ min: 100, max: 400 }),
				(value, max) => {
					const json = JSON.stringify(boundedContent(value, max)) ?? '';
					expect(Buffer.byteLength(json)).toBeLessThanOrEqual(max);
				},
			),
		);
	});

	it('a small content stays as it is', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
				const json = JSON.stringify(value);
				if (json.length < 1_000) expect(JSON.stringify(boundedContent(value))).toBe(json);
			}),
		);
	});

	it('a content reaches no prototype', () => {
		const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true},"a":1}');
		const bounded = boundedContent(hostile) as Record<string, unknown>;
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
		expect(bounded.polluted).toBeUndefined();
	});
});

describe('simulator: the business of a hostile chat', () => {
	it('a chat with hostile content can be reset', async () => {
		await postText(message(`"type":"text","text":"hi","form":${nested(100_000)}`));
		expect(await chat.post({ route: 'reset' })).toMatchObject({ status: 200 });
		expect(await chat.store.simulator.latest(BUSINESS, { limit: 9 })).toEqual([]);
	});
});

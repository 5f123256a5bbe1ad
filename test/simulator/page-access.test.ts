import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

import { isOnThisMachine, mayOpenPage, type PageTrigger } from '../../simulator/page-access';

const EXAMPLES = path.resolve(__dirname, '../../examples');
const RANDOM = '3f1c9a52-7b4e-4d06-9a8f-0c2d5e6b7a18';
const HERE = { remoteAddress: '127.0.0.1', headers: { host: 'localhost:5678' } };
const STRANGER = { remoteAddress: '203.0.113.7', headers: { host: 'n8n.example' } };

const opens = (visitor: typeof STRANGER, trigger: PageTrigger) =>
	mayOpenPage(visitor, trigger).open;

/** Returns the triggers of the example workflows, as they are shipped. */
function shippedTriggers(): Array<{ id: string; webhookId: string }> {
	return readdirSync(EXAMPLES, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap(({ name }) => {
			const file = readFileSync(path.join(EXAMPLES, name, 'workflow.json'), 'utf8');
			const { nodes } = JSON.parse(file) as { nodes: Array<Record<string, string>> };
			return nodes
				.filter(({ type }) => type?.endsWith('.businessMessagingTrigger'))
				.map(({ id = '', webhookId = '' }) => ({ id, webhookId }));
		});
}

describe('simulator: who may open the page', () => {
	it('opens for everyone with a link that contains a random node id', () => {
		expect(opens(STRANGER, { typeVersion: 2, nodeId: RANDOM })).toBe(true);
		expect(opens(STRANGER, { typeVersion: 2.1, nodeId: RANDOM, webhookId: 'any' })).toBe(true);
	});

	it.each([
		['', 'empty'],
		['1', 'a number'],
		['trigger', 'a word'],
		['00000000-0000-4000-8000-000000000001', 'a random id in form only'],
		['fc3ecd23-5589-500a-8557-0b9c9dfb71d3', 'the id of an example'],
		['FC3ECD23-5589-500A-8557-0B9C9DFB71D3', 'the id of an example in capitals'],
		['3f1c9a52-7b4e-1d06-9a8f-0c2d5e6b7a18', 'made of a time'],
	])('opens only on the machine of n8n when the node id is "%s" (%s)', (nodeId) => {
		expect(opens(STRANGER, { typeVersion: 2, nodeId, webhookId: RANDOM })).toBe(false);
		expect(opens(HERE, { typeVersion: 2, nodeId, webhookId: RANDOM })).toBe(true);
	});

	it('knows every id of a trigger in the examples, in the old path and in the new one', () => {
		const triggers = shippedTriggers();
		expect(triggers.length).toBeGreaterThanOrEqual(4);
		for (const { id, webhookId } of triggers) {
			expect(opens(STRANGER, { typeVersion: 2, nodeId: id, webhookId })).toBe(false);
			expect(opens(STRANGER, { typeVersion: 1.1, nodeId: RANDOM, webhookId })).toBe(false);
			expect(opens(HERE, { typeVersion: 1, nodeId: RANDOM, webhookId })).toBe(true);
		}
	});

	it.each(['6a2f7c1e-8d3b-4f50-b1c9-2e4d6f8a0b3c', 'my-own-address', undefined])(
		'keeps the address of an older trigger open, with the webhookId %s',
		(webhookId) => {
			expect(opens(STRANGER, { typeVersion: 1, nodeId: RANDOM, webhookId })).toBe(true);
			expect(opens(STRANGER, { typeVersion: 1.1, nodeId: RANDOM, webhookId })).toBe(true);
		},
	);

	it('opens a link that can be guessed to everyone only by the setting of the trigger', () => {
		const trigger = { typeVersion: 2, nodeId: 'trigger' };
		expect(opens(STRANGER, { ...trigger, openToEveryone: true })).toBe(true);
		expect(opens(STRANGER, { ...trigger, openToEveryone: false })).toBe(false);
	});

	it('never opens the link of a shipped example to strangers, whatever the setting of the trigger is', () => {
		for (const { id } of shippedTriggers()) {
			const trigger = { typeVersion: 2, nodeId: id, openToEveryone: true };
			expect(opens(STRANGER, trigger)).toBe(false);
			expect(opens(HERE, trigger)).toBe(true);
		}
	});
});

describe('simulator: the machine of n8n', () => {
	it.each([
		['127.0.0.1', 'localhost'],
		['127.0.0.1', 'localhost:5678'],
		['127.1.2.3', '127.0.0.1:5678'],
		['::1', '[::1]:5678'],
		['::ffff:127.0.0.1', 'LOCALHOST:5678'],
	])('a request from %s for %s comes from the machine of n8n', (remoteAddress, host) => {
		expect(isOnThisMachine({ remoteAddress, headers: { host } })).toBe(true);
	});

	it.each([
		['203.0.113.7', 'localhost:5678'],
		['10.0.0.1', 'localhost'],
		['::ffff:10.0.0.1', 'localhost'],
		['127.0.0.1.example', 'localhost'],
		[undefined, 'localhost'],
		['127.0.0.1', 'n8n.example'],
		['127.0.0.1', 'localhost.example'],
		['127.0.0.1', '127.0.0.1.example:5678'],
		['127.0.0.1', 'localhost:5678@evil.example'],
		['127.0.0.1', ''],
	])('a request from %s for "%s" does not come from the machine of n8n', (remoteAddress, host) => {
		expect(isOnThisMachine({ remoteAddress, headers: { host } })).toBe(false);
	});

	it.each([
		['x-forwarded-for', '127.0.0.1'],
		['x-forwarded-host', 'localhost'],
		['x-forwarded-proto', 'https'],
		['forwarded', 'for=127.0.0.1'],
		['x-real-ip', '127.0.0.1'],
		['cf-connecting-ip', '127.0.0.1'],
		['via', '1.1 proxy'],
	])(
		'a request through a proxy that sends %s does not come from the machine of n8n',
		(name, value) => {
			expect(isOnThisMachine({ ...HERE, headers: { ...HERE.headers, [name]: value } })).toBe(false);
		},
	);

	it('no header makes a request one from the machine of n8n', () => {
		const headers = fc.dictionary(fc.string(), fc.string());
		fc.assert(
			fc.property(headers, (given) => {
				const stranger = { remoteAddress: '203.0.113.7', headers: given };
				expect(isOnThisMachine(stranger)).toBe(false);
				expect(opens(stranger as typeof STRANGER, { typeVersion: 2, nodeId: 'guess' })).toBe(false);
			}),
		);
	});
});

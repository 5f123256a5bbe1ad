import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

import { MAX_LIST_ITEMS } from '../../../messaging/reading/bounded-entries';
import { EVENT_KINDS } from '../../../nodes/UsedeskTrigger/event';
import { parse } from '../../../nodes/UsedeskTrigger/parse';
import { HOSTILE_OBJECTS, hostileObjects, keysIn } from '../../contracts/hostile-json';
import { mutated } from '../../contracts/mutated-json';

const folder = join(__dirname, '../../fixtures/usedesk');
const now = new Date('2026-11-20T15:00:00.000Z');

interface Fixture {
	about: string;
	body: Record<string, unknown>;
	event: Record<string, unknown>;
}

const fixtures = readdirSync(folder).map((file) => ({
	file,
	...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture),
}));

describe('Usedesk Trigger: parse', () => {
	it.each(fixtures)('$file: $about', ({ body, event }) => {
		const { id, ...read } = { ...parse(body, now) };
		const { id: wanted, ...expected } = event;
		expect(read).toEqual({ ...expected, receivedAt: '2026-11-20T15:00:00.000Z' });
		if (wanted === 'ticketChanged:*') expect(id).toMatch(/^ticketChanged:[0-9a-f]{32}$/);
		else expect(id).toBe(wanted);
	});

	it('the parser has a fixture for every kind of event', () => {
		const kinds = fixtures.map(({ event }) => event.event);
		expect([...new Set(kinds)].sort()).toEqual([...EVENT_KINDS].sort());
	});

	it('passes no secret to a workflow', () => {
		for (const { body } of fixtures)
			expect(JSON.stringify(parse(body, now))).not.toContain('secret-canary');
	});

	it('recognises a repeated change in any order of its fields, and distinguishes two changes', () => {
		const change = { ticket_id: 128, changed_at: '2026-11-20 12:05:00', new_status: 2 };
		const turned = { new_status: 2, changed_at: '2026-11-20 12:05:00', ticket_id: 128 };
		const first = parse({ secret: 'a', trigger: change }, now)?.id;
		expect(parse({ trigger: turned, secret: 'b' }, now)?.id).toBe(first);
		expect(parse({ trigger: { ...change, new_status: 3 } }, now)?.id).not.toBe(first);
	});

	it('gives no id to messages that cannot be distinguished, because two equal ones may both be meant', () => {
		expect(parse({ chat_id: 1, from: 'client', text: 'ok' }, now)?.id).toBeUndefined();
		const comment = { ticket_id: 1, from: 'client', message: 'ok', type: 'public' };
		expect(parse({ comment }, now)?.id).toBeUndefined();
	});

	it('reads anything without failing', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (body) => {
				const event = parse(body, now);
				if (typeof body !== 'object' || body === null || Array.isArray(body))
					expect(event).toBeUndefined();
				else expect(EVENT_KINDS).toContain(event?.event);
			}),
		);
	});

	it('reads any objects that have the keys of Usedesk without failing', () => {
		fc.assert(
			fc.property(hostileObjects(keysIn(fixtures.map(({ body }) => body))), (body) => {
				expect(EVENT_KINDS).toContain(parse(body, now)?.event);
			}),
			{ numRuns: 300 },
		);
		expect(Object.prototype).not.toHaveProperty('polluted');
	});

	it('reads an event in which anything is replaced by an object that looks like a value', () => {
		for (const { body } of fixtures) {
			for (let where = 1; where < 30; where++) {
				for (const hostile of HOSTILE_OBJECTS) {
					const { changed } = mutated({ changed: body }, where, hostile) as { changed: unknown };
					const isObject = typeof changed === 'object' && !Array.isArray(changed);
					const event = parse(changed, now)?.event;
					expect(isObject ? EVENT_KINDS : [undefined]).toContain(event);
				}
			}
		}
	});

	it('gives a ticket no state when its state is an object', () => {
		const ticket = { id: '1', status_id: { toString: 'x' }, status: { valueOf: 1 } };
		const event = parse({ ticket }, now);
		expect(event).toMatchObject({ event: 'newTicket', ticketId: '1' });
		expect(event?.ticket).not.toHaveProperty('statusId');
	});

	it('cuts a body with a million empty entries before it reads them', () => {
		const data = Array.from({ length: 1_000_000 }, () => ({}));
		const event = parse({ trigger: { ticket_id: 1, changed_at: 'x', data } }, now);
		expect(event?.changes?.length).toBeLessThanOrEqual(MAX_LIST_ITEMS);
	});

	it('survives a body that is nothing but brackets', () => {
		const deep: unknown = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
		expect(parse(deep, now)?.event).toBe('other');
		expect(parse({ trigger: { ticket_id: 1, changed_at: 'x', deep } }, now)?.id).toMatch(/:/);
	});
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

import { EVENT_KINDS } from '../../../nodes/UsedeskTrigger/event';
import { parse } from '../../../nodes/UsedeskTrigger/parse';

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

	it('has a fixture for every kind of event', () => {
		const kinds = fixtures.map(({ event }) => event.event);
		expect([...new Set(kinds)].sort()).toEqual([...EVENT_KINDS].sort());
	});

	it('gives a secret to no workflow', () => {
		for (const { body } of fixtures)
			expect(JSON.stringify(parse(body, now))).not.toContain('secret-canary');
	});

	it('knows a change again in whatever order its fields come, and tells two changes apart', () => {
		const change = { ticket_id: 128, changed_at: '2026-11-20 12:05:00', new_status: 2 };
		const turned = { new_status: 2, changed_at: '2026-11-20 12:05:00', ticket_id: 128 };
		const first = parse({ secret: 'a', trigger: change }, now)?.id;
		expect(parse({ trigger: turned, secret: 'b' }, now)?.id).toBe(first);
		expect(parse({ trigger: { ...change, new_status: 3 } }, now)?.id).not.toBe(first);
	});

	it('gives no id to messages that nothing tells apart: two equal ones may both be meant', () => {
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

	it('reads known fields of any content without failing', () => {
		const names = ['chat_id', 'ticket_id', 'ticket', 'comment', 'trigger', 'client', 'from', 'id'];
		const names2 = ['text', 'message', 'type', 'data', 'changed_at', 'files', 'group', 'status_id'];
		const inner = fc.dictionary(fc.constantFrom(...names, ...names2), fc.jsonValue());
		const body = fc.dictionary(
			fc.constantFrom(...names, ...names2),
			fc.oneof(inner, fc.jsonValue()),
		);
		fc.assert(
			fc.property(body, (value) => {
				expect(EVENT_KINDS).toContain(parse(value, now)?.event);
			}),
		);
	});

	it('survives a body that is nothing but brackets', () => {
		const deep: unknown = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
		expect(parse(deep, now)?.event).toBe('other');
		expect(parse({ trigger: { ticket_id: 1, changed_at: 'x', deep } }, now)?.id).toMatch(/:/);
	});
});

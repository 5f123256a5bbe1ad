import fc from 'fast-check';

import type { InboundRequest } from '../../../messaging/inbound-request';
import { simulator } from '../../../providers/simulator';

const RECEIVED_AT = new Date('2026-03-02T10:00:00.000Z');
const MARTA = { id: '+5511988880001', name: 'Marta', language: 'pt-BR' };

/** Returns a request as the page posts it: JSON in a text/plain body. */
function posted(body: unknown): InboundRequest {
	return {
		method: 'POST',
		headers: { 'content-type': 'text/plain;charset=UTF-8' },
		query: {},
		rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
		body: undefined,
		receivedAt: RECEIVED_AT,
		receiver: 'trigger-1',
	};
}

const parse = (body: unknown) => simulator.parse(posted(body));

const aText = (id: string, text: string) => ({
	type: 'message',
	id,
	customer: MARTA,
	message: { type: 'text', text },
});

describe('simulator: parse', () => {
	it('gives a message the trigger as business, the phone number as address and the arrival as time', () => {
		expect(parse(aText('sim.in.1', 'oi, tudo bem? 🥐'))).toEqual([
			{
				event: 'message',
				id: 'sim.in.1',
				provider: 'simulator',
				channel: 'whatsapp',
				timestamp: '2026-03-02T10:00:00.000Z',
				contact: { id: MARTA.id, phone: MARTA.id, name: 'Marta', language: 'pt-BR' },
				business: { id: 'trigger-1' },
				message: { id: 'sim.in.1', type: 'text', text: 'oi, tudo bem? 🥐' },
			},
		]);
	});

	it('reads a body that was already parsed', () => {
		const request = { ...posted(''), body: aText('sim.in.1', 'oi') };
		expect(simulator.parse(request)).toHaveLength(1);
	});

	it('converts every spelling of a number to one address', () => {
		const spelt = { ...aText('sim.in.1', 'oi'), customer: { id: '+55 (11) 8888-0001' } };
		expect(parse(spelt)[0]?.contact).toEqual({ id: MARTA.id, phone: MARTA.id });
	});

	it('makes a tap a button click whose title is the text too', () => {
		const button = { id: 'order', title: 'Where is my order?', kind: 'list', messageId: 'sim.7' };
		expect(parse({ type: 'button', id: 'sim.in.2', customer: MARTA, button })).toMatchObject([
			{
				event: 'buttonClick',
				button,
				message: { id: 'sim.in.2', type: 'text', text: 'Where is my order?', replyTo: 'sim.7' },
			},
		]);
	});

	it('names a file by its message and leaves its content in the chat', () => {
		const media = { content: 'data:image/png;base64,AAAA', mimeType: 'image/png', sizeBytes: 3 };
		const message = { type: 'image', text: 'my receipt', media };
		expect(parse({ type: 'message', id: 'sim.in.3', customer: MARTA, message })).toMatchObject([
			{
				message: {
					type: 'image',
					text: 'my receipt',
					media: { id: 'sim.in.3', mimeType: 'image/png', sizeBytes: 3 },
				},
			},
		]);
		expect(
			JSON.stringify(parse({ type: 'message', id: 'sim.in.3', customer: MARTA, message })),
		).not.toContain('AAAA');
	});

	it.each([
		['location', { location: { latitude: -23.5, longitude: -46.6, name: 'Loja' } }],
		['contacts', { contacts: [{ name: 'Pedro Luz', phones: ['+5511988880009'] }] }],
		['reaction', { reaction: { emoji: '', messageId: 'sim.7' } }],
		['form', { form: { name: 'Marta' } }],
	])('keeps the content of a %s', (type, content) => {
		const message = { type, ...content };
		const [event] = parse({ type: 'message', id: 'sim.in.4', customer: MARTA, message });
		expect(event?.message).toEqual({ id: 'sim.in.4', type, text: '', ...content });
	});

	it('gives each state of a message a status of its own', () => {
		const status = { type: 'status', customer: MARTA, messageId: 'sim.9', reference: 'row-7' };
		expect(
			parse({
				events: [
					{ ...status, state: 'delivered' },
					{ ...status, state: 'read' },
				],
			}),
		).toMatchObject([
			{
				event: 'status',
				id: 'sim.9:delivered',
				status: { messageId: 'sim.9', state: 'delivered', reference: 'row-7' },
			},
			{ event: 'status', id: 'sim.9:read', status: { messageId: 'sim.9', state: 'read' } },
		]);
	});

	it('reads a consent of the platform and a handover', () => {
		expect(
			parse({
				events: [
					{ type: 'consent', id: 'sim.c', customer: MARTA, state: 'optedOut', scope: 'marketing' },
					{ type: 'handover', id: 'sim.h', customer: MARTA, direction: 'toHuman', service: 'Rita' },
				],
			}),
		).toMatchObject([
			{ event: 'consent', consent: { state: 'optedOut', scope: 'marketing', source: 'platform' } },
			{ event: 'handover', handover: { direction: 'toHuman', service: 'Rita' } },
		]);
	});

	it('reads unknown content as unsupported, with its name', () => {
		const poll = { type: 'message', id: 'sim.in.5', customer: MARTA, message: { type: 'poll' } };
		const empty = {
			type: 'message',
			id: 'sim.in.6',
			customer: MARTA,
			message: { type: 'location' },
		};
		const wave = { type: 'wave', id: 'sim.in.7', customer: MARTA };
		expect(parse({ events: [poll, empty, wave] }).map(({ message }) => message)).toEqual([
			{ id: 'sim.in.5', type: 'unsupported', text: '', unsupportedType: 'poll' },
			{ id: 'sim.in.6', type: 'unsupported', text: '', unsupportedType: 'location' },
			{ id: 'sim.in.7', type: 'unsupported', text: '', unsupportedType: 'wave' },
		]);
	});

	it('returns no event for a customer without a phone number or an entry without an id', () => {
		expect(parse({ ...aText('sim.in.1', 'oi'), customer: { id: 'somebody' } })).toEqual([]);
		expect(parse({ ...aText('', 'oi') })).toEqual([]);
	});

	it('keeps all other entries beside unreadable ones', () => {
		fc.assert(
			fc.property(fc.array(fc.option(fc.jsonValue()), { maxLength: 8 }), (broken) => {
				const good = broken.map((_, index) => aText(`sim.in.${index}`, `text ${index}`));
				const mixed = good.flatMap((entry, index) => [broken[index], entry]);
				const ids = parse({ events: mixed }).map(({ id }) => id);
				expect(ids).toEqual(expect.arrayContaining(good.map(({ id }) => id)));
			}),
		);
	});

	it('never throws, whatever the bytes or the JSON', () => {
		fc.assert(fc.property(fc.string(), (body) => Array.isArray(parse(body))));
		fc.assert(fc.property(fc.jsonValue(), (body) => Array.isArray(parse(body))));
		const type = fc.constantFrom('message', 'button', 'status', 'handover', 'consent', 'other');
		const entry = fc.record({
			type,
			id: fc.string(),
			customer: fc.constant(MARTA),
			message: fc.jsonValue(),
			button: fc.jsonValue(),
			state: fc.jsonValue(),
		});
		fc.assert(fc.property(entry, (body) => Array.isArray(parse(body))));
	});
});

describe('simulator: authenticate', () => {
	it('accepts every request, because there is no shared secret', () => {
		expect(simulator.authenticate(posted(''), {})).toEqual({ ok: true });
	});
});

import { windowEnd, opensWindow } from '../../../../messaging/customer-service-window';
import type { MessagingEvent } from '../../../../messaging/event';
import { parse } from '../../../../providers/chatArchitect/parse';
import { delivery, inboundFixtures } from '../../../fixtures/inbound';

const CANARY = 'storage-canary';

function read(scenario: string): MessagingEvent[] {
	const fixture = inboundFixtures('chatArchitect').find((known) => known.scenario === scenario);
	return parse(delivery(fixture?.body));
}

function envelope(type: string, payload: object, more: object = {}): object {
	return { app: 'PadariaSol', timestamp: 1_790_000_000_123, version: 2, type, payload, ...more };
}

describe('chatArchitect: parse', () => {
	it('shows the storage of the account only in raw', () => {
		const fixtures = inboundFixtures('chatArchitect');
		const withStorage = fixtures.filter(({ body }) => JSON.stringify(body).includes(CANARY));
		expect(withStorage.length).toBeGreaterThan(20);
		for (const { body } of withStorage) {
			for (const { raw, ...event } of parse(delivery(body))) {
				expect(JSON.stringify(event)).not.toContain(CANARY);
				expect(JSON.stringify(raw)).toContain(CANARY);
			}
		}
	});

	it('reads a tap alike however Gupshup writes it', () => {
		const taps = ['template-tap', 'template-tap-as-text'].flatMap(read);
		expect(taps.map(({ event, button }) => [event, button?.kind, button?.title])).toEqual([
			['buttonClick', 'template', 'Sair'],
			['buttonClick', 'template', 'Sair'],
		]);
	});

	it('identifies a message by the id in the answer to its send, in receipts, quotations and taps', () => {
		const sent = 'e0000000-0000-4000-8000-000000000001';
		expect(read('status-read')[0]?.status?.messageId).toBe(sent);
		expect(read('status-enqueued')[0]?.status?.messageId).toBe(sent);
		expect(read('reply')[0]?.message?.replyTo).toBe(sent);
		expect(read('tap')[0]?.button?.messageId).toBe(sent);
		expect(read('v3-tap')[0]?.button?.messageId).toBe(sent);
		expect(read('v3-statuses')[0]?.status?.messageId).toBe(sent);
	});

	it('gives one id to the same receipt in both versions', () => {
		const ids = [...read('status-delivered'), ...read('v3-statuses')].map(({ id }) => id);
		expect(ids[0]).toBe(ids[1]);
	});

	it('names the business by its number in both versions', () => {
		const names = ['text', 'v3-text'].flatMap(read).map(({ business }) => business.id);
		expect(names).toEqual(['+551140000001', '+551140000001']);
	});

	it.each([
		[{ billing: { phone: 551140000001 } }, '+551140000001'],
		[{ billing: 'none' }, 'PadariaSol'],
		[{}, 'PadariaSol'],
		[{ app: undefined }, 'trigger-1'],
	])('finds the business in %j', (more, id) => {
		const body = envelope('user-event', { phone: '5511988880001', type: 'opted-in' }, more);
		expect(parse(delivery(body)).map(({ business }) => business.id)).toEqual([id]);
	});

	it('distinguishes the three ways of opting out: of everything by Gupshup, of promotions by WhatsApp, and words', () => {
		expect(read('opted-out')[0]?.consent).toMatchObject({ scope: 'all', source: 'provider' });
		expect(read('marketing-stop')[0]?.consent).toMatchObject({
			scope: 'marketing',
			source: 'platform',
		});
		expect(read('opt-out-word')[0]?.event).toBe('message');
	});

	it('counts a second opt-out of the same customer as another one', () => {
		const payload = { phone: '5511988880001', type: 'opted-out' };
		const [first, second] = [1_790_000_000_123, 1_790_000_099_000].flatMap((timestamp) =>
			parse(delivery(envelope('user-event', payload, { timestamp }))),
		);
		expect(first?.id).not.toBe(second?.id);
	});

	it.each(['sandbox-start', 'placeholder-opt-in', 'platform-event', 'status-unknown'])(
		'returns no event for %s',
		(scenario) => {
			expect(read(scenario)).toEqual([]);
		},
	);

	it('uses the id that Gupshup gives for a customer without a phone number', () => {
		const message = { id: 'wamid.IN', source: 'BR.40200000000001', type: 'text' };
		const body = envelope('message', { ...message, payload: { text: 'Oi' } });
		expect(parse(delivery(body)).map(({ contact }) => contact)).toEqual([
			{ id: 'BR.40200000000001' },
		]);
	});

	it('derives the id of a message without one from its content', () => {
		const message = { source: '5511988880001', type: 'text', payload: { text: 'Oi' } };
		const ids = [1, 2].flatMap(() => parse(delivery(envelope('message', message))));
		expect(ids.map(({ id }) => id)).toEqual([ids[0]?.id, ids[0]?.id]);
		expect(ids[0]?.id).toMatch(/^message:[0-9a-f]{32}$/);
	});

	it('opens the customer service window by a message or tap of the customer', () => {
		for (const scenario of ['text', 'tap', 'image', 'v3-text']) {
			const [event] = read(scenario);
			expect(event && opensWindow(event)).toBe(true);
		}
		expect(windowEnd(read('text')[0]?.timestamp ?? '', 24)).toBe('2026-09-22T14:13:20.123Z');
		expect(read('unknown-kind').map(opensWindow)).toEqual([false]);
	});

	it('explains a failure with the same text in both versions', () => {
		const errors = [...read('status-failed'), ...read('v3-statuses')].map(
			({ status }) => status?.error?.title,
		);
		expect(errors).toEqual([
			'This number is not on WhatsApp',
			undefined,
			'This number is not on WhatsApp',
			expect.any(String),
		]);
	});

	it('reports a failed message as certainly not delivered', () => {
		for (const scenario of ['status-failed', 'status-failed-later', 'v3-statuses']) {
			for (const { status } of read(scenario)) {
				expect(status?.error ?? {}).not.toHaveProperty('mayHaveBeenSent');
			}
		}
	});
});

import { parse } from '../../../../providers/infobip/parse';
import { delivery, RECEIVED_AT } from '../../../fixtures/inbound';

function eventsOf(body: unknown, query: Record<string, string> = {}) {
	return parse({ ...delivery(body), query });
}

const DELIVERED = { groupId: 3, id: 5, name: 'DELIVERED_TO_HANDSET' };

describe('infobip: hints in the registered address', () => {
	it('finds channel and number of a report that names neither', () => {
		const body = { results: [{ messageId: 'out-1', to: '5511988880001', status: DELIVERED }] };
		expect(eventsOf(body, { channel: 'viber', sender: 'PadariaSol' })).toMatchObject([
			{ channel: 'viber', business: { id: 'PadariaSol' }, contact: { id: '+5511988880001' } },
		]);
	});

	it('prefers an entry to the address', () => {
		const body = {
			results: [
				{
					event: 'DELIVERY',
					channel: 'SMS',
					sender: '1',
					destination: '2',
					messageId: 'o',
					status: DELIVERED,
				},
			],
		};
		expect(eventsOf(body, { channel: 'viber', sender: 'PadariaSol' })).toMatchObject([
			{ channel: 'sms', business: { id: '1' } },
		]);
	});

	it('recognises the customer of a seen report by our own number, in either order', () => {
		const seen = { messageId: 'out-1', seenAt: '2026-09-21T14:13:25.000+0000' };
		const documented = { ...seen, from: '5511988880001', to: '551140000000' };
		const swapped = { ...seen, to: '5511988880001', from: '551140000000' };
		const query = { channel: 'whatsapp', sender: '551140000000' };
		for (const entry of [documented, swapped]) {
			expect(eventsOf({ results: [entry] }, query)).toMatchObject([
				{ contact: { id: '+5511988880001' }, business: { id: '551140000000' } },
			]);
		}
	});

	it('ignores a channel that does not exist', () => {
		const body = { results: [{ messageId: 'out-1', to: '5511988880001', status: DELIVERED }] };
		expect(eventsOf(body, { channel: '__proto__' })).toMatchObject([{ channel: 'whatsapp' }]);
	});
});

describe('infobip: times', () => {
	const at = (receivedAt: unknown) =>
		eventsOf({
			results: [
				{
					from: '5511988880001',
					messageId: 'm',
					receivedAt,
					message: { type: 'TEXT', text: 'oi' },
				},
			],
		})[0]?.timestamp;

	it.each([
		['2026-09-21T14:13:20.120+0000', '2026-09-21T14:13:20.120Z'],
		['2026-09-21T11:13:20.120-0300', '2026-09-21T14:13:20.120Z'],
		['2026-09-21T14:13:20Z', '2026-09-21T14:13:20.000Z'],
		['2026-09-21T19:43:20+05:30', '2026-09-21T14:13:20.000Z'],
		['2026-09-21T14:13:20', '2026-09-21T14:13:20.000Z'],
		[1_790_000_000_000, '2026-09-21T14:13:20.000Z'],
	])('reads %s', (given, expected) => {
		expect(at(given)).toBe(expected);
	});

	it.each([['soon'], ['2026-13-45T00:00:00Z'], [-1], [null], [{}], ['2026'], [1e300]])(
		'uses the time of arrival instead of %s',
		(given) => {
			expect(at(given)).toBe(RECEIVED_AT.toISOString());
		},
	);
});

describe('infobip: envelopes', () => {
	const text = {
		from: '5511988880001',
		to: '551140000000',
		messageId: 'm',
		receivedAt: '2026-09-21T14:13:20.120+0000',
		message: { type: 'TEXT', text: 'oi' },
	};

	it('reads a list, a bare list and a single entry with the same result', () => {
		const [expected] = eventsOf({ results: [text] });
		expect(expected?.message?.text).toBe('oi');
		expect(eventsOf([text])).toEqual([expected]);
		expect(eventsOf(text)).toEqual([expected]);
	});

	it('returns no event for other payloads', () => {
		for (const body of [undefined, null, 'x', 7, [], {}, { results: 5 }, { hello: 'world' }]) {
			expect(eventsOf(body)).toEqual([]);
		}
	});
});

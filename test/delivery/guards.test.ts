import fc from 'fast-check';

import { destination } from '../../delivery/guards/destination';
import type { DeliveryRules, GuardContext } from '../../delivery/guards/guard';
import { minutesOf, quietHours } from '../../delivery/guards/quiet-hours';
import type { OutboundMessage } from '../../messaging/outbound-message';
import { timeZonesOf } from '../../messaging/time-zones-of-phone';
import { whatsappCloud } from '../../providers/whatsappCloud';
import type { StoredContact } from '../../store/contracts/contacts';

const TEXT: OutboundMessage = { type: 'text', text: 'Olá' };
const TEMPLATE: OutboundMessage = { type: 'template', name: 'news', language: 'pt_BR' };
const NIGHT = { from: '21:00', to: '08:00', appliesTo: 'templates', timeZone: 'UTC' } as const;

function context(given: {
	now: string;
	phone?: string;
	attributes?: Record<string, unknown>;
	quietHours?: DeliveryRules['quietHours'];
}): GuardContext {
	return {
		contact: given.attributes
			? ({ attributes: given.attributes } as unknown as StoredContact)
			: undefined,
		consent: { all: 'unknown', marketing: 'unknown' },
		conversation: undefined,
		to: { id: given.phone ?? 'somebody', ...(given.phone ? { phone: given.phone } : {}) },
		capabilities: whatsappCloud.capabilities('whatsapp'),
		rules: {
			consent: 'respectOptOut',
			closedWindow: 'block',
			quietHours: given.quietHours ?? NIGHT,
		},
		now: new Date(given.now),
	};
}

const codeOf = (verdict: ReturnType<typeof quietHours>) =>
	verdict.verdict === 'block' ? verdict.blocked.code : verdict.verdict;

describe('guard: quiet hours', () => {
	const PAULISTA = '+5511988880001';

	it.each([
		['the minute before', '2026-03-02T20:59:59-03:00', 'pass'],
		['the first minute', '2026-03-02T21:00:00-03:00', 'quietHours'],
		['after midnight', '2026-03-03T03:00:00-03:00', 'quietHours'],
		['the last minute', '2026-03-03T07:59:59-03:00', 'quietHours'],
		['the minute after', '2026-03-03T08:00:00-03:00', 'pass'],
	])(
		'quiet hours over midnight apply from their first minute to their last: %s',
		(_when, now, verdict) => {
			expect(codeOf(quietHours(TEMPLATE, context({ now, phone: PAULISTA })))).toBe(verdict);
		},
	);

	it('uses the time zone of the customer: in Manaus it is an hour earlier than in São Paulo', () => {
		const now = '2026-03-03T08:30:00-03:00';
		expect(codeOf(quietHours(TEMPLATE, context({ now, phone: PAULISTA })))).toBe('pass');
		expect(codeOf(quietHours(TEMPLATE, context({ now, phone: '+5592988880001' })))).toBe(
			'quietHours',
		);
	});

	it('prefers the stored time zone to that of the number', () => {
		const now = '2026-03-03T08:30:00-03:00';
		const attributes = { timeZone: 'America/Los_Angeles' };
		expect(codeOf(quietHours(TEMPLATE, context({ now, phone: PAULISTA, attributes })))).toBe(
			'quietHours',
		);
	});

	it('blocks until the hours are over in every zone in which the number may be', () => {
		// 09:00 in New York is 06:00 in Los Angeles.
		const now = '2026-03-03T14:00:00Z';
		expect(codeOf(quietHours(TEMPLATE, context({ now, phone: '+12025550143' })))).toBe(
			'quietHours',
		);
	});

	it("uses the user's zone for a customer without a phone number", () => {
		expect(codeOf(quietHours(TEMPLATE, context({ now: '2026-03-03T03:00:00Z' })))).toBe(
			'quietHours',
		);
		expect(codeOf(quietHours(TEMPLATE, context({ now: '2026-03-03T12:00:00Z' })))).toBe('pass');
	});

	it('lets answers through, unless it applies to everything', () => {
		const now = '2026-03-03T03:00:00-03:00';
		expect(codeOf(quietHours(TEXT, context({ now, phone: PAULISTA })))).toBe('pass');
		const everything = { ...NIGHT, appliesTo: 'everything' } as const;
		expect(
			codeOf(quietHours(TEXT, context({ now, phone: PAULISTA, quietHours: everything }))),
		).toBe('quietHours');
	});

	it('says when it may be sent', () => {
		const verdict = quietHours(
			TEMPLATE,
			context({ now: '2026-03-02T23:00:00-03:00', phone: PAULISTA }),
		);
		expect(verdict.verdict === 'block' && verdict.blocked.remedy).toContain(
			'2026-03-03T08:00:00-03:00',
		);
	});

	it('never throws, whatever the times and zones are', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (from, to, timeZone) => {
				const rules = { from, to, appliesTo: 'everything', timeZone } as const;
				quietHours(TEXT, context({ now: '2026-03-03T03:00:00Z', quietHours: rules }));
			}),
		);
	});

	it('reads hours and minutes only', () => {
		expect([minutesOf('8:05'), minutesOf('23:59'), minutesOf('24:00'), minutesOf('8')]).toEqual([
			485,
			1439,
			undefined,
			undefined,
		]);
	});
});

describe('guard: destination', () => {
	const to = (phone: string, message: OutboundMessage = TEXT) =>
		codeOf(destination(message, context({ now: '2026-03-03T12:00:00Z', phone })));

	it('blocks countries and regions that WhatsApp does not serve', () => {
		expect(to('+5351234567')).toBe('countryNotServed');
		expect(to('+79781234567')).toBe('countryNotServed');
		expect(to('+73652123456')).toBe('countryNotServed');
		expect(to('+79161234567')).toBe('pass');
		expect(to('+5511988880001')).toBe('pass');
	});

	it('blocks marketing templates to the United States, and nothing else there', () => {
		const promotion = { ...TEMPLATE, category: 'marketing' } as OutboundMessage;
		expect(to('+12025550143', promotion)).toBe('noMarketingInCountry');
		expect(to('+12025550143', TEMPLATE)).toBe('pass');
		// Canada shares the calling code.
		expect(to('+16045550143', promotion)).toBe('pass');
	});
});

describe('time zones of a phone number', () => {
	it('a Brazilian phone number has the one time zone of its area code', () => {
		expect(timeZonesOf('+5568988880001')).toEqual(['America/Rio_Branco']);
		expect(timeZonesOf('+5581988880001')).toEqual(['America/Sao_Paulo']);
	});

	it('returns all zones of the country elsewhere, and none for an unknown country', () => {
		expect(timeZonesOf('+351912345678')).toContain('Europe/Lisbon');
		expect(timeZonesOf('+12025550143').length).toBeGreaterThan(3);
		expect(timeZonesOf('+88213000000')).toEqual([]);
	});
});

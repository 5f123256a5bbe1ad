import fc from 'fast-check';

import type { OutboundMessage } from '../../messaging/outbound-message';
import type { ProviderAdapter, Recipient, Sender } from '../../messaging/provider';
import type { Channel } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { addressesOf } from '../../store/addresses';

/**
 * One law for every provider and channel: two texts from which `build` makes the same recipient are one contact of the
 * store, and so one person for consent, window, campaign and handler. It is checked on phone numbers in the spellings
 * that people have in their lists, on ids, and on texts that look like both.
 */

const MESSAGE: OutboundMessage = { type: 'text', text: 'Olá' };
const PHONE_CHANNELS: ReadonlySet<Channel> = new Set(['whatsapp', 'viber', 'sms', 'rcs']);

const ENDS = Object.values(providers).flatMap((adapter: ProviderAdapter) =>
	adapter.channels.map((channel) => ({ adapter, channel, name: `${adapter.name}, ${channel}` })),
);

const senderOn = (adapter: ProviderAdapter, channel: Channel): Sender => ({
	id: adapter.readBusiness('551140000001', channel) ?? '',
	channel,
	account: { baseUrl: 'https://provider.example', botId: 'acme' },
});

/** Returns the whole request, which is different for two recipients and equal for one. */
const requestTo = (adapter: ProviderAdapter, channel: Channel, to: Recipient) =>
	JSON.stringify(adapter.build(MESSAGE, to, senderOn(adapter, channel), 'send-1'));

const isOnePerson = (adapter: ProviderAdapter, one: Recipient, other: Recipient) => {
	const keys = new Set(addressesOf(adapter.name, one));
	return addressesOf(adapter.name, other).some((key) => keys.has(key));
};

const spelling = fc.constantFrom<(digits: string) => string>(
	(digits) => `+${digits}`,
	(digits) => digits,
	(digits) => `00${digits}`,
	(digits) => ` +${digits.slice(0, 2)} (${digits.slice(2, 4)}) ${digits.slice(4)} `,
	(digits) => `+${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4)}`,
	(digits) => `${digits}.0`,
	(digits) => `${digits}@s.whatsapp.net`,
	(digits) => `${digits}@wa.gw.msging.net`,
	(digits) => `whatsapp:+${digits}`,
	(digits) => `tel:+${digits}`,
	(digits) => `https://wa.me/${digits}`,
	(digits) => `+${digits} (João)`,
	(digits) => `\u200e+${digits}`,
);
const fullWidth = (text: string) =>
	text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));

/** Digits of Mexican and Argentine numbers, in both spellings. */
const twoSpellings = fc
	.tuple(
		fc.constantFrom(['52', '521'], ['54', '549']),
		fc.constantFrom('11', '33', '351'),
		fc.integer({ min: 20_000_000, max: 79_999_999 }),
	)
	.map(([prefixes, area, rest]) =>
		prefixes.map((prefix) => `${prefix}${`${area}${rest}`.slice(0, 10)}`),
	);
/** Digits of Brazilian mobile numbers, with and without the ninth digit. */
const mobileDigits = fc
	.tuple(
		fc.constantFrom('11', '51', '55', '81', '84'),
		fc.integer({ min: 6_000_0000, max: 9_999_9999 }),
		fc.boolean(),
	)
	.map(([area, number, hasNinth]) => `55${area}${hasNinth ? '9' : ''}${number}`);
const otherDigits = fc.integer({ min: 100_000, max: 999_999_999_999_999 }).map(String);
const id = fc.stringMatching(/^[A-Za-z0-9._@-]{1,30}$/);
const typed = fc.oneof(
	fc.tuple(fc.oneof(mobileDigits, otherDigits), spelling).map(([digits, spell]) => spell(digits)),
	fc.tuple(mobileDigits, spelling).map(([digits, spell]) => fullWidth(spell(digits))),
	fc.tuple(twoSpellings, fc.nat(1), spelling).map(([both, n, spell]) => spell(both[n] ?? '')),
	id,
	fc.string({ maxLength: 40 }),
);

describe.each(ENDS)('addresses: $name', ({ adapter, channel }) => {
	const read = (text: string) => {
		const reading = adapter.readAddress(text, channel, 'BR');
		return reading.ok ? reading.to : undefined;
	};

	it('two texts that build the same recipient are one contact', () => {
		fc.assert(
			fc.property(typed, typed, (one, other) => {
				const [first, second] = [read(one), read(other)];
				if (first === undefined || second === undefined) return;
				if (requestTo(adapter, channel, first) !== requestTo(adapter, channel, second)) return;
				expect([one, other, isOnePerson(adapter, first, second)]).toEqual([one, other, true]);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('two spellings of one text that build the same recipient are one contact', () => {
		fc.assert(
			fc.property(fc.oneof(mobileDigits, otherDigits), spelling, spelling, (digits, one, other) => {
				const [first, second] = [read(one(digits)), read(other(digits))];
				if (first === undefined || second === undefined) return;
				if (requestTo(adapter, channel, first) !== requestTo(adapter, channel, second)) return;
				expect([one(digits), other(digits), isOnePerson(adapter, first, second)]).toEqual([
					one(digits),
					other(digits),
					true,
				]);
			}),
			{ numRuns: 500 },
		);
	});

	if (PHONE_CHANNELS.has(channel)) {
		it('every spelling of a phone number is one contact', () => {
			fc.assert(
				fc.property(mobileDigits, spelling, spelling, (digits, one, other) => {
					const [first, second] = [read(one(digits)), read(fullWidth(other(digits)))];
					expect(first && second && isOnePerson(adapter, first, second)).toBe(true);
				}),
			);
		});

		it('both spellings of a Mexican or an Argentine number are one contact', () => {
			fc.assert(
				fc.property(twoSpellings, spelling, spelling, ([first = '', second = ''], one, other) => {
					const [former, current] = [read(one(first)), read(other(second))];
					fc.pre(former !== undefined && current !== undefined);
					expect(former && current && isOnePerson(adapter, former, current)).toBe(true);
				}),
			);
		});

		it('a word is no address', () => {
			expect(read('Marta')).toBeUndefined();
		});
	} else {
		it('an id of digits stays an id, however much it looks like a phone number', () => {
			expect(read('5530000006')).not.toHaveProperty('phone');
		});
	}

	it('the address of an event reads as itself', () => {
		fc.assert(
			fc.property(typed, (text) => {
				const once = read(text);
				if (once !== undefined) expect(read(once.id)).toEqual(once);
			}),
		);
	});

	it('no text makes it throw', () => {
		fc.assert(fc.property(fc.string(), (text) => void adapter.readAddress(text, channel)));
	});
});

describe('addresses: our side', () => {
	it.each([
		['blip', 'acmehuman', 'acmehuman@msging.net'],
		['blip', 'acmehuman@msging.net', 'acmehuman@msging.net'],
		['infobip', '+44 7860 099299', '447860099299'],
		['infobip', 'Padaria', 'Padaria'],
		['chatArchitect', '55 11 4000-0001', '+551140000001'],
		['whatsappCloud', ' 106540352242922 ', '106540352242922'],
	] as const)('%s reads %j as %j', (name, text, business) => {
		expect(providers[name].readBusiness(text, 'whatsapp')).toBe(business);
	});
});

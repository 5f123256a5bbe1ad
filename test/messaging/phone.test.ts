import { canonicalPhone, secondSpellingOf, toE164 } from '../../messaging/phone';

describe('phone: toE164', () => {
	it.each([
		['+55 (11) 98888-0001', '+5511988880001'],
		['5511988880001', '+5511988880001'],
		['+55.11.98888.0001', '+5511988880001'],
		['+1 202 555 0143', '+12025550143'],
	])('reads %s as %s', (typed, e164) => {
		expect(toE164(typed)).toBe(e164);
	});

	it('reads a national number only when the country is known', () => {
		expect(toE164('(11) 98888-0001', 'BR')).toBe('+5511988880001');
		expect(toE164('(11) 98888-0001')).toBeUndefined();
	});

	it.each(['BR.40212345678', 'sim.customer', '', '+', 'Marta', '12'])(
		'returns nothing for a text that is no phone number: %j',
		(address) => {
			expect(toE164(address)).toBeUndefined();
		},
	);
});

describe('phone: canonicalPhone', () => {
	it.each([
		['a Brazilian mobile number', '+551188880001', '+5511988880001'],
		['a Mexican number', '+5215512345678', '+525512345678'],
		['an Argentine number', '+541123456789', '+5491123456789'],
	])('converts both spellings of %s to one', (_, second, canonical) => {
		expect([canonicalPhone(second), canonicalPhone(canonical)]).toEqual([canonical, canonical]);
		expect(secondSpellingOf(canonical)).toBe(second);
	});

	it.each([
		['a Brazilian landline number', '+551130000001'],
		['a number of another country', '+34600123456'],
		['a free number of Argentina', '+548001234567'],
	])('leaves %s as it is', (_, phone) => {
		expect(canonicalPhone(phone)).toBe(phone);
		expect(secondSpellingOf(phone)).toBeUndefined();
	});
});

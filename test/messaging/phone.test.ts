import { canonicalPhone, toE164 } from '../../messaging/phone';

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
	it('converts both spellings of a Brazilian mobile number to one', () => {
		expect(canonicalPhone('+551188880001')).toBe('+5511988880001');
		expect(canonicalPhone('+5511988880001')).toBe('+5511988880001');
	});

	it('leaves a Brazilian landline number as it is', () => {
		expect(canonicalPhone('+551130000001')).toBe('+551130000001');
	});

	it('leaves numbers of other countries as they are', () => {
		expect(canonicalPhone('+34600123456')).toBe('+34600123456');
	});
});

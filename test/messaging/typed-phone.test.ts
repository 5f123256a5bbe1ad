import { getCountryCallingCode } from 'libphonenumber-js/max';

import { canonicalPhone } from '../../messaging/phone';
import { readTypedPhone } from '../../messaging/typed-phone';

const JOAO = '+5511983540763';

/** The area codes of Brazil (Anatel's numbering plan). */
const AREA_CODES = [
	...[11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33, 34, 35, 37, 38],
	...[41, 42, 43, 44, 45, 46, 47, 48, 49, 51, 53, 54, 55, 61, 62, 63, 64, 65, 66, 67, 68, 69],
	...[71, 73, 74, 75, 77, 79, 81, 82, 83, 84, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97],
	...[98, 99],
];

describe('typed phone: one customer in every spelling', () => {
	it.each([
		'+5511983540763',
		'5511983540763',
		'0055 11 98354-0763',
		'+55 (11) 98354-0763 (João)',
		'+55.11.98354.0763',
		'5511983540763.0',
		'5511983540763,00',
		'5511983540763@s.whatsapp.net',
		'5511983540763@c.us',
		'5511983540763@wa.gw.msging.net',
		'whatsapp:+5511983540763',
		'tel:+55-11-98354-0763',
		'https://wa.me/5511983540763?text=oi',
		'https://api.whatsapp.com/send?phone=5511983540763&text=oi',
		'＋５５１１９８３５４０７６３',
		'\u200e+55 11 98354\u00a00763\u202c',
		'"5511983540763"',
		"'5511983540763",
		'551183540763',
		'+55 11 8354-0763',
		'+55 (0) 11 98354-0763',
		'+55 011 98354-0763',
	])('%j is a phone number', (typed) => {
		const reading = readTypedPhone(typed);
		expect(reading).toEqual({ phone: expect.any(String) as string });
		expect('phone' in reading && canonicalPhone(reading.phone)).toBe(JOAO);
	});

	it.each([
		'(11) 98354-0763',
		'11983540763',
		'011 98354-0763',
		'0 15 11 98354-0763',
		'11 8354-0763',
	])('%j is a phone number if the business is Brazilian', (typed) => {
		const reading = readTypedPhone(typed, 'BR');
		expect('phone' in reading && canonicalPhone(reading.phone)).toBe(JOAO);
	});
});

describe('typed phone: one customer in both spellings of the country', () => {
	it.each([
		['+52 1 55 1234 5678', '+525512345678', undefined],
		['5215512345678', '+525512345678', undefined],
		['5215512345678@s.whatsapp.net', '+525512345678', 'BR'],
		['55 1234 5678', '+525512345678', 'MX'],
		['+54 9 11 2345-6789', '+5491123456789', undefined],
		['+54 11 2345-6789', '+5491123456789', undefined],
		['+54 11 15 2345-6789', '+5491123456789', undefined],
		['011 15-2345-6789', '+5491123456789', 'AR'],
		['11 2345-6789', '+5491123456789', 'AR'],
	] as const)('%j is %s', (typed, phone, home) => {
		const reading = readTypedPhone(typed, home);
		expect('phone' in reading && canonicalPhone(reading.phone)).toBe(phone);
	});

	it("Mexico's former prefix does not count as a missing country code", () => {
		for (const home of [undefined, 'MX'] as const) {
			expect(readTypedPhone('15512345678', home)).toEqual({ phone: '+15512345678' });
		}
	});
});

describe('typed phone: the country of a number without country code', () => {
	it('every area code of Brazil stays in Brazil where the business is Brazilian', () => {
		expect(AREA_CODES).toHaveLength(67);
		for (const area of AREA_CODES) {
			for (const typed of [`${area} 98888-7777`, `(${area}) 3232-7777`, `0${area}988887777`]) {
				const reading = readTypedPhone(typed, 'BR');
				expect([typed, 'phone' in reading && reading.phone.slice(0, 5)]).toEqual([
					typed,
					`+55${area}`,
				]);
			}
		}
	});

	it('no area code of Brazil leaves Brazil where the country of the business is unknown', () => {
		for (const area of AREA_CODES) {
			for (const typed of [`${area} 98888-7777`, `(${area}) 3232-7777`]) {
				expect([typed, readTypedPhone(typed)]).toEqual([typed, { problem: 'noCountry' }]);
			}
		}
	});

	it('a number with country code keeps it, whatever the country of the business', () => {
		const numbers = [
			'+351912345678',
			'+14155552671',
			'+34612345678',
			'+5491123456789',
			'+51988887777',
		];
		for (const number of numbers) {
			expect(readTypedPhone(number, 'BR')).toEqual({ phone: number });
			expect(readTypedPhone(number.replace('+', '00'), 'BR')).toEqual({ phone: number });
		}
	});

	it('digits that are no number of the own country are read with country code', () => {
		for (const digits of ['351912345678', '34612345678', '5491123456789', '14155552671']) {
			expect(readTypedPhone(digits, 'BR')).toEqual({ phone: `+${digits}` });
		}
	});

	it('digits of the own country may have its code', () => {
		expect(readTypedPhone(`${getCountryCallingCode('PT')}912345678`, 'PT')).toEqual({
			phone: '+351912345678',
		});
	});
});

describe('typed phone: what is no number', () => {
	it.each([
		['', 'notANumber'],
		['Marta', 'notANumber'],
		['BR.40212345678', 'notANumber'],
		['+55 11 98354-0763 / +55 11 98354-0764', 'notANumber'],
		['11 98354-0763 ramal 12', 'notANumber'],
		['5,51198E+12', 'digitsLost'],
		['5.51198354e12', 'digitsLost'],
		['12', 'impossible'],
		['+55 11', 'impossible'],
		['98354-0763', 'noCountry'],
		['120363025246125486', 'impossible'],
		['1'.repeat(400), 'notANumber'],
	])('%j is %s', (typed, problem) => {
		expect(readTypedPhone(typed)).toEqual({ problem });
	});
});

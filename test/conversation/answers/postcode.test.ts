import { BRAZIL, MEXICO, SPAIN, UNITED_STATES, valueOf } from './answers';

const read = (text: string, from: { language?: string; country?: string } = BRAZIL) =>
	valueOf(text, { kind: 'postcode', timeZone: 'UTC', ...from });

describe('answers: a postcode', () => {
	it.each([
		'01310-100',
		'01310100',
		'01.310-100',
		'01310 100',
		'01310–100',
		'０１３１０－１００',
		'*01310-100*',
		'meu CEP é 01310-100.',
		'CEP: 01310-100 📦',
		'Av. Paulista, 1000, 01310-100',
	])('%j is the CEP 01310-100', (text) => {
		expect(read(text)).toEqual({ digits: '01310100', formatted: '01310-100' });
	});

	it.each([
		'',
		'não sei',
		'01310',
		'0131010',
		'013101000',
		'00000-000',
		'00310-100',
		'01310-100 ou 01310-200',
		'SW1A 1AA',
	])('%j is no CEP', (text) => expect(read(text)).toBeUndefined());

	it('a postcode is read as a CEP if no country is known', () => {
		expect(read('01310-100', {})).toMatchObject({ formatted: '01310-100' });
	});

	it.each([
		['28013', SPAIN, '28013'],
		['mi código postal es 06600', MEXICO, '06600'],
		['10001', UNITED_STATES, '10001'],
		['10001-1234', UNITED_STATES, '10001-1234'],
		['sw1a 1aa', { country: 'GB' }, 'SW1A 1AA'],
		['my postcode is SW1A1AA', { country: 'GB' }, 'SW1A 1AA'],
		['k1a 0b1', { country: 'CA' }, 'K1A 0B1'],
		['1000-001', { country: 'PT' }, '1000-001'],
		['C1425ABC', { country: 'AR' }, 'C1425ABC'],
		['123 45', { country: 'SE' }, '12345'],
	])('%j is a postcode of its country', (text, from, formatted) => {
		expect(read(text, from)).toMatchObject({ formatted });
	});

	it.each([
		['01310-100', SPAIN],
		['1234', UNITED_STATES],
		['no sé', MEXICO],
		['no', { country: 'SE' }],
	])('%j is no postcode of its country', (text, from) => {
		expect(read(text, from)).toBeUndefined();
	});
});

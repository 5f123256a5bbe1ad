import { readAnswer } from '../../../conversation/answers/read-answer';
import { BRAZIL, messageEvent, MEXICO, NOW, SPAIN, UNITED_STATES, valueOf } from './answers';

const read = (text: string, from: { language?: string; country?: string } = BRAZIL) =>
	valueOf(text, { kind: 'phone', timeZone: 'UTC', ...from });

describe('answers: a phone number', () => {
	it.each([
		'(11) 98888-0001',
		'11 98888-0001',
		'11988880001',
		'011 98888 0001',
		'+55 11 98888-0001',
		'5511988880001',
		'0055 11 98888 0001',
		'１１９８８８８０００１',
		'11 98888–0001',
		'11\u00a098888\u00a00001',
		'*11 98888-0001*',
		'meu número é (11) 98888-0001',
		'É 11 98888-0001, obrigada!',
		'tel: 11 98888-0001 📱',
		'11 98888-0001 ou +55 11 98888-0001',
		'11 98888-0001 ramal 23',
		'https://wa.me/5511988880001',
	])('%j is the number of São Paulo that it says', (text) => {
		expect(read(text)).toBe('+5511988880001');
	});

	it.each([
		['33 1234 5678', MEXICO, '+523312345678'],
		['612 34 56 78', SPAIN, '+34612345678'],
		['(212) 555-2368', UNITED_STATES, '+12125552368'],
		['+351 912 345 678', BRAZIL, '+351912345678'],
		['11 98888-0001', { language: 'pt-BR' }, '+5511988880001'],
		['+55 11 98888-0001', {}, '+5511988880001'],
	])('%j is read by the country of the customer', (text, from, expected) => {
		expect(read(text, from)).toBe(expected);
	});

	it.each([
		'',
		'não tenho',
		'98888-0001',
		'123',
		'11 98888-0001 ou 11 98888-0002',
		'5,51198E+12',
		'123.456.789-09',
		'00000000000',
	])('%j is no phone number', (text) => {
		expect(read(text)).toBeUndefined();
	});

	it('the number of a contact that the customer shared is the answer', () => {
		const share = (...phones: string[]) =>
			readAnswer(
				messageEvent({ type: 'contacts', contacts: [{ name: 'Ana', phones }] }),
				{ kind: 'phone', ...BRAZIL },
				NOW,
			);
		expect(share('+5511988880001')).toEqual({ ok: true, value: '+5511988880001', text: '' });
		expect(share('+5511988880001', '+5511988880002')).toEqual({ ok: false });
	});
});

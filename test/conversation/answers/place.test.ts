import { readAnswer } from '../../../conversation/answers/read-answer';
import { BRAZIL, messageEvent, NOW, valueOf } from './answers';

const QUESTION = { kind: 'place', ...BRAZIL } as const;
const read = (text: string) => valueOf(text, QUESTION);

describe('answers: a place', () => {
	it('the location that was shared is the answer', () => {
		const location = { latitude: -23.5614, longitude: -46.6559, name: 'Loja', address: 'Rua A, 1' };
		expect(readAnswer(messageEvent({ type: 'location', location }), QUESTION, NOW)).toEqual({
			ok: true,
			value: location,
			text: '',
		});
		expect(
			readAnswer(
				messageEvent({ type: 'location', location: { latitude: 0, longitude: 0 } }),
				QUESTION,
				NOW,
			),
		).toMatchObject({ value: { latitude: 0, longitude: 0 } });
	});

	it.each([
		'-23.5614, -46.6559',
		'-23.5614,-46.6559',
		'(-23.5614, -46.6559)',
		'https://www.google.com/maps/@-23.5614,-46.6559,17z',
		'https://maps.google.com/?q=-23.5614%2C-46.6559',
	])('%j has coordinates', (text) => {
		expect(read(text)).toEqual({ latitude: -23.5614, longitude: -46.6559 });
	});

	it.each([
		['Rua das Flores, 123', 'Rua das Flores, 123'],
		[' Rua das Flores,\n123 - Centro ', 'Rua das Flores, 123 - Centro'],
		['Copacabana', 'Copacabana'],
	])('%j is an address', (text, address) => {
		expect(read(text)).toEqual({ address });
	});

	it.each([
		'',
		'sim',
		'não sei',
		'no sé',
		'👍',
		'123',
		'99.1234, 200.1234',
		'https://a.example/rua',
		'a'.repeat(1_001),
	])('%j is no place', (text) => expect(read(text)).toBeUndefined());
});

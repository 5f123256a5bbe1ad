import { readAnswer } from '../../../conversation/answers/read-answer';
import { BRAZIL, messageEvent, NOW, readText, valueOf } from './answers';

const CHOICES = [
	{ id: 'pickup', title: 'Retirar na loja' },
	{ id: 'delivery', title: 'Entrega' },
];
const QUESTION = { kind: 'option', choices: CHOICES, ...BRAZIL } as const;

function tap(id: string, title: string) {
	return messageEvent(
		{ text: title },
		{ event: 'buttonClick', button: { id, title, kind: 'button' } },
	);
}

describe('answers: an option', () => {
	it('is the choice that was tapped', () => {
		expect(readAnswer(tap('delivery', 'Entrega'), QUESTION, NOW)).toEqual({
			ok: true,
			value: { id: 'delivery', title: 'Entrega' },
			text: 'Entrega',
		});
	});

	it('is no choice of an older question', () => {
		expect(readAnswer(tap('yes', 'Sim'), QUESTION, NOW)).toEqual({ ok: false });
	});

	it('is any tap when the question names no choices', () => {
		const question = { kind: 'option', ...BRAZIL } as const;
		expect(readAnswer(tap('yes', 'Sim'), question, NOW)).toMatchObject({
			value: { id: 'yes', title: 'Sim' },
		});
		expect(readText('Sim', question)).toEqual({ ok: false });
	});

	it.each([
		'2',
		'dois',
		'Entrega!',
		'entrega por favor',
		'segunda opção',
		'a 2',
		'la segunda',
		'option two',
	])('%j is the second choice', (text) =>
		expect(valueOf(text, QUESTION)).toEqual({ id: 'delivery', title: 'Entrega' }),
	);

	it.each(['', '3', 'não sei', '1 ou 2', 'quero saber o preço'])('%j is no choice', (text) => {
		expect(valueOf(text, QUESTION)).toBeUndefined();
	});
});

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
	it('a tapped choice is the answer', () => {
		expect(readAnswer(tap('delivery', 'Entrega'), QUESTION, NOW)).toEqual({
			ok: true,
			value: { id: 'delivery', title: 'Entrega' },
			text: 'Entrega',
		});
	});

	it('a tap on a choice of an older question is no answer', () => {
		expect(readAnswer(tap('yes', 'Sim'), QUESTION, NOW)).toEqual({ ok: false });
	});

	it('any tap is an answer when the question names no choices', () => {
		const question = { kind: 'option', ...BRAZIL } as const;
		expect(readAnswer(tap('yes', 'Sim'), question, NOW)).toMatchObject({
			value: { id: 'yes', title: 'Sim' },
		});
		expect(readText('Sim', question)).toEqual({ ok: false });
	});

	it('the choice whose title was tapped is the answer, if the provider gives no id back', () => {
		expect(readAnswer(tap('Entrega', 'Entrega'), QUESTION, NOW)).toMatchObject({
			value: { id: 'delivery', title: 'Entrega' },
		});
	});

	it.each([
		'2',
		'２',
		'2️⃣',
		'dois',
		'Entrega!',
		'entrega por favor',
		'Entrega 🛵',
		'entrga',
		'entreag',
		'quero entrega',
		'quero a entrega, obrigada',
		'prefiro entrega',
		'segunda opção',
		'a segunda',
		'a 2',
		'2 - entrega',
		'la segunda',
		'quiero la 2',
		'option two',
		'the second one',
	])('%j is the second choice', (text) => {
		expect(valueOf(text, QUESTION)).toEqual({ id: 'delivery', title: 'Entrega' });
	});

	it.each(['1', 'retirar na loja', 'retira na lojaa', 'a primeira'])(
		'%j is the first choice',
		(text) => expect(valueOf(text, QUESTION)).toEqual({ id: 'pickup', title: 'Retirar na loja' }),
	);

	it.each([
		'',
		'3',
		'não sei',
		'1 ou 2',
		'quero saber o preço',
		'não quero entrega',
		'entrada',
		'retirar',
		'quero 2',
	])('%j is no choice', (text) => {
		expect(valueOf(text, QUESTION)).toBeUndefined();
	});

	it('a typing error that may mean two choices is no answer', () => {
		const choices = [
			{ id: 'm', title: 'Casado' },
			{ id: 'f', title: 'Casada' },
		];
		const read = (text: string) => valueOf(text, { kind: 'option', choices, ...BRAZIL });
		expect(read('casadx')).toBeUndefined();
		expect(read('casada')).toEqual({ id: 'f', title: 'Casada' });
	});
});

import type { AnswerKind } from '../../conversation/answers/expectation';
import { BRAZIL, valueOf } from '../conversation/answers/answers';
import { read } from './project-text';

const KINDS: Readonly<Record<string, AnswerKind>> = {
	Option: 'option',
	Number: 'number',
	'Date or Time': 'date',
	'E-Mail': 'email',
	Phone: 'phone',
	'CPF or CNPJ': 'cpfOrCnpj',
	'Postcode (CEP)': 'postcode',
	File: 'file',
	Place: 'place',
};
const CHOICES = [
	{ id: 'pickup', title: 'Retirada' },
	{ id: 'delivery', title: 'Entrega' },
];

/** Returns the rows of a table of examples: the kind, the texts that are accepted, and those that are not. */
function examples(page: string) {
	return read(page)
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.flatMap(([, name = '', accepted = '', wrong = '']) => {
			const kind = KINDS[name];
			return kind && wrong !== ''
				? [{ kind, accepted: quoted(accepted), wrong: quoted(wrong) }]
				: [];
		});
}

const quoted = (cell: string) => [...cell.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text);

describe.each(['docs/answers.md', 'docs/pt-BR/README.md'])('answers in %s', (page) => {
	it('shows examples of every kind that reads text', () => {
		expect(examples(page).map(({ kind }) => kind)).toEqual(Object.values(KINDS));
	});

	it.each(examples(page))('shows texts for $kind as they are read', ({ kind, accepted, wrong }) => {
		const isAccepted = (text: string) =>
			valueOf(text, { kind, choices: CHOICES, ...BRAZIL }) !== undefined;
		expect(accepted.filter((text) => !isAccepted(text))).toEqual([]);
		expect(wrong.filter(isAccepted)).toEqual([]);
	});
});

import { compileConsentWords } from '../../messaging/consent-words';

const words = compileConsentWords();

describe('consent words', () => {
	it.each([
		'SAIR',
		'sair',
		' Sair! ',
		'ｓａｉｒ',
		'SAÍR',
		'não quero receber',
		'NAO QUERO RECEBER',
		'Stop.',
	])('%j opts out', (text) => {
		expect(words(text)).toBe('optedOut');
	});

	it.each(['quero receber', 'START', 'Alta'])('%j opts in', (text) => {
		expect(words(text)).toBe('optedIn');
	});

	it.each(['quero sair da fila', 'stop, my order is wrong', '', '!!!', 'parara'])(
		'only a whole message counts: %j is a message',
		(text) => {
			expect(words(text)).toBeUndefined();
		},
	);

	it('a word in both lists opts out', () => {
		expect(compileConsentWords(['x'], ['X'])('x')).toBe('optedOut');
	});

	it('an empty entry of a list matches nothing', () => {
		expect(compileConsentWords(['', ' '], [])('')).toBeUndefined();
	});
});

import fc from 'fast-check';
import { compileKeyword, type KeywordSettings } from '../../routing/keyword';
import type { KeywordMatch, KeywordRule } from '../../routing/keyword-rules';

function settings(
	rules: Array<Partial<KeywordRule>>,
	others: Partial<KeywordSettings> = {},
): KeywordSettings {
	return {
		rules: rules.map((rule) => ({ name: '', words: [], match: 'anyWord', ...rule })),
		send: 'first',
		numbers: true,
		typoTolerance: true,
		...others,
	};
}

const shop = settings([
	{ name: 'Menu', words: ['menu', 'cardápio', 'oi', 'bom dia'] },
	{ name: 'Orders', words: ['pedido', 'my order', 'rastrear', '📦'] },
	{ name: 'Stop', words: ['parar', 'sair'], match: 'wholeMessage' },
	{ name: 'Complaint', words: ['reclamação', 'quero reclamar'], match: 'startsWith' },
	{ name: 'Order number', words: ['^#?\\d{4,6}$', 'nota\\s+fiscal'], match: 'regularExpression' },
	{ name: 'Booking', words: ['予約', 'ยกเลิก', '退款'] },
	{ name: 'Thanks', words: ['👍', '❤️', '🇧🇷', '?'] },
]);

const NOBODY: number[] = [];
const [MENU, ORDERS, STOP, COMPLAINT, NUMBER, BOOKING, THANKS] = [0, 1, 2, 3, 4, 5, 6].map((n) => [
	n,
]);

describe('keyword: words and phrases', () => {
	it.each([
		['folds case', 'MENU', MENU],
		['folds accents of the message', 'o CARDAPIO por favor', MENU],
		['folds accents of the rule', 'cardápio', MENU],
		['folds full-width letters', 'ＭＥＮＵ', MENU],
		['ignores punctuation around a word', '...menu!!!', MENU],
		['finds a phrase over several spaces and commas', 'Bom,   dia', MENU],
		['finds a word anywhere', 'gostaria de ver meu pedido agora', ORDERS],
		['finds a phrase only when its words stand together', 'my big order', NOBODY],
		['does not find a word inside of another', 'oitenta', NOBODY],
		['takes the whole message', 'Parar.', STOP],
		['takes the whole message with emoji beside it', 'sair 🙏', STOP],
		['refuses a whole-message word among others', 'sair da fila', NOBODY],
		['takes the start', 'Quero reclamar do atraso', COMPLAINT],
		['takes the start behind an emoji', '😡 reclamação', COMPLAINT],
		['refuses a start that is not at the start', 'tenho uma reclamação', NOBODY],
		['finds a pattern', '#12345', NUMBER],
		['finds a pattern whatever the case', 'Preciso da NOTA  Fiscal', NUMBER],
		['finds words in Japanese', '明日の予約をしたい', BOOKING],
		['finds words in Thai', 'ขอยกเลิกหน่อย', BOOKING],
		['finds words in Chinese', '我要退款', BOOKING],
		['finds an emoji', 'ok 👍 valeu', THANKS],
		['finds an emoji in any skin tone', '👍🏽', THANKS],
		['finds an emoji with and without its presentation mark', 'amei \u2764', THANKS],
		['finds a flag', 'vamos 🇧🇷!', THANKS],
		['finds no flag in another flag', '🇦🇷', NOBODY],
		['finds a bare sign', 'hein?', THANKS],
		['respects the order of the rules', 'pedido do menu', MENU],
		['knows nothing of other words', 'xyz', NOBODY],
	])('%s', (_, text, branches) => {
		expect(compileKeyword(shop).decide({ text }).branches).toEqual(branches);
	});

	it.each([undefined, '', '   ', '\u200b'])(
		'sends a message without text (%j) to the fallback',
		(text) => {
			expect(compileKeyword(shop).decide({ text }).branches).toEqual([]);
		},
	);

	it('uses the name of a rule without words as its phrase', () => {
		const router = compileKeyword(settings([{ name: 'Opening hours' }]));
		expect(router.decide({ text: 'your opening hours please' }).branches).toEqual([0]);
	});

	it('counts three equal emoji as one for Whole Message', () => {
		const router = compileKeyword(settings([{ words: ['👍'], match: 'wholeMessage' }]));
		expect(router.decide({ text: '👍👍🏿👍' }).branches).toEqual([0]);
	});
});

describe('keyword: numbers', () => {
	it.each([
		['2', [1]],
		['2.', [1]],
		[' 2) ', [1]],
		['(2)', [1]],
		['#2', [1]],
		['02', [1]],
		['２', [1]],
		['2️⃣', [1]],
		['٢', [1]],
		['opção 2', [1]],
		['Opción 2', [1]],
		['OPTION 2', [1]],
		['0', []],
		['8', []],
		['2 pizzas', []],
		['-2,5', []],
	])('reads "%s" as a choice of %j', (text, branches) => {
		expect(compileKeyword(shop).decide({ text }).branches).toEqual(branches);
	});

	it('lets a rule that lists the number itself win', () => {
		const router = compileKeyword(settings([{ name: 'A' }, { name: 'B' }, { words: ['1'] }]));
		expect(router.decide({ text: '1' })).toMatchObject({ branches: [2], reason: 'words' });
	});

	it('checks numbers before patterns, so that a pattern for order numbers does not take the menu', () => {
		const router = compileKeyword(
			settings([{ words: ['\\d+'], match: 'regularExpression' }, { name: 'B' }]),
		);
		expect(router.decide({ text: '2' })).toMatchObject({ branches: [1], reason: 'number' });
		expect(router.decide({ text: '3' })).toMatchObject({ branches: [0], reason: 'words' });
	});

	it('leaves numbers alone when they are turned off', () => {
		expect(compileKeyword({ ...shop, numbers: false }).decide({ text: '2' }).branches).toEqual([]);
	});
});

describe('keyword: tapped buttons', () => {
	const router = compileKeyword(shop);

	it.each([
		['the id is the name of the rule', { id: 'orders', title: 'Track it' }, [1]],
		['the id is a word of the rule', { id: 'my_order', title: 'Track it' }, [1]],
		['the title is the name of the rule', { id: 'b1', title: '📦 Orders' }, [1]],
		['the title is a word of the rule', { id: 'b1', title: 'Pedido' }, [1]],
		['the title matches as text', { id: 'b1', title: 'Ver o cardápio' }, [0]],
		['nothing matches', { id: 'b1', title: 'Later' }, []],
	])('picks the rule when %s', (_, button, branches) => {
		expect(router.decide({ text: button.title, button }).branches).toEqual(branches);
	});

	it('lets the id of the button win over its title', () => {
		const decision = router.decide({ text: 'Menu', button: { id: 'stop', title: 'Menu' } });
		expect(decision).toMatchObject({ branches: [2], reason: 'button' });
	});

	it('picks the rule of a pattern by its name', () => {
		expect(router.decide({ button: { id: 'order_number', title: 'x' } }).branches).toEqual([4]);
	});

	it('picks the same rule by word, number and tap', () => {
		const inputs = [{ text: 'rastrear' }, { text: '2' }, { button: { id: 'orders', title: '' } }];
		for (const input of inputs) expect(router.decide(input).branches).toEqual([1]);
	});
});

describe('keyword: typing errors', () => {
	const router = compileKeyword(
		settings([
			{ name: 'Menu', words: ['menu', 'sim', 'cardapio'] },
			{ name: 'Person', words: ['falar com atendente'] },
			{ name: 'Stock', words: ['carta', '1234'] },
			{ name: 'Stop', words: ['cancelar'], match: 'wholeMessage' },
		]),
	);

	it.each([
		['one letter wrong', 'manu', [0]],
		['one letter too many', 'mennu', [0]],
		['two neighbours swapped', 'mneu', [0]],
		['two slips in a long word', 'crdapoi', [0]],
		['one slip within a phrase', 'quero falar com atendnete', [1]],
		['a slip in the whole message', 'cancelra!', [3]],
	])('tolerates %s', (_, text, branches) => {
		expect(router.decide({ text })).toMatchObject({ branches, reason: 'similarWords' });
	});

	it.each([
		['a slip in three letters', 'sin'],
		['a typed word of three letters', 'men'],
		['two slips in a short word', 'nemo'],
		['three slips in a long word', 'cdpo'],
		['digits', '1235'],
		['a slip in a message that must be whole', 'cancelra agora'],
	])('does not tolerate %s', (_, text) => {
		expect(router.decide({ text }).branches).toEqual([]);
	});

	it('never takes a message from a rule that it matches exactly', () => {
		const rules = settings([{ words: ['pedida'] }, { words: ['pedido'] }]);
		expect(compileKeyword(rules).decide({ text: 'pedido' }).branches).toEqual([1]);
	});

	it('does not read a keyword as a misspelt other keyword, even if its own rule cannot match', () => {
		const rules = settings([{ words: ['pedida'] }, { words: ['pedido'], match: 'startsWith' }]);
		expect(compileKeyword(rules).decide({ text: 'meu pedido' }).branches).toEqual([]);
	});

	it('reads a typing error as the nearest keyword, whatever the order of the rules', () => {
		const rules = settings([{ words: ['atendimento'] }, { words: ['atendimentos'] }]);
		expect(compileKeyword(rules).decide({ text: 'atendimentoss' }).branches).toEqual([1]);
	});

	it('a keyword must match exactly when typing errors are not tolerated', () => {
		const exact = compileKeyword({ ...shop, typoTolerance: false });
		expect(exact.decide({ text: 'cardapoi' }).branches).toEqual([]);
	});
});

describe('keyword: patterns', () => {
	it('names the rule whose pattern cannot be used, and keeps the others', () => {
		const router = compileKeyword(
			settings([
				{ name: 'Broken', words: ['(', '(?<!a)b'], match: 'regularExpression' },
				{ name: 'Good', words: ['ok'] },
			]),
		);
		expect(router.problems).toHaveLength(2);
		expect(router.problems[0]).toMatchObject({ rule: 0 });
		expect(router.problems[0]?.problem).toContain('"Broken"');
		expect(router.decide({ text: 'ok' }).branches).toEqual([1]);
	});

	it('accepts a pattern between slashes', () => {
		const router = compileKeyword(
			settings([{ words: ['/^b.d$/gis'], match: 'regularExpression' }]),
		);
		expect(router.decide({ text: 'B\nD' }).branches).toEqual([0]);
	});

	it('finds an unaccented pattern in an accented message', () => {
		const router = compileKeyword(settings([{ words: ['nao'], match: 'regularExpression' }]));
		expect(router.decide({ text: 'NÃO' }).branches).toEqual([0]);
	});

	it.each(['(a+)+$', '(a|aa)+$', '(.*a){25}x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(a?){500}a{500}x'])(
		'answers about 4,000 letters at once by %s',
		(pattern) => {
			const router = compileKeyword(settings([{ words: [pattern], match: 'regularExpression' }]));
			expect(router.problems).toEqual([]);
			expect(router.decide({ text: `${'a'.repeat(4_000)}!` }).branches).toEqual([]);
		},
		10_000,
	);
});

describe('keyword: the part of a rule that matched', () => {
	it.each([
		['a phrase as the user typed it', { text: 'um cardapio' }, ['cardápio']],
		['the phrase that a typing error meant', { text: 'cardapoi' }, ['cardápio']],
		['a pattern', { text: '#12345' }, ['^#?\\d{4,6}$']],
		['a sign', { text: 'hein?' }, ['?']],
		['the typed number', { text: 'opção 2' }, ['2']],
		['the label of a tapped button', { button: { title: '📦 MY ORDER' } }, ['my order']],
		['nothing without a match', { text: 'xyz' }, undefined],
	])('the matched part is %s', (_, input, matched) => {
		expect(compileKeyword(shop).decide(input).matched).toEqual(matched);
	});

	it('each rule that matches has its matched part', () => {
		const router = compileKeyword({ ...shop, send: 'all' });
		expect(router.decide({ text: 'pedido do menu' }).matched).toEqual(['menu', 'pedido']);
	});
});

describe('keyword: all matching', () => {
	it('gives every rule that matches, in order and without repeats', () => {
		const router = compileKeyword({ ...shop, send: 'all' });
		const text = 'quero reclamar do pedido, pedido, menu e nota fiscal';
		expect(router.decide({ text }).branches).toEqual([0, 1, 3, 4]);
	});

	it('gives one rule to a number', () => {
		expect(compileKeyword({ ...shop, send: 'all' }).decide({ text: '2' }).branches).toEqual([1]);
	});
});

const word = fc.constantFrom(
	'menu',
	'pedido',
	'pedida',
	'oi',
	'não',
	'bom dia',
	'2',
	'👍',
	'?',
	'a',
	'予約',
);
const rule = fc.record({
	name: fc.constantFrom('', 'Menu', 'Orders', '3'),
	words: fc.array(word, { maxLength: 4 }),
	match: fc.constantFrom<KeywordMatch>(
		'wholeMessage',
		'anyWord',
		'startsWith',
		'regularExpression',
	),
});
const anySettings = fc.record({
	rules: fc.array(rule, { maxLength: 6 }),
	send: fc.constantFrom<'first' | 'all'>('first', 'all'),
	numbers: fc.boolean(),
	typoTolerance: fc.boolean(),
});
const anyText = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc
		.array(fc.oneof(word, fc.constantFrom('pedod', 'mneu', '.', '1', 'meu')), { maxLength: 5 })
		.map((parts) => parts.join(' ')),
);

describe('keyword: for any settings and any text', () => {
	it('never throws, names existing rules only, in ascending order', () => {
		fc.assert(
			fc.property(anySettings, anyText, anyText, (given, text, id) => {
				const { branches, matched = [] } = compileKeyword(given).decide({ text, button: { id } });
				expect(matched).toHaveLength(branches.length);
				expect(branches).toEqual([...new Set(branches)].sort((a, b) => a - b));
				for (const branch of branches) expect(given.rules[branch]).toBeDefined();
			}),
		);
	});

	it('picks at most one rule in first mode: the first of all that match', () => {
		fc.assert(
			fc.property(anySettings, anyText, (given, text) => {
				const first = compileKeyword({ ...given, send: 'first' }).decide({ text });
				const all = compileKeyword({ ...given, send: 'all' }).decide({ text });
				expect(first.branches).toEqual(all.branches.slice(0, 1));
				expect(first.reason).toBe(all.reason);
			}),
		);
	});

	it('changes no answer by tolerance when something matches exactly', () => {
		fc.assert(
			fc.property(anySettings, anyText, (given, text) => {
				const exact = compileKeyword({ ...given, typoTolerance: false }).decide({ text });
				fc.pre(exact.branches.length > 0);
				const tolerant = compileKeyword({ ...given, typoTolerance: true }).decide({ text });
				expect(tolerant).toEqual(exact);
			}),
		);
	});
});

describe('keyword: ten thousand keywords', () => {
	const letters = (seed: number) =>
		Array.from({ length: 8 }, (_, place) =>
			String.fromCharCode(97 + ((seed * (place * 7 + 3) + (seed >> place)) % 26)),
		).join('');
	const rules = Array.from({ length: 10_000 }, (_, index) => ({
		words: [letters(index) + (index % 10)],
	}));

	it('gives the same answer as a rule alone', () => {
		const router = compileKeyword(settings(rules));
		const target = rules[9_876]?.words[0] ?? '';
		const expected = rules.findIndex(({ words }) => words[0] === target);
		expect(router.decide({ text: `please ${target} now` }).branches).toEqual([expected]);
	});
});

import { routers } from '../routing';
import { figure, median, scaled, type Part } from './part';

const KEYWORDS = [1_000, 10_000];
const MESSAGES = 2_000;
const ROUNDS = 5;

type Decide = (text: string) => number;

export const keywords: Part = {
	name: 'keywords',
	title: 'Keyword routing',
	async run(options) {
		const rows: string[][] = [];
		const ratios: string[] = [];
		for (const count of KEYWORDS) {
			const words = Array.from({ length: count }, (_, index) => inventedWord(index));
			const texts = messages(words, scaled(MESSAGES, options));
			const contenders: Array<[string, () => Decide]> = [
				['Message Router', () => ours(words, false)],
				['Message Router, typo tolerance', () => ours(words, true)],
				['one regular expression for each rule', () => expressions(words)],
			];
			const spent = contenders.map(([name, compile]) => {
				const start = performance.now();
				const decide = compile();
				decide('aquecimento');
				return { name, compiled: performance.now() - start, decide, rounds: [] as number[] };
			});
			for (let round = 0; round < ROUNDS; round++) {
				for (const { decide, rounds } of spent) rounds.push(microseconds(decide, texts));
			}
			for (const { name, compiled, rounds } of spent) {
				rows.push([String(count), name, figure(median(rounds)), figure(compiled)]);
			}
			const [exact = 0, tolerant = 0, regular = 0] = spent.map(({ rounds }) => median(rounds));
			ratios.push(
				`${count} keywords: ${figure(regular / exact)} × as fast as regular expressions, ${figure(regular / tolerant)} × with typo tolerance.`,
			);
		}
		return {
			how: `Rules with one keyword each, in plain Node, medians of ${ROUNDS} rounds in turn. A third of the messages contains a keyword, a third a keyword with a typing error, a third none. The regular expressions find the same words (whole words, any case). They do not ignore accents or typing errors.`,
			columns: ['keywords', '', 'µs for a message', 'ms to compile'],
			rows,
			ratios,
		};
	},
};

function ours(words: readonly string[], typoTolerance: boolean): Decide {
	const router = routers.keyword({
		rules: words.map((word) => ({ name: word, words: [word], match: 'anyWord' as const })),
		send: 'first',
		numbers: true,
		typoTolerance,
	});
	return (text) => router.decide({ text }).branches[0] ?? -1;
}

function expressions(words: readonly string[]): Decide {
	const patterns = words.map((word) => new RegExp(`\\b${word}\\b`, 'iu'));
	return (text) => patterns.findIndex((pattern) => pattern.test(text));
}

function microseconds(decide: Decide, texts: readonly string[]): number {
	const start = performance.now();
	for (const text of texts) decide(text);
	return ((performance.now() - start) * 1000) / texts.length;
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te'];

/** Returns a different word of at least eight letters for each number. None is one typing error away from a common word. */
function inventedWord(index: number): string {
	let rest = index * 7_919 + 20_736;
	let word = '';
	while (rest > 0) {
		word += SYLLABLES[rest % SYLLABLES.length] ?? '';
		rest = Math.floor(rest / SYLLABLES.length);
	}
	return word;
}

function messages(words: readonly string[], count: number): string[] {
	return Array.from({ length: count }, (_, index) => {
		const word = words[(index * 31) % words.length] ?? '';
		const asked = [word, word.slice(0, 3) + 'x' + word.slice(4), 'nada'][index % 3] ?? '';
		return `Olá, boa tarde! Eu queria saber sobre ${asked}, por favor. Obrigada`;
	});
}

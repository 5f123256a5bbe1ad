/** Numbers in words, folded, in Portuguese, Spanish and English. */

export const NUMBER_LANGUAGES = ['pt', 'es', 'en'] as const;
export type NumberLanguage = (typeof NUMBER_LANGUAGES)[number];

/**
 * - `add`: a number that is added to a larger one, as "cinco" in "vinte e cinco"; `isWhole` when nothing can be added to
 *   it, because it was written in digits
 * - `multiply`: a factor of the number before it, or of one, as "mil" and "dúzia"
 * - `half`: half of the factor that follows or precedes, as in "meia dúzia" and "milhão e meio"
 * - `and`: joins two parts
 */
export type NumberWord =
	| { does: 'add'; value: number; isArticle?: boolean; isWhole?: boolean }
	| { does: 'multiply'; value: number }
	| { does: 'half' }
	| { does: 'and' };

interface Words {
	/** Words for 0 to 19. Variants are separated by a bar. */
	small: string;
	/** Words for 20, 30 … 90. */
	tens: string;
	/** Words for 100, 200 … 900. */
	hundreds: string;
	factors: Readonly<Record<string, number>>;
	/** Words for one that are also the indefinite article. */
	articles: string;
	half: string;
	and: string;
	others?: Readonly<Record<string, number>>;
}

const WORDS: Readonly<Record<NumberLanguage, Words>> = {
	pt: {
		small:
			'zero|nenhum|nenhuma|ninguem um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze|catorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove',
		tens: 'vinte trinta quarenta cinquenta|cincoenta sessenta setenta oitenta noventa',
		hundreds:
			'cem|cento duzentos|duzentas trezentos|trezentas quatrocentos|quatrocentas quinhentos|quinhentas seiscentos|seiscentas setecentos|setecentas oitocentos|oitocentas novecentos|novecentas',
		factors: { mil: 1e3, milhao: 1e6, milhoes: 1e6, duzia: 12, duzias: 12, k: 1e3, mi: 1e6 },
		articles: 'um uma',
		half: 'meio meia',
		and: 'e',
	},
	es: {
		small:
			'cero|ninguno|ninguna|nadie uno|un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
		tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
		hundreds:
			'cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas quinientos|quinientas seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas novecientos|novecientas',
		factors: { mil: 1e3, millon: 1e6, millones: 1e6, docena: 12, docenas: 12, k: 1e3 },
		articles: 'un una',
		half: 'medio media',
		and: 'y',
		others: {
			veintiuno: 21,
			veintiun: 21,
			veintiuna: 21,
			veintidos: 22,
			veintitres: 23,
			veinticuatro: 24,
			veinticinco: 25,
			veintiseis: 26,
			veintisiete: 27,
			veintiocho: 28,
			veintinueve: 29,
		},
	},
	en: {
		small:
			'zero|none|nobody one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
		tens: 'twenty thirty forty|fourty fifty sixty seventy eighty ninety',
		hundreds: '',
		factors: {
			hundred: 100,
			thousand: 1e3,
			million: 1e6,
			millions: 1e6,
			dozen: 12,
			dozens: 12,
			k: 1e3,
		},
		articles: '',
		half: 'half',
		and: 'and',
	},
};

const TABLES: Readonly<Record<NumberLanguage, ReadonlyMap<string, NumberWord>>> = {
	pt: tableOf(WORDS.pt),
	es: tableOf(WORDS.es),
	en: tableOf(WORDS.en),
};
const ALL_LANGUAGES: ReadonlyMap<string, NumberWord> = new Map(
	NUMBER_LANGUAGES.flatMap((language) => [...TABLES[language]]),
);

/** Returns the number words of a BCP 47 language; those of all three languages for any other. */
export function numberWordsOf(language?: string): ReadonlyMap<string, NumberWord> {
	const primary = language?.slice(0, 2).toLowerCase();
	const known = NUMBER_LANGUAGES.find((each) => each === primary);
	return known === undefined ? ALL_LANGUAGES : TABLES[known];
}

function tableOf(words: Words): ReadonlyMap<string, NumberWord> {
	const articles = words.articles.split(' ');
	const rows: Array<[string, NumberWord]> = [];
	const add = (list: string, valueAt: (index: number) => number) =>
		list.split(' ').forEach((variants, index) => {
			for (const word of variants.split('|')) {
				rows.push([
					word,
					{ does: 'add', value: valueAt(index), isArticle: articles.includes(word) },
				]);
			}
		});
	add(words.small, (index) => index);
	add(words.tens, (index) => 10 * (index + 2));
	if (words.hundreds !== '') add(words.hundreds, (index) => 100 * (index + 1));
	for (const [word, value] of Object.entries(words.others ?? {})) {
		rows.push([word, { does: 'add', value }]);
	}
	for (const [word, value] of Object.entries(words.factors)) {
		rows.push([word, { does: 'multiply', value }]);
	}
	for (const word of words.half.split(' ')) rows.push([word, { does: 'half' }]);
	for (const word of words.and.split(' ')) rows.push([word, { does: 'and' }]);
	return new Map(rows);
}

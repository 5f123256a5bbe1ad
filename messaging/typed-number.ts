import { withoutCourtesies } from './politeness';
import { foldText } from './text-folding';

/**
 * Numbers with which people answer a numbered list: "2", "*2*", "2)", "nº 2", "2️⃣", "opção 2", "2 por favor", and in
 * words "dois" or "a segunda". A text with more in it, such as "2 pessoas" or "2 ou 3", is an ordinary message.
 */

/** Longest text that is read as an answer to a list, in UTF-16 units. */
export const MAX_ANSWER_LENGTH = 200;

/** Returns the number, from 1, that the text consists of in digits. */
export function readTypedNumber(text: string): number | undefined {
	const answer = readAnswer(text);
	return answer && readDigits(answer.words);
}

/** Returns the number, from 1 to 20, that the text consists of in words, and the folded word. */
export function readSpokenNumber(text: string): { number: number; word: string } | undefined {
	const answer = readAnswer(text);
	const word = answer?.words.join('') ?? '';
	const number = NUMBER_WORDS.get(word);
	if (answer === undefined || number === undefined) return undefined;
	return answer.isExplicit || !AMBIGUOUS_ALONE.has(word) ? { number, word } : undefined;
}

/** Words in front of a number, and behind an ordinal, that say that it is a choice. */
const OPTION_WORDS: ReadonlySet<string> = new Set(
	'opcao opcion option numero number num nro no n item alternativa'.split(' '),
);
const ARTICLES: ReadonlySet<string> = new Set(['a', 'o', 'la', 'el', 'the']);
const CHOOSING: ReadonlySet<string> = new Set(['quero', 'escolho', 'prefiro', 'quiero', 'elijo']);

/** Signs that people put around a number are left out. Others, such as "?", "%" or "$", change its meaning. */
const OTHER_SIGN =
	/[^\p{L}\p{N}\s.,:;!()[\]{}#*_~"'`“”‘’«»°–—\-\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|-\p{N}/u;

/** Returns the words that are left of an answer without courtesies and words that introduce a choice. */
function readAnswer(text: string): { words: string[]; isExplicit: boolean } | undefined {
	if (text.length > MAX_ANSWER_LENGTH) return undefined;
	const folded = toAsciiDigits(foldText(text)).replace(/^no?(?=\d)/, 'no ');
	if (OTHER_SIGN.test(folded)) return undefined;
	const words = withoutCourtesies(folded.match(/[\p{L}\p{N}]+/gu) ?? []);
	const isChoosing = CHOOSING.has(words[0] ?? '');
	// "Quero 2" is a quantity, "quero a 2" a choice.
	if (isChoosing && !ARTICLES.has(words[1] ?? '') && !OPTION_WORDS.has(words[1] ?? '')) {
		return undefined;
	}
	let start = isChoosing ? 1 : 0;
	let end = words.length;
	if (ARTICLES.has(words[start] ?? '')) start++;
	if (OPTION_WORDS.has(words[start] ?? '')) start++;
	const last = words[end - 1] ?? '';
	if (end - start > 1 && (OPTION_WORDS.has(last) || last === 'one')) end--;
	return { words: words.slice(start, end), isExplicit: end - start < words.length };
}

/** Reads "2", "02", "2ª" and "2nd". */
function readDigits(words: readonly string[]): number | undefined {
	const digits = /^0*([1-9]\d{0,5})(?:[ao]|st|nd|rd|th)?$/.exec(words.join(' '))?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** Zeros of the decimal digits of scripts that folding leaves as they are; each is followed by 1 to 9. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0e50];

/** Returns the text with the decimal digits of other scripts as 0 to 9. */
export function toAsciiDigits(text: string): string {
	return text.replace(/\p{Nd}/gu, toAsciiDigit);
}

function toAsciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	const zero = DIGIT_ZEROS.find((start) => code >= start && code < start + 10);
	return zero === undefined ? digit : String(code - zero);
}

/** Counting words and ordinals from 1 to 20 in Portuguese, Spanish and English, folded and without spaces. */
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
	[
		'um uma un uno una one primeiro primeira primero primera primer first',
		'dois duas dos two segundo segunda second',
		'tres three terceiro terceira tercero tercera tercer third',
		'quatro cuatro four quarto quarta cuarto cuarta fourth',
		'cinco five quinto quinta fifth',
		'seis six sexto sexta sixth',
		'sete siete seven setimo setima septimo septima seventh',
		'oito ocho eight oitavo oitava octavo octava eighth',
		'nove nueve nine nono nona noveno novena ninth',
		'dez diez ten decimo decima tenth',
		'onze once eleven decimoprimeiro decimaprimeira undecimo undecima eleventh',
		'doze doce twelve decimosegundo decimasegunda duodecimo duodecima twelfth',
		'treze trece thirteen decimoterceiro decimaterceira decimotercero decimotercera thirteenth',
		'quatorze catorze catorce fourteen decimoquarto decimaquarta decimocuarto decimocuarta fourteenth',
		'quinze quince fifteen decimoquinto decimaquinta fifteenth',
		'dezesseis dezasseis dieciseis sixteen decimosexto decimasexta sixteenth',
		'dezessete dezassete diecisiete seventeen decimosetimo decimasetima decimoseptimo decimoseptima seventeenth',
		'dezoito dieciocho eighteen decimooitavo decimaoitava decimoctavo decimoctava eighteenth',
		'dezenove dezanove diecinueve nineteen decimonono decimanona decimonoveno decimonovena nineteenth',
		'vinte veinte twenty vigesimo vigesima twentieth',
	].flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
);

/** Words for weekdays and rooms when they are alone: "sexta" is Friday, "a sexta" the sixth. */
const AMBIGUOUS_ALONE: ReadonlySet<string> = new Set(
	'segunda quarta quinta sexta quarto cuarto'.split(' '),
);

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { cleanText } from '../../conversation/answers/answer-text';
import { readCpfOrCnpj } from '../../conversation/answers/cpf-or-cnpj';
import { readDate } from '../../conversation/answers/date';
import { dateText } from '../../conversation/answers/date-text';
import { readEmail } from '../../conversation/answers/email';
import type { Expectation } from '../../conversation/answers/expectation';
import { readNumber } from '../../conversation/answers/number';
import { numberWordsOf } from '../../conversation/answers/number-words';
import { readTypedOption } from '../../conversation/answers/option';
import { readPattern } from '../../conversation/answers/pattern';
import { readPhone } from '../../conversation/answers/phone';
import { readPlaceText } from '../../conversation/answers/place';
import { readPostcode } from '../../conversation/answers/postcode';
import { readDigits } from '../../conversation/answers/typed-digits';
import { readIdAddress, readPhoneAddress } from '../../messaging/address-reading';
import {
	compileConsentWords,
	compileWholeTexts,
	endsPromotions,
	optOutTitles,
} from '../../messaging/consent-words';
import { isSameText } from '../../messaging/constant-time';
import { customerLanguage, languageAmong, readLanguage } from '../../messaging/customer-language';
import { checkLink, countCharacters } from '../../messaging/limit-checks';
import { splitText } from '../../messaging/long-text';
import { fromMarkdown } from '../../messaging/markdown';
import { mediaType, messageTypeOf } from '../../messaging/media-type';
import { mediaFileName } from '../../messaging/media-file-name';
import { canonicalPhone, countryOf, secondSpellingOf, toE164 } from '../../messaging/phone';
import { withoutCourtesies } from '../../messaging/politeness';
import { PROVIDERS } from '../../messaging/provider-names';
import { camelCase, camelKeys, camelRecord } from '../../messaging/reading/camel-case';
import { contentId } from '../../messaging/reading/content-id';
import { readDataUrl } from '../../messaging/reading/data-url';
import { eventTime, readTime } from '../../messaging/reading/event-time';
import { readJsonText } from '../../messaging/reading/json-text';
import { isInternalHost, nextAddress } from '../../messaging/redirect';
import { redact } from '../../messaging/redact';
import { sameAddress, shownAddress } from '../../messaging/shown-address';
import { foldedWords, foldPhrase, foldText } from '../../messaging/text-folding';
import { readTemplateCommand } from '../../messaging/template-command';
import { cleanTemplateValue } from '../../messaging/template-value';
import { timeZonesOf } from '../../messaging/time-zones-of-phone';
import { trimEnd } from '../../messaging/trim-end';
import { readTypedChoice } from '../../messaging/typed-choice';
import { readSpokenNumber, readTypedNumber, toAsciiDigits } from '../../messaging/typed-number';
import { readTypedPhone } from '../../messaging/typed-phone';
import { providers } from '../../providers';
import { readSkills } from '../../routing/agent-list';
import { parseClockTime, parsePeriod, parsePeriods } from '../../routing/clock-time';
import { compileCustomerTier } from '../../routing/customer-tier';
import { allowedEdits, editDistance } from '../../messaging/edit-distance';
import { compileKeyword } from '../../routing/keyword';
import { labelKey } from '../../routing/keyword-rules';
import { splitPatterns, splitWords } from '../../routing/keyword-words';
import { messageWords, wordReadings } from '../../routing/message-words';
import { compilePattern } from '../../messaging/pattern';
import { compileStep } from '../../routing/step';
import { compileTeam } from '../../routing/team';
import { readTypedDate } from '../../routing/typed-date';
import { delivery, inboundFixtures } from '../fixtures/inbound';

/**
 * Texts that arrive are untrusted, so every function that reads them takes linear time. This measures the processor
 * time of each function for hostile texts of growing length. A function of quadratic time takes seconds for the longest
 * of them, where a linear one takes milliseconds.
 */

/** Folders whose functions read untrusted texts. */
const FOLDERS = ['messaging', 'routing', 'conversation/answers'];

type Reader = (text: string) => unknown;

const words = compileConsentWords();
const choices = Array.from({ length: 10 }, (_, index) => ({
	id: `c${index}`,
	title: `Loja ${index}`,
}));
const tiers = compileCustomerTier({ by: 'number', tiers: [{ name: 'Gold', from: 1 }] });
const steps = compileStep({ steps: ['Ask for the date'] });
const teams = compileTeam({
	timeZone: 'UTC',
	urgencyWords: ['urgente'],
	rules: ['menu', 'falar com atendente', 'a '.repeat(2_000)].map((word) => ({
		...{ branch: 0, name: word, team: word, destination: '', priority: 'normal', words: [word] },
		...{ urgentOnly: false, tiers: [word], attribute: { name: 'spent', from: 1 } },
		...{ hours: '', days: [] },
	})),
});
const pattern = compilePattern('(a+)+$');
const keywords = compileKeyword({
	rules: [
		{ name: 'Menu', words: ['menu', 'falar com atendente', '?', '予約'], match: 'anyWord' },
		{ name: 'Repeated', words: ['a '.repeat(2_000)], match: 'anyWord' },
		{ name: 'Pattern', words: ['(a+)+$'], match: 'regularExpression' },
	],
	send: 'all',
	numbers: true,
	typoTolerance: true,
});

/** Answers to questions of a customer in Brazil. */
const expected: Expectation = {
	kind: 'anything',
	timeZone: 'America/Sao_Paulo',
	language: 'pt-BR',
	country: 'BR',
};

/** Every function of `FOLDERS` that reads untrusted text, by its name. */
const READERS: Readonly<Record<string, Reader>> = {
	camelCase,
	camelKeys: (text) => camelKeys({ [text]: [text] }),
	camelRecord: (text) => camelRecord({ [text]: text }),
	canonicalPhone,
	cleanTemplateValue,
	mediaType: (text) => mediaType(text, text),
	messageTypeOf,
	cleanText,
	checkLink: (text) => checkLink('url', text, 'The link'),
	compileConsentWords: (text) => words.read(text, { typed: true, offered: [text] }),
	compileWholeTexts: (text) => compileWholeTexts(['bot'])(text),
	compileCustomerTier: (text) => tiers.decide({ value: text }),
	compileKeyword: (text) => keywords.decide({ text, button: { id: text, title: text } }),
	compilePattern: (text) => pattern.ok && pattern.matches(text, text),
	compileStep: (text) => steps.decide({ step: text }),
	compileTeam: (text) => teams.decide({ text, tier: text, attribute: () => text, at: undefined }),
	contentId: (text) => contentId('status', { text }),
	countCharacters,
	countryOf,
	customerLanguage: (text) => customerLanguage({ contact: { language: text, phone: text } }),
	editDistance: (text) => editDistance(text, text.split('').reverse().join(''), 2),
	endsPromotions,
	eventTime: (text) => eventTime(text, new Date(0)),
	foldedWords,
	foldPhrase,
	foldText,
	isSameText: (text) => isSameText(text, text),
	labelKey,
	mediaFileName: (text) =>
		mediaFileName({ url: `https://a.example/${text}`, contentDisposition: text, mimeType: text }),
	languageAmong: (text) => languageAmong(['en', 'pt'], text),
	messageWords,
	isInternalHost,
	nextAddress: (text) => nextAddress(`//a.example/${text}`, 'https://a.example'),
	optOutTitles: (text) => optOutTitles([text, text], words),
	parseClockTime,
	parsePeriod: (text) => parsePeriod(text, text),
	parsePeriods,
	readCpfOrCnpj,
	fromMarkdown: (text) => fromMarkdown(text, 'whatsapp'),
	splitText: (text) => splitText(text, 4_096),
	readDate: (text) => readDate(text, expected, new Date(0)),
	readPattern: (text) => readPattern(text, '(a+)+$'),
	readPhone: (text) => readPhone(text, 'BR'),
	readPlaceText,
	readPostcode: (text) => readPostcode(text, 'BR'),
	dateText: (text) => dateText(text, numberWordsOf()),
	readDigits: (text) => readDigits(text, { groupsBySpace: false }),
	readEmail,
	readNumber: (text) => readNumber(text, expected),
	readDataUrl: (text) => readDataUrl(`data:image/png;base64,${text}`),
	readIdAddress,
	readJsonText,
	readLanguage,
	readPhoneAddress: (text) => readPhoneAddress(text, 'BR'),
	readSkills,
	readSpokenNumber,
	readTemplateCommand: (text) => readTemplateCommand(`/template ${text}`, '/template'),
	readTime,
	readTypedDate: (text) => readTypedDate(text, 'dayFirst'),
	readTypedChoice: (text) => readTypedChoice(text, [...choices, { id: 'x', title: text }]),
	readTypedNumber,
	secondSpellingOf,
	readTypedOption: (text) => readTypedOption(text, choices),
	readTypedPhone: (text) => readTypedPhone(text, 'BR'),
	redact,
	sameAddress: (text) => sameAddress(`https://a.example/${text}`, text),
	shownAddress: (text) => shownAddress(`https://a.example/${text}`),
	splitPatterns,
	splitWords,
	timeZonesOf,
	toAsciiDigits,
	toE164: (text) => toE164(text, 'BR'),
	trimEnd: (text) => trimEnd(text, /[\s!]/),
	withoutCourtesies: (text) => withoutCourtesies(text.split(' ')),
	wordReadings,
	allowedEdits,
};

/** Functions of the same form that read no untrusted text, with what they read. */
const OTHERS: Readonly<Record<string, string>> = {
	addDays: 'dates of our own',
	boundEntries: 'entries of a delivery; its own test bounds their count',
	checkCount: 'a path of our own and a list',
	checkMedia: 'a path of our own and a file of the user',
	checkRequiredText: 'counts characters, as countCharacters does',
	checkText: 'counts characters, as countCharacters does',
	cutPart: 'text of a date, which dateText cuts',
	dayInWords: 'dates of our own',
	dropDeepNesting: 'structure of a delivery, not its texts',
	isTimeZone: 'a setting of the user',
	numberWordsOf: 'a language, which it cuts',
	isWindowOpen: 'a time of our own',
	listHolidayPlaces: 'a setting of the user',
	notCarried: 'words of our own',
	readDay: 'text of a date, which dateText cuts',
	readTimeOfDay: 'text of a date, which dateText cuts',
	readPlace: 'numbers and short texts, which it copies',
	refused: 'words of our own',
	spanOfDay: 'dates of our own',
	windowEnd: 'a time of our own',
};

const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
	letters: (length) => 'a'.repeat(length),
	words: (length) => 'a '.repeat(length / 2),
	spaces: (length) => `a${' '.repeat(length)}a`,
	punctuation: (length) => `a${'!'.repeat(length)}a`,
	dots: (length) => `a${'./'.repeat(length / 2)}a`,
	quotations: (length) => `“'"`.repeat(length / 3),
	digits: (length) => `${'0 '.repeat(length / 2)}a`,
	emoji: (length) => `a${'👍'.repeat(length / 2)}a`,
	marks: (length) => `ก${'\u0301\u0323'.repeat(length / 2)}`,
	'quadruple primes': (length) => `a${'\u2057'.repeat(length)}a`,
	ligatures: (length) => '\ufdfa'.repeat(length),
	keys: (length) => 'token=a://b@'.repeat(length / 12),
	Thai: (length) => 'ยกเลิก'.repeat(length / 6),
};

const SHORT = 12_000;
const LENGTHS = [SHORT, 2 * SHORT, 4 * SHORT];
/** Time of the longest text. A loaded machine takes a tenth of it. */
const LONGEST_MS = 250;
/** Shorter times do not show the growth. */
const MEASURABLE_MS = 50;
/** Four times the length takes four times as long, and sixteen times as long where the time is quadratic. */
const LARGEST_GROWTH = 8;
const RUNS = 3;

/** Returns the shortest time of this thread in some runs, or in one where it is short at once. */
function measure(read: Reader, text: string): number {
	let shortest = Infinity;
	for (let run = 0; run < RUNS && shortest > MEASURABLE_MS; run++) {
		const start = process.threadCpuUsage();
		read(text);
		const { user, system } = process.threadCpuUsage(start);
		shortest = Math.min(shortest, (user + system) / 1_000);
	}
	return shortest;
}

/** Returns what is wrong with the time of a function, for each kind of hostile text. */
function faultsOf(read: Reader, kinds = Object.keys(HOSTILE)): string[] {
	const faults: string[] = [];
	for (const kind of kinds) {
		const make = HOSTILE[kind] ?? String;
		const times: number[] = [];
		for (const length of LENGTHS) {
			times.push(measure(read, make(length)));
			// Longer texts would only delay the test.
			if ((times.at(-1) ?? 0) > LONGEST_MS) break;
		}
		const [shortest = 0, longest = 0] = [times[0], times.at(-1)];
		const isMeasurable = longest > MEASURABLE_MS;
		const grows = longest > LARGEST_GROWTH * Math.max(shortest, MEASURABLE_MS / LARGEST_GROWTH);
		if (longest > LONGEST_MS || (isMeasurable && grows)) {
			faults.push(`${kind}: ${times.map((time) => `${time.toFixed(1)} ms`).join(', ')}`);
		}
	}
	return faults;
}

describe('linear time: the measurement', () => {
	it('finds an expression of quadratic time', () => {
		expect(faultsOf((text) => text.replace(/[!\s]+$/, ''), ['punctuation'])).toHaveLength(1);
	});

	it('finds a loop of quadratic time', () => {
		const read = (text: string) => {
			let sum = 0;
			for (let one = 0; one < text.length; one++) {
				for (let other = 0; other < text.length; other += 4) sum ^= one + other;
			}
			return sum;
		};
		expect(faultsOf(read, ['letters'])).toHaveLength(1);
	});
});

describe('linear time: functions that read text', () => {
	it.each(Object.entries(READERS))('%s takes linear time', (_, read) => {
		expect(faultsOf(read)).toEqual([]);
	});

	it('knows every function of these folders that takes a text first', () => {
		const found = FOLDERS.flatMap(textFunctions);
		const known = [...Object.keys(READERS), ...Object.keys(OTHERS)];
		expect(found.filter((name) => !known.includes(name))).toEqual([]);
	});
});

describe('linear time: many keywords', () => {
	/** Returns five letters for each number. */
	const letters = (number: number) =>
		Array.from({ length: 5 }, (_, place) =>
			String.fromCharCode(97 + (Math.floor(number / 26 ** place) % 26)),
		).join('');
	const alike = compileKeyword({
		rules: Array.from({ length: 20_000 }, (_, index) => ({
			name: `Rule ${index}`,
			words: [`abcdefg${letters(index * 97)}`],
			match: 'anyWord',
		})),
		send: 'first',
		numbers: true,
		typoTolerance: true,
	});

	it('finds a typing error among 20,000 keywords that share seven letters', () => {
		const text = `abcdefg${letters(1_234 * 97)}x`;
		expect(alike.decide({ text })).toMatchObject({ branches: [1_234], reason: 'similarWords' });
	});

	it('spends a bounded time on a message of 300 words that are like all of them', () => {
		const message = Array.from({ length: 300 }, (_, index) => `abcdefg${letters(index * 9_973)}zz`);
		expect(measure((text) => alike.decide({ text }), message.join(' '))).toBeLessThan(LONGEST_MS);
	});

	it('spends a bounded time on a phrase of 2,000 words and a message that repeats its start', () => {
		const read = (text: string) => keywords.decide({ text });
		expect(measure(read, 'a '.repeat(16_000))).toBeLessThan(LONGEST_MS);
	});
});

/** Fixtures in which every text is replaced. */
const DELIVERIES = ['text', 'tap', 'media', 'broken-neighbour'];

describe.each(PROVIDERS)('linear time: %s', (name) => {
	const { parse, explainError } = providers[name];
	const bodies = inboundFixtures(name)
		.filter(({ scenario }) => DELIVERIES.includes(scenario))
		.map(({ body }) => body);

	it('parses deliveries in linear time, whatever their texts are', () => {
		for (const body of bodies) {
			expect(faultsOf((text) => parse(delivery(withTexts(body, text))))).toEqual([]);
		}
	});

	it('explains failures in linear time, whatever their texts are', () => {
		const read = (text: string) =>
			explainError({
				kind: 'refused',
				status: 400,
				headers: {},
				body: { error: { message: text }, description: text, message: text, reason: text },
			});
		expect(faultsOf(read)).toEqual([]);
	});
});

/** Returns a copy of a body in which every text that is no word of the protocol is another. */
function withTexts(value: unknown, text: string): unknown {
	if (Array.isArray(value)) return value.map((entry) => withTexts(entry, text));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [
				key,
				typeof entry === 'string' && !PROTOCOL_KEYS.test(key) ? text : withTexts(entry, text),
			]),
		);
	}
	return value;
}

const PROTOCOL_KEYS = /type|event|object|field|status|channel|_id$|^id$|to$|from$/i;

/** Returns the names of exported functions whose first parameter may be a text. */
function textFunctions(folder: string): string[] {
	const root = path.resolve(__dirname, '../..', folder);
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(path.join(root, file), 'utf8'))
		.flatMap((source) => [
			...source.matchAll(
				/^export function (\w+)(?:<.*>)?\(\s*\w+\??: (?:string|unknown)(?: \| undefined)?[,)]/gm,
			),
		])
		.map(([, name = '']) => name);
}

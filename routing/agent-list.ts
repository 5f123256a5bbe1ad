import { foldedWords, foldPhrase } from '../messaging/text-folding';
import { WEEKDAYS, type Weekday } from './business-days';
import type { SettingsProblem } from './decision';
import { splitWords } from './keyword-words';

/**
 * A list of agents as people keep it: typed into the panel, or as rows of a Data Table, a sheet or a CRM. There numbers are
 * texts, cells are empty, and words are in the language of the user.
 */

/** One row. Every cell may hold anything. */
export interface AgentRow {
	id?: unknown;
	name?: unknown;
	capacity?: unknown;
	skills?: unknown;
	hours?: unknown;
	days?: unknown;
	presence?: unknown;
}

export interface AgentProfile {
	id: string;
	name?: string;
	/** Most conversations at once; absent: any number. */
	capacity?: number;
	/** Folded. */
	skills: readonly string[];
	hours: string;
	days: readonly Weekday[];
	presence?: 'online' | 'away';
}

/** Reads the rows. Rows without id and name are empty rows; of several with one id the first counts. */
export function readAgents(
	rows: readonly AgentRow[],
	problems: SettingsProblem[],
): readonly AgentProfile[] {
	const agents = new Map<string, AgentProfile>();
	rows.forEach((row, rule) => {
		const name = textOf(row.name);
		const id = textOf(row.id) || name;
		if (id === '' || agents.has(id)) return;
		const read = <T>(column: string, value: T | undefined, cell: unknown, remedy: string) => {
			if (value !== undefined) return value;
			problems.push({
				rule,
				problem: `The ${column} "${textOf(cell)}" of the agent "${name || id}" could not be read.`,
				remedy,
			});
			return undefined;
		};
		const days = read('days', readDays(row.days), row.days, 'Write days as monday, tuesday.');
		const capacity = read(
			'capacity',
			readCapacity(row.capacity),
			row.capacity,
			'Write a whole number of conversations, or leave it empty for any number.',
		);
		const presence = read(
			'presence',
			readPresence(row.presence),
			row.presence,
			'Write online or away, or leave it empty.',
		);
		agents.set(id, {
			id,
			...(name !== '' && { name }),
			...(capacity !== undefined && capacity !== Infinity && { capacity }),
			skills: listOf(row.skills).map(foldPhrase),
			hours: textOf(row.hours),
			days: days ?? [],
			...(presence !== undefined && presence !== 'unknown' && { presence }),
		});
	});
	return [...agents.values()];
}

/** Returns the folded names of skills in a text or a list. */
export function readSkills(value: unknown): string[] {
	return listOf(value).map(foldPhrase);
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function listOf(value: unknown): string[] {
	return Array.isArray(value)
		? value.map(textOf).filter((part) => part !== '')
		: splitWords(textOf(value));
}

/** Returns `Infinity` for an empty cell, and `undefined` for one that cannot be read. Sheets write 3 as "3.0". */
function readCapacity(cell: unknown): number | undefined {
	const text = textOf(cell);
	if (text === '') return Infinity;
	return /^\d{1,9}([.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : undefined;
}

const ONLINE = new Set([
	'online',
	'available',
	'present',
	'true',
	'yes',
	'1',
	'sim',
	'si',
	'disponivel',
	'disponible',
]);
const AWAY = new Set([
	'away',
	'offline',
	'busy',
	'absent',
	'false',
	'no',
	'0',
	'nao',
	'ausente',
	'ocupado',
	'ocupada',
]);

function readPresence(cell: unknown): 'online' | 'away' | 'unknown' | undefined {
	const word = foldPhrase(textOf(cell));
	if (word === '') return 'unknown';
	if (ONLINE.has(word)) return 'online';
	return AWAY.has(word) ? 'away' : undefined;
}

/** Names of the days, folded, in the languages of the panel's users. */
const DAY_NAMES = ['en', 'pt', 'es'].map((language) => {
	const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
	// 1 January 2024 was a Monday.
	return WEEKDAYS.map((_, index) => foldPhrase(name.format(Date.UTC(2024, 0, 1 + index))));
});

/** Letters by which every language tells its days apart. */
const DAY_LETTERS = 3;

/** Returns the days, also from their first three letters; `undefined` when a word is none. */
function readDays(cell: unknown): Weekday[] | undefined {
	const words = Array.isArray(cell)
		? cell.flatMap((part) => foldedWords(textOf(part)))
		: foldedWords(textOf(cell));
	const days = new Set<Weekday>();
	for (const word of words) {
		if (word === 'feira') continue;
		const day = WEEKDAYS.find(
			(_, index) =>
				word.length >= DAY_LETTERS && DAY_NAMES.some((names) => names[index]?.startsWith(word)),
		);
		if (day === undefined) return undefined;
		days.add(day);
	}
	return WEEKDAYS.filter((day) => days.has(day));
}

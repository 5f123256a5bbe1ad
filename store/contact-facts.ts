import type { EventContact } from '../messaging/event';
import { withPhone } from './addresses';
import type { ContactRow } from './schema';

/**
 * Facts that events state about a contact: phone, user id, username, name and language. Events arrive late and out of
 * order, so each fact keeps the time of its event, and only a later one replaces it. An absent fact changes nothing: an
 * event without a name removes no name.
 */

const COLUMNS = {
	phone: 'phone',
	userId: 'user_id',
	username: 'username',
	name: 'name',
	language: 'language',
} as const satisfies Partial<Record<keyof EventContact, keyof ContactRow>>;

type Fact = keyof typeof COLUMNS;
const FACTS = Object.keys(COLUMNS) as Fact[];

/** Returns the row with every newer fact; the same row when there is none. `null` clears a fact on purpose. */
export function applyFacts(
	row: ContactRow,
	facts: { [fact in Fact]?: string | null },
	at: string,
): ContactRow {
	const toldAt = readTimes(row.told_at);
	let told = row;
	for (const fact of FACTS) {
		const value = facts[fact];
		if (value === undefined || value === '') continue;
		const before = toldAt[fact];
		if (before !== undefined && before > at) continue;
		if (before === at && told[COLUMNS[fact]] === value) continue;
		toldAt[fact] = at;
		told = { ...told, [COLUMNS[fact]]: value, told_at: JSON.stringify(toldAt) };
	}
	return told;
}

/** Applies every fact that an event or a workflow states about its contact. */
export function applyContact(row: ContactRow, contact: EventContact, at: string): ContactRow {
	return applyFacts(row, withPhone(contact), at);
}

/** Fills the facts that the row lacks and replaces none. For incidental facts, such as the recipient of a receipt. */
export function fillMissingFacts(row: ContactRow, contact: EventContact, at: string): ContactRow {
	const facts = withPhone(contact);
	const missing = FACTS.filter((fact) => row[COLUMNS[fact]] === null);
	return applyFacts(row, Object.fromEntries(missing.map((fact) => [fact, facts[fact]])), at);
}

/** Returns the kept row with the newest of each fact of two rows of one customer. */
export function mergeFacts(kept: ContactRow, other: ContactRow): ContactRow {
	const toldAt = readTimes(other.told_at);
	return FACTS.reduce((row, fact) => {
		const value = other[COLUMNS[fact]];
		const at = toldAt[fact];
		return at === undefined ? row : applyFacts(row, { [fact]: value }, at);
	}, kept);
}

function readTimes(json: string): { [fact in Fact]?: string } {
	return JSON.parse(json) as { [fact in Fact]?: string };
}

import type { EventContact } from '../messaging/event';
import { withPhone } from './addresses';
import type { ContactRow } from './schema';

/**
 * What events tell about a person in passing. Events come late and out of order, so each fact remembers when it was
 * told, and only what was told later replaces it. Nothing is never news: an event without a name takes no name away.
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

/** Gives the row with everything that is news; the same row when nothing is. `null` clears a fact on purpose. */
export function tell(
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

/** As `tell`, with everything that an event or a workflow says about its contact. */
export function meet(row: ContactRow, contact: EventContact, at: string): ContactRow {
	return tell(row, withPhone(contact), at);
}

/** As `meet`, for facts beside the point, such as the recipient of a receipt: they fill gaps and replace nothing. */
export function meetInPassing(row: ContactRow, contact: EventContact, at: string): ContactRow {
	const facts = withPhone(contact);
	const missing = FACTS.filter((fact) => row[COLUMNS[fact]] === null);
	return tell(row, Object.fromEntries(missing.map((fact) => [fact, facts[fact]])), at);
}

/** The newest of each fact of two rows that turned out to be one person. */
export function mergeFacts(kept: ContactRow, other: ContactRow): ContactRow {
	const toldAt = readTimes(other.told_at);
	return FACTS.reduce((row, fact) => {
		const value = other[COLUMNS[fact]];
		const at = toldAt[fact];
		return at === undefined ? row : tell(row, { [fact]: value }, at);
	}, kept);
}

function readTimes(json: string): { [fact in Fact]?: string } {
	return JSON.parse(json) as { [fact in Fact]?: string };
}

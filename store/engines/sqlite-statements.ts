import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/**
 * `node:sqlite` in the shape that Kysely's SQLite driver expects, with its statements prepared once and kept.
 */

/** More than the number of different statements of the store. The bound is for queries whose text varies. */
const KEPT_STATEMENTS = 300;

/** Values are always parameters here, so these words are always part of the statement itself. */
const RETURNS_ROWS = /^\s*(select|with|pragma|explain|values)\b|\breturning\b/i;

export function nodeSqlite(database: DatabaseSync): SqliteDatabase {
	const kept = new Map<string, SqliteStatement>();
	return {
		close: () => database.close(),
		prepare(sql) {
			const known = kept.get(sql);
			if (known) return known;
			const statement = adapt(database.prepare(sql), RETURNS_ROWS.test(sql));
			if (kept.size >= KEPT_STATEMENTS) kept.clear();
			kept.set(sql, statement);
			return statement;
		},
	};
}

function adapt(statement: StatementSync, reader: boolean): SqliteStatement {
	return {
		reader,
		all: (parameters) => statement.all(...parameters.map(toInput)),
		run: (parameters) => statement.run(...parameters.map(toInput)),
		iterate: (parameters) => statement.iterate(...parameters.map(toInput)),
	};
}

function toInput(value: unknown): SQLInputValue {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
		return value;
	}
	if (value === null || value instanceof Uint8Array) return value;
	throw new TypeError(`The store cannot store a value of type ${typeof value}`);
}

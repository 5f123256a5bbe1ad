import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kysely } from 'kysely';

import type { Engine } from './engines/engine';
import type { Schema } from './schema';
import { StoreError } from './store-error';

/**
 * The identity of a store: a random id in the store, with a copy in a small file outside of it. An empty store in the
 * place of a lost one has no id or another one. It is refused, because its opt-outs are lost with the old store, and
 * customers who opted out must not get messages for that reason.
 */

const NAME = 'identity';

/** Access for the owner of the process only, as for the store itself. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Compares the store with the copy of its identity. Call it before the tables are created. Without a copy any store is
 * accepted.
 *
 * @throws StoreError `replaced`
 */
export async function refuseReplacedStore(database: Kysely<Schema>, engine: Engine): Promise<void> {
	const { identityFile } = engine;
	const expected = readCopy(identityFile);
	if (identityFile === undefined || expected === undefined) return;
	const found = await readIdentity(database, engine);
	// A backup from before stores had an id is not an empty store.
	const isOurs = found === undefined ? await hasContacts(database, engine) : found === expected;
	if (!isOurs) throw replaced(identityFile);
}

/** Copies the identity of the store where there is no copy yet. Call it when the tables exist. */
export async function copyIdentity(database: Kysely<Schema>, engine: Engine): Promise<void> {
	const { identityFile } = engine;
	if (identityFile === undefined || readCopy(identityFile) !== undefined) return;
	await database.transaction().execute((transaction) =>
		transaction
			.insertInto('installation')
			.values({ name: NAME, value: randomUUID() })
			.onConflict((conflict) => conflict.column('name').doNothing())
			.execute(),
	);
	const identity = await readIdentity(database, engine);
	if (identity !== undefined) writeCopy(identityFile, identity);
}

function readCopy(file: string | undefined): string | undefined {
	try {
		return file === undefined ? undefined : readFileSync(file, 'utf8').trim() || undefined;
	} catch {
		return undefined;
	}
}

/** Writes the copy. A folder that is not writable must not keep a store on another machine from being used. */
function writeCopy(file: string, identity: string): void {
	try {
		mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE });
		writeFileSync(file, identity, { mode: FILE_MODE });
	} catch {
		return;
	}
}

async function readIdentity(database: Kysely<Schema>, engine: Engine): Promise<string | undefined> {
	const row = await readFirst(engine, () =>
		readOnly(database).execute((transaction) =>
			transaction
				.selectFrom('installation')
				.select('value')
				.where('name', '=', NAME)
				.executeTakeFirst(),
		),
	);
	return row?.value;
}

async function hasContacts(database: Kysely<Schema>, engine: Engine): Promise<boolean> {
	const row = await readFirst(engine, () =>
		readOnly(database).execute((transaction) =>
			transaction.selectFrom('contacts').select('id').limit(1).executeTakeFirst(),
		),
	);
	return row !== undefined;
}

function readOnly(database: Kysely<Schema>) {
	return database.transaction().setAccessMode('read only');
}

/** Returns `undefined` also where the table does not exist yet. */
async function readFirst<Row>(
	engine: Engine,
	read: () => Promise<Row | undefined>,
): Promise<Row | undefined> {
	try {
		return await read();
	} catch (error) {
		if (engine.areTablesMissing(error)) return undefined;
		throw error;
	}
}

function replaced(identityFile: string): StoreError {
	return new StoreError({
		code: 'replaced',
		title: 'The conversation store was deleted or replaced, and its consents with it',
		remedy: `Restore it from a backup. To begin with an empty one, delete the file ${identityFile} and transfer the opt-outs before anything is sent.`,
	});
}

import { StoreError } from '../store-error';

/**
 * Explains failures of SQLite and the file system to the user. Result codes: https://sqlite.org/rescode.html; the
 * extended ones carry the primary code in their lowest byte.
 */
const PRIMARY = {
	error: 1,
	busy: 5,
	locked: 6,
	readOnly: 8,
	io: 10,
	corrupt: 11,
	full: 13,
	cantOpen: 14,
	notADatabase: 26,
};

/** Returns whether another process holds the lock, so that the same transaction may succeed in a moment. */
export function isBusy(error: unknown): boolean {
	const code = primaryCode(error);
	return code === PRIMARY.busy || code === PRIMARY.locked;
}

/** Returns whether a table does not exist. SQLite has no code for it. */
export function isTableMissing(error: unknown): boolean {
	return (
		primaryCode(error) === PRIMARY.error &&
		/^no such table/.test(String(property(error, 'message')))
	);
}

/** Explains a write after the file with this name was deleted or replaced. */
export function lostFile(): StoreError {
	return new StoreError({
		code: 'lost',
		title: 'The conversation store was deleted or replaced while it was in use',
		remedy: 'Restore the file from a backup.',
	});
}

export function explainSqlite(error: unknown, file: string): StoreError | undefined {
	if (error instanceof StoreError) return error;
	if (isClosed(error)) {
		return new StoreError({
			code: 'closed',
			title: 'The conversation store has been closed',
			remedy: 'Restart n8n if the problem persists.',
			cause: error,
		});
	}
	const problem = problemOf(error);
	return problem && new StoreError({ ...WORDS[problem](file), cause: error });
}

type Problem = 'cannotOpen' | 'readOnly' | 'full' | 'damaged' | 'busy' | 'lost' | 'refused';

const WORDS: Record<Problem, (file: string) => { code: Problem; title: string; remedy: string }> = {
	cannotOpen: (file) => ({
		code: 'cannotOpen',
		title: 'The conversation store cannot be opened or read',
		remedy: `Make sure that n8n may create and write the file ${file} and its folder, and that the disk is healthy.`,
	}),
	readOnly: (file) => ({
		code: 'readOnly',
		title: 'The conversation store cannot be written',
		remedy: `Give n8n the right to write the file ${file} and its folder, and check that the disk is not mounted read-only.`,
	}),
	full: (file) => ({
		code: 'full',
		title: 'The disk of the conversation store is full',
		remedy: `Free some space on the disk that holds ${file}. Nothing is lost, because providers deliver refused events again.`,
	}),
	damaged: (file) => ({
		code: 'damaged',
		title: 'The file of the conversation store is damaged, or is not a database',
		remedy: `Move ${file} away and restart n8n to begin with an empty one, or restore a backup.`,
	}),
	busy: (file) => ({
		code: 'busy',
		title: 'The conversation store was busy for too long',
		remedy: `Check whether another program keeps ${file} locked, such as a backup or a database viewer.`,
	}),
	lost: (file) => ({
		code: 'lost',
		title: 'Tables of the conversation store were deleted',
		remedy: `Restore ${file} from a backup.`,
	}),
	refused: () => ({
		code: 'refused',
		title: 'SQLite reported an unexpected error',
		remedy: 'Please report this with the log of n8n.',
	}),
};

function problemOf(error: unknown): Problem | undefined {
	const code = primaryCode(error);
	switch (code) {
		case PRIMARY.busy:
		case PRIMARY.locked:
			return 'busy';
		case PRIMARY.readOnly:
			return 'readOnly';
		case PRIMARY.full:
			return 'full';
		case PRIMARY.corrupt:
		case PRIMARY.notADatabase:
			return 'damaged';
		case PRIMARY.io:
		case PRIMARY.cantOpen:
			return 'cannotOpen';
		default:
	}
	if (code !== undefined) return isTableMissing(error) ? 'lost' : 'refused';
	const systemCode = property(error, 'code');
	if (systemCode === 'ENOSPC' || systemCode === 'EDQUOT') return 'full';
	if (systemCode === 'EROFS') return 'readOnly';
	return property(error, 'syscall') === undefined ? undefined : 'cannotOpen';
}

function primaryCode(error: unknown): number | undefined {
	const code = property(error, 'code') === 'ERR_SQLITE_ERROR' && property(error, 'errcode');
	return typeof code === 'number' ? code & 0xff : undefined;
}

/** Returns whether the database is closed, by Node's error or Kysely's own. */
function isClosed(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	return (
		(property(error, 'code') === 'ERR_INVALID_STATE' && /not open/.test(error.message)) ||
		error.message === 'driver has already been destroyed'
	);
}

function property(error: unknown, name: string): unknown {
	return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

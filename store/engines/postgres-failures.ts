import { StoreError, type StoreErrorCode } from '../store-error';

/**
 * Explains failures of PostgreSQL, the network and `pg` to the user. Codes of the database:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html. Its own messages are never passed on: they name hosts
 * and users, and their details hold whole rows.
 */

/** Codes of conflicts with another transaction. The same transaction may succeed in a moment. */
const TRANSIENT: ReadonlySet<string> = new Set([
	'40001', // serialization_failure
	'40P01', // deadlock_detected
	'55P03', // lock_not_available
	'23505', // unique_violation: another transaction has just created the row that was missing
	'53300', // too_many_connections
]);

/** Errors of a lost connection. Everything that its transaction did is undone, unless it was being committed. */
const LOST_CONNECTION: ReadonlySet<string> = new Set([
	'25P03', // idle_in_transaction_session_timeout
	'57P01', // admin_shutdown
	'57P02', // crash_shutdown
	'57P03', // cannot_connect_now
	'57P05', // idle_session_timeout
	'ECONNREFUSED',
	'ECONNRESET',
	'ECONNABORTED',
	'EPIPE',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENETDOWN',
	'EAI_AGAIN',
]);

/** Messages of `pg` that have no code. */
const LOST_IN_WORDS = /^Connection terminated( unexpectedly)?$|not queryable$/;
const SILENT_IN_WORDS = /^Query read timeout$/;

export function isTransient(error: unknown): boolean {
	return TRANSIENT.has(codeOf(error) ?? '') || isConnectionLost(error);
}

/** Returns whether this connection has ended. */
export function isConnectionLost(error: unknown): boolean {
	const code = codeOf(error) ?? '';
	return LOST_CONNECTION.has(code) || code.startsWith('08') || LOST_IN_WORDS.test(messageOf(error));
}

/** Returns whether this connection is useless: it has ended, or the database no longer answers on it. */
export function isUseless(error: unknown): boolean {
	return isConnectionLost(error) || SILENT_IN_WORDS.test(messageOf(error));
}

/** Returns whether the tables are missing, because they were dropped or restored while they were in use. */
export function areTablesMissing(error: unknown): boolean {
	const code = codeOf(error);
	return code === '42P01' || code === '3F000';
}

export function explainPostgres(error: unknown): StoreError | undefined {
	if (error instanceof StoreError) return error;
	const problem = problemOf(error);
	if (!problem) return undefined;
	const code = codeOf(error);
	const [title, remedy] = WORDS[problem];
	const cause = new Error(code === undefined ? 'No code' : `Code ${code}`);
	return new StoreError({
		code: problem,
		title,
		remedy: problem === 'refused' ? `${remedy} (${code ?? 'no code'}).` : remedy,
		cause,
	});
}

/** Explains a commit whose answer was lost, while the database cannot be queried. */
export function uncertain(): StoreError {
	const [title, remedy] = WORDS.uncertain;
	return new StoreError({ code: 'uncertain', title, remedy });
}

type Problem = Exclude<StoreErrorCode, 'cannotOpen' | 'newerSchema' | 'badAddress' | 'replaced'>;

const WORDS: Record<Problem, readonly [title: string, remedy: string]> = {
	cannotConnect: [
		'The database of the conversation store cannot be reached',
		'Check that PostgreSQL is running and that host and port are right. Nothing is lost, because providers deliver refused events again.',
	],
	unknownHost: [
		'The host name of the conversation store could not be resolved',
		'Check the host, and the name service (DNS) of this computer. In Docker it is the name of the service.',
	],
	tooOld: ['The database of the conversation store is too old', 'Use PostgreSQL 13 or later.'],
	wrongPassword: [
		'The database of the conversation store does not accept the user name or the password',
		'Check both, in the credential or in BUSINESS_MESSAGING_DB. In a password there, write % as %25, @ as %40, : as %3A, / as %2F, ? as %3F and # as %23.',
	],
	databaseMissing: [
		'The database of the conversation store does not exist',
		'Create it, for example with CREATE DATABASE, or correct its name.',
	],
	noPermission: [
		'The database of the conversation store refused access or a permission to this user',
		'Let its administrator allow connections from this computer (pg_hba.conf) and run GRANT CREATE, CONNECT ON DATABASE for the user, or make the user the owner of the schema.',
	],
	untrusted: [
		'The certificate of the database cannot be checked',
		'Name the file of the certificate authority with &sslrootcert= in BUSINESS_MESSAGING_DB. If you trust the network between n8n and the database, use sslmode=no-verify there, or Ignore SSL Issues in the credential.',
	],
	notEncrypted: [
		'n8n and the database of the conversation store do not agree on encryption',
		'If the database offers no encryption, switch it off (SSL in the credential, sslmode in BUSINESS_MESSAGING_DB); if it requires encryption, switch it on (?sslmode=require).',
	],
	tooManyConnections: [
		'The database of the conversation store accepts no more connections',
		'Raise max_connections in PostgreSQL, or let each n8n process use fewer by lowering the pool size.',
	],
	readOnly: [
		'The database of the conversation store cannot be written',
		'It is a replica, or was set to read-only. Use the address of the primary server.',
	],
	full: [
		'The disk of the database is full',
		'Free some space on the disk of PostgreSQL, or make it larger. Nothing is lost, because providers deliver refused events again.',
	],
	damaged: [
		'The database of the conversation store is damaged',
		'Read the log of PostgreSQL, and restore a backup if necessary.',
	],
	busy: [
		'The database of the conversation store was busy for too long',
		'Check its load, and whether another program keeps its tables locked. Raise the pool size if n8n handles many messages at once.',
	],
	lost: [
		'The tables of the conversation store were deleted while they were in use',
		'Restore them from a backup.',
	],
	wrongEncoding: [
		'The database of the conversation store cannot store every letter and emoji',
		'Create a database with ENCODING UTF8 and use that one.',
	],
	uncertain: [
		'The connection to the database of the conversation store was lost during a write',
		'Check that PostgreSQL is running. It is unknown whether the last change was saved.',
	],
	closed: ['The conversation store has been closed', 'Restart n8n if the problem persists.'],
	refused: [
		'The database of the conversation store reported an unexpected error',
		'Please report this with the code of the database',
	],
};

const PROBLEMS: Record<string, Problem> = {
	'28P01': 'wrongPassword', // invalid_password
	'28000': 'noPermission', // invalid_authorization_specification
	'3D000': 'databaseMissing', // invalid_catalog_name
	'42501': 'noPermission', // insufficient_privilege
	'25006': 'readOnly', // read_only_sql_transaction
	'53100': 'full', // disk_full
	'53200': 'busy', // out_of_memory
	'53300': 'tooManyConnections',
	'53400': 'full', // configuration_limit_exceeded: the quota of a host
	'55P03': 'busy', // lock_not_available
	'40001': 'busy',
	'40P01': 'busy',
	'57014': 'busy', // query_canceled: it took too long
	'42P01': 'lost', // undefined_table
	'3F000': 'lost', // invalid_schema_name
	'22P05': 'wrongEncoding', // untranslatable_character
	'22021': 'wrongEncoding', // character_not_in_repertoire
	'58030': 'damaged', // io_error
	XX001: 'damaged', // data_corrupted
	XX002: 'damaged', // index_corrupted
	'42883': 'tooOld', // undefined_function: all that are used exist since version 13
	ENOTFOUND: 'unknownHost',
	EAI_AGAIN: 'unknownHost',
	ENOENT: 'untrusted', // a certificate file that the address names
	EACCES: 'untrusted',
	ERR_TLS_CERT_ALTNAME_INVALID: 'untrusted',
	CERT_HAS_EXPIRED: 'untrusted',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
	UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
};

/** Failures that `pg` and Kysely report without a code. */
const PROBLEMS_IN_WORDS: ReadonlyArray<readonly [RegExp, Problem]> = [
	[/^The server does not support SSL connections$/, 'notEncrypted'],
	[/client password must be a (non-empty )?string|SASL: SCRAM/, 'wrongPassword'],
	[/^timeout exceeded when trying to connect$/, 'busy'],
	[/connection timeout$|^timeout expired$/, 'cannotConnect'],
	[SILENT_IN_WORDS, 'cannotConnect'],
	[LOST_IN_WORDS, 'cannotConnect'],
	[/^driver has already been destroyed$|^Cannot use a pool after calling end/, 'closed'],
];

function problemOf(error: unknown): Problem | undefined {
	const code = codeOf(error) ?? '';
	if (code === '28000' && /no encryption|SSL off/.test(messageOf(error))) return 'notEncrypted';
	const known = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
	if (known) return known;
	if (isConnectionLost(error)) return 'cannotConnect';
	const message = messageOf(error);
	return (
		PROBLEMS_IN_WORDS.find(([words]) => words.test(message))?.[1] ??
		(isOfTheDatabase(error) ? 'refused' : undefined)
	);
}

/** Returns whether the error comes from the database itself, because only that states a severity. */
function isOfTheDatabase(error: unknown): boolean {
	return error instanceof Error && typeof Reflect.get(error, 'severity') === 'string';
}

function codeOf(error: unknown): string | undefined {
	const code: unknown =
		typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
	return typeof code === 'string' ? code : undefined;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : '';
}

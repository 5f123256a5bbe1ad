/**
 * What the user reads when the memory of the package cannot be used. `message` is title and remedy in one sentence
 * pair, ready for a log; it never holds the text of a message, an address of a person, SQL or the address of a database.
 */
export class StoreError extends Error {
	override readonly name = 'StoreError';
	/** Stable, e.g. `cannotOpen`, `full`. */
	readonly code: StoreErrorCode;
	/** What happened, in a few words. */
	readonly title: string;
	/** What to do now. */
	readonly remedy: string;

	constructor(problem: { code: StoreErrorCode; title: string; remedy: string; cause?: unknown }) {
		super(`${problem.title}. ${problem.remedy}`, { cause: problem.cause });
		this.code = problem.code;
		this.title = problem.title;
		this.remedy = problem.remedy;
	}
}

export type StoreErrorCode =
	| 'cannotOpen'
	| 'readOnly'
	| 'full'
	| 'damaged'
	| 'busy'
	| 'lost'
	| 'replaced'
	| 'newerSchema'
	| 'closed'
	// Of a database that is reached over a network:
	| 'badAddress'
	| 'cannotConnect'
	| 'unknownHost'
	| 'tooOld'
	| 'untrusted'
	| 'notEncrypted'
	| 'wrongPassword'
	| 'databaseMissing'
	| 'noPermission'
	| 'tooManyConnections'
	| 'wrongEncoding'
	| 'uncertain'
	| 'refused';

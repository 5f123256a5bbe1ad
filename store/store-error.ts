/**
 * The error that the user reads when the store cannot be used. `message` is title and remedy, ready for a log. It never
 * contains the text of a message, an address of a customer, SQL or the address of a database.
 */
export class StoreError extends Error {
	override readonly name = 'StoreError';
	/** Stable, e.g. `cannotOpen`, `full`. */
	readonly code: StoreErrorCode;
	/** States the event, in a few words of the past tense. */
	readonly title: string;
	/** The next step of the user, in the imperative. */
	readonly remedy: string;

	constructor(problem: { code: StoreErrorCode; title: string; remedy: string; cause?: unknown }) {
		super(`${problem.title}. ${problem.remedy}`, { cause: problem.cause });
		this.code = problem.code;
		this.title = problem.title;
		this.remedy = problem.remedy;
	}
}

/**
 * Returns title and remedy of a failure for the log. Texts of other errors may contain data that must not be logged.
 */
export function explainFailure(error: unknown): string {
	if (error instanceof StoreError) return error.message;
	return `an error of type ${error instanceof Error ? error.name : typeof error}.`;
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
	// Codes of the network, for a database on another machine:
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

/** A LIME command, as the parts of the emulator get it. */
export interface Asked {
	method: string;
	to: string;
	/** The path without the query. */
	path: string;
	query: URLSearchParams;
	type?: string;
	resource: unknown;
}

/** The answer of a part of the emulator to a successful command. */
export interface Answered {
	type?: string;
	resource?: unknown;
}

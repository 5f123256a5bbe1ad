/**
 * The sandbox cannot go on, and the person at the keyboard can do something about it. `message` says what happened
 * and what to do; `detail` is what the failing program said last, shown below the message.
 */
export class SandboxFailure extends Error {
	constructor(
		message: string,
		readonly detail: string = '',
	) {
		super(message);
		this.name = 'SandboxFailure';
	}
}

/** The failure as the lines that a person reads on a terminal; anything unexpected comes with its stack. */
export function describeFailure(error: unknown): string {
	if (error instanceof SandboxFailure)
		return error.detail === '' ? error.message : `${error.message}\n\n${error.detail}`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * An error that the user of the sandbox can correct. `message` says what happened and what to do. `detail` is the last
 * output of the failing program, shown below the message.
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

/** Describes a failure in lines for a terminal. An unexpected one gets its stack. */
export function describeFailure(error: unknown): string {
	if (error instanceof SandboxFailure)
		return error.detail === '' ? error.message : `${error.message}\n\n${error.detail}`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

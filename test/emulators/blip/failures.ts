/** A `failure` of LIME, inside HTTP 200 or in a notification. The text is ours. */
export class LimeFailure extends Error {
	constructor(
		readonly code: number,
		readonly description: string,
	) {
		super(description);
	}
}

/** A refusal by HTTP status alone. */
export class HttpRefusal extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown = '',
	) {
		super(String(status));
	}
}

export const NOT_FOUND = () => new LimeFailure(67, 'The requested resource was not found');
export const NOT_OFFERED = () => new LimeFailure(62, 'The uri is not supported');

import type { Reply } from './calls';

/**
 * A refusal in the form of Meta's (docs/facts/whatsapp-cloud.md#error-body), with the HTTP status of Meta's table. The
 * text is ours.
 */
export class GraphRefusal extends Error {
	constructor(
		readonly status: number,
		readonly code: number,
		/** The text after the code in `message`. */
		readonly title: string,
		readonly details?: string,
		readonly subcode?: number,
	) {
		super(title);
	}

	reply(trace: string): Reply {
		return {
			status: this.status,
			body: {
				error: {
					message: `(#${this.code}) ${this.title}`,
					type: 'OAuthException',
					code: this.code,
					...(this.subcode === undefined ? {} : { error_subcode: this.subcode }),
					...(this.details === undefined
						? {}
						: { error_data: { messaging_product: 'whatsapp', details: this.details } }),
					fbtrace_id: trace,
				},
			},
		};
	}
}

export const refusals = {
	tokenMissing: () => new GraphRefusal(401, 104, 'An access token is required for this request.'),
	tokenWrong: () => new GraphRefusal(401, 190, 'The access token could not be validated.'),
	appTokenNeeded: () => new GraphRefusal(400, 15, 'This call needs an app access token.'),
	appWrong: () => new GraphRefusal(400, 101, 'The application could not be validated.'),
	versionExpired: (version: string) =>
		new GraphRefusal(400, 2635, `Version ${version} is not available any more.`),
	versionUnknown: (version: string) => new GraphRefusal(400, 2500, `Unknown version: ${version}`),
	unknownNode: (id: string) =>
		new GraphRefusal(
			400,
			100,
			'Unsupported request',
			`Object '${id}' does not exist or the token may not see it.`,
			33,
		),
	unsupported: (method: string) =>
		new GraphRefusal(400, 100, 'Unsupported request', `Method ${method} is not supported here.`),
	invalid: (details: string) => new GraphRefusal(400, 100, 'Invalid parameter', details),
	missing: (details: string) => new GraphRefusal(400, 131008, 'Parameter missing', details),
	badValue: (details: string) => new GraphRefusal(400, 131009, 'Parameter value invalid', details),
	windowClosed: () =>
		new GraphRefusal(
			400,
			131047,
			'Re-engagement message',
			'The customer has not written within the last 24 hours.',
		),
	undeliverable: () =>
		new GraphRefusal(400, 131026, 'Message undeliverable', 'The recipient cannot be reached.'),
	optedOut: () =>
		new GraphRefusal(
			400,
			131050,
			'Marketing stopped by user',
			'The recipient does not want marketing messages from this business.',
		),
	pairLimit: () =>
		new GraphRefusal(400, 131056, 'Pair rate limit', 'Too many messages to the same recipient.'),
	throughput: () =>
		new GraphRefusal(
			400,
			130429,
			'Rate limit hit',
			'Messages come faster than this number may send.',
		),
	templateUnknown: (name: string, language: string) =>
		new GraphRefusal(
			404,
			132001,
			'Template does not exist',
			`template name (${name}) does not exist in ${language}`,
		),
	templatePaused: () => new GraphRefusal(400, 132015, 'Template is paused', 'Low quality.'),
	templateDisabled: () => new GraphRefusal(400, 132016, 'Template is disabled', 'Low quality.'),
	parameterCount: (part: string, given: number, expected: number) =>
		new GraphRefusal(
			400,
			132000,
			'Number of parameters does not match',
			`${part}: number of params (${given}) does not match the expected number of params (${expected})`,
		),
	parameterText: () =>
		new GraphRefusal(
			400,
			132018,
			'There is an issue with the parameters in your template',
			'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
		),
	parameterFormat: (details: string) =>
		new GraphRefusal(400, 132012, 'Parameter format does not match', details),
	callbackFailed: (what: string) =>
		new GraphRefusal(400, 2200, `Callback verification failed with the following errors: ${what}`),
	notSubscribed: () =>
		new GraphRefusal(
			400,
			100,
			'The app must be subscribed to messages of the WhatsApp Business Account before its callback can be overridden.',
		),
};

import type { MessagingError } from './error';
import type { HttpFailure } from './http';

/** Who was asked, in the words that the user knows. */
export interface Asked {
	provider: string;
	/** The field of the credential that says where the provider is, e.g. `the API Address`. */
	addressField: string;
}

/**
 * A request without an answer. Only one that certainly never arrived may be repeated by itself: no provider recognises
 * a repeated send.
 */
export function explainNotAnswered(
	failure: Exclude<HttpFailure, { kind: 'refused' }>,
	{ provider, addressField }: Asked,
): MessagingError {
	if (failure.kind === 'timeout') {
		return {
			code: 'timeout',
			title: `${provider} did not answer in time`,
			reason: 'The request was sent, but no answer came.',
			remedy:
				'Check whether the customer got the message, or wait for its delivery status, before you send it again.',
			retry: 'no',
			mayHaveBeenSent: true,
		};
	}
	if (!failure.beforeSending) {
		return {
			code: 'connectionLost',
			title: `The connection to ${provider} broke off`,
			reason: 'The request had been sent when the connection was lost.',
			remedy:
				'Look whether the message reached the customer. Send it again only if it did not, and check your network.',
			retry: 'no',
			mayHaveBeenSent: true,
		};
	}
	return {
		code: 'unreachable',
		title: `${provider} could not be reached`,
		reason: 'No connection to its server came about. Nothing was sent.',
		remedy: `Check the internet connection, the proxy and ${addressField} in the credential. The message can be sent again safely.`,
		retry: 'now',
	};
}

import { explainDownloadEnd } from './downloaded-file';
import type { MessagingError } from './error';
import type { HttpFailure } from './http';

/** The provider of the request, in words that the user knows. */
export interface Asked {
	provider: string;
	/** The field of the credential that says where the provider is, e.g. `the API Address`. */
	addressField: string;
}

/**
 * Explains a request without an answer. It may be retried automatically only if it certainly never arrived: no provider
 * recognises a repeated send.
 */
export function explainNotAnswered(
	failure: Exclude<HttpFailure, { kind: 'refused' }>,
	{ provider, addressField }: Asked,
): MessagingError {
	if (failure.kind === 'downloadEnded') return explainDownloadEnd(failure.because);
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
			title: `The connection to ${provider} was lost`,
			reason: 'The request had been sent already. Whether it was processed is unknown.',
			remedy: 'Check whether the customer got the message before you send it again.',
			retry: 'no',
			mayHaveBeenSent: true,
		};
	}
	return {
		code: 'unreachable',
		title: `${provider} could not be reached`,
		reason: 'No connection to its server could be established. Nothing was sent.',
		remedy: `Check the internet connection, the proxy and ${addressField} in the credential, then run it again.`,
		retry: 'now',
	};
}

import type { MessagingError } from '../../messaging/error';

/** What the network can do to a request. Botmaker knows no idempotency key, so what may be out is never repeated. */

export const TIMED_OUT: MessagingError = {
	code: 'timeout',
	title: 'Botmaker did not answer in time',
	reason: 'The request was sent, but no answer came.',
	remedy: 'Look in Botmaker whether the customer got the message before you send it again.',
	retry: 'no',
	mayHaveBeenSent: true,
};

export const CUT_OFF: MessagingError = {
	code: 'connectionLost',
	title: 'The connection to Botmaker broke off',
	reason: 'The request had been sent when the connection was lost.',
	remedy:
		'Look in Botmaker whether the message reached the customer. Send it again only if it did not, and check your network.',
	retry: 'no',
	mayHaveBeenSent: true,
};

export const UNREACHABLE: MessagingError = {
	code: 'unreachable',
	title: 'Botmaker could not be reached',
	reason: 'No connection to the server of Botmaker came about. Nothing was sent.',
	remedy:
		'Check the internet connection, the proxy and the API Address in the credential. The message can be sent again safely.',
	retry: 'now',
};

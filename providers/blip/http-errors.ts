import type { MessagingError } from '../../messaging/error';

/** Explains Blip's HTTP statuses (docs/facts/blip.md#http-answers), and a missing answer. */

export const HTTP_ERRORS: Readonly<Record<number, MessagingError>> = {
	401: {
		code: 'http401',
		title: 'Blip does not accept the key',
		reason: 'The key is missing, wrong, or belongs to another bot than Bot Identifier names.',
		remedy:
			'Copy Bot Identifier and key again, both from Settings > Connection information of the same bot, and the HTTP endpoint of the same contract. A new key ends the old one.',
		retry: 'no',
		meaning: 'wrongCredential',
	},
	403: {
		code: 'http403',
		title: 'Blip does not allow this with the key',
		reason: 'The bot of the key may not make this request.',
		remedy: 'Use the key of the bot that the customer or the feature belongs to.',
		retry: 'no',
		meaning: 'wrongCredential',
	},
	404: {
		code: 'http404',
		title: 'Nothing answers at this address',
		reason: 'The HTTP endpoint of the credential is not one of Blip.',
		remedy:
			'Copy it from Settings > Connection information, e.g. https://acme.http.msging.net, where "acme" is your contract.',
		retry: 'no',
	},
	429: {
		code: 'http429',
		title: 'Blip received too many requests',
		reason: 'The plan allows 50 messages per second, 3 on the free plan.',
		remedy: 'Send more slowly, and try again after two minutes.',
		retry: 'now',
		meaning: 'rateLimited',
	},
	504: {
		code: 'http504',
		title: 'A service of Blip did not answer in time',
		reason: 'Blip waited a minute for the service of this request.',
		remedy: 'Check whether the request took effect before you try again.',
		retry: 'no',
		mayHaveBeenSent: true,
	},
};

export function otherStatus(status: number, reason: string): MessagingError {
	if (status >= 500) {
		return {
			code: `http${status}`,
			title: 'Blip reported an internal error',
			reason,
			remedy: 'Check whether the customer got the message before you send it again.',
			retry: 'no',
			mayHaveBeenSent: true,
		};
	}
	return {
		code: `http${status}`,
		title: status === 413 ? 'The message is too large' : 'Blip refused the request',
		reason,
		remedy:
			status === 413
				? 'Send the file by its address (URL) instead.'
				: 'Check the content of the message, above all a body that was pasted as JSON.',
		retry: 'no',
	};
}

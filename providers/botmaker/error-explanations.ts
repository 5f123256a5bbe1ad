import type { MessagingError } from '../../messaging/error';

/** The explanation of a refusal for the user, and whether a retry is safe. */
export type ErrorExplanation = Pick<
	MessagingError,
	'title' | 'remedy' | 'retry' | 'meaning' | 'mayHaveBeenSent'
> & { waitSeconds?: number };

/** The limits are counted per second, so a short pause is enough if Botmaker states none. */
const THROTTLED_WAIT_SECONDS = 2;

const WINDOW_CLOSED: ErrorExplanation = {
	title: 'The 24 hours to answer freely are over',
	remedy:
		'Send an approved template. As soon as the customer answers it, you can write freely again for 24 hours.',
	retry: 'no',
	meaning: 'windowClosed',
};

const NO_CREDIT: ErrorExplanation = {
	title: 'The Botmaker account has no credit left',
	remedy: 'Top up the account in Botmaker under Billing, then send again.',
	retry: 'no',
};

const BY_STATUS: ReadonlyMap<number, ErrorExplanation> = new Map([
	[
		400,
		{
			title: 'Botmaker does not accept the request',
			remedy:
				'Read the reason. Check that the channel is one of your Botmaker account, that the customer is a complete number or contact ID, and that template or intent exist.',
			retry: 'no',
		},
	],
	[
		401,
		{
			title: 'Botmaker no longer accepts the access token',
			remedy:
				'n8n could not renew it either. In Botmaker open Settings > Integrations > Botmaker API > Credentials, copy Access Token, Refresh Token, Client ID and Secret ID into the credential, and save it.',
			retry: 'no',
			meaning: 'wrongCredential',
		},
	],
	[
		403,
		{
			title: 'Botmaker did not allow this',
			remedy:
				'Check that the credential belongs to the account that owns this channel, and that the account has credit and this feature.',
			retry: 'no',
		},
	],
	[
		404,
		{
			title: 'Botmaker does not know this chat, channel, template or intent',
			remedy:
				'Choose the channel again from the list. Give the number of the customer complete with country code; in Brazil older chats may lack the ninth digit.',
			retry: 'no',
		},
	],
	[
		413,
		{
			title: 'The request is too large for Botmaker',
			remedy: 'Send shorter texts, or a link instead of the file.',
			retry: 'no',
		},
	],
	[
		429,
		{
			title: 'Botmaker received too many requests',
			remedy: 'The message is sent again after a pause. Spread large campaigns over more time.',
			retry: 'now',
			waitSeconds: THROTTLED_WAIT_SECONDS,
			meaning: 'rateLimited',
		},
	],
]);

const FAULT: ErrorExplanation = {
	title: 'Botmaker reported an internal error',
	remedy: 'Check in Botmaker whether the customer got the message before you send it again.',
	retry: 'no',
	mayHaveBeenSent: true,
};

const REFUSED: ErrorExplanation = {
	title: 'Botmaker refused the request',
	remedy: 'Read the reason. If it does not help, ask the support of Botmaker with the code.',
	retry: 'no',
};

/**
 * Returns the explanation of a refusal.
 *
 * @param code the `type` of a v2 error or the code of the older API
 * @param aboutWindow whether Botmaker's text mentions the 24 hours
 */
export function explanationOf(
	status: number,
	code: string | undefined,
	aboutWindow: boolean,
): ErrorExplanation {
	const isRefusal = status < 500 && status !== 401 && status !== 429;
	if (isRefusal && (code === '201' || aboutWindow)) return WINDOW_CLOSED;
	if (isRefusal && code === '101') return NO_CREDIT;
	return BY_STATUS.get(status) ?? (status >= 500 ? FAULT : REFUSED);
}

/** Returns whether the text is about a closed window, because no code for that is documented for v2. */
export function isAboutWindow(words: string | undefined): boolean {
	return (
		words !== undefined &&
		/\b24[\s-]{0,3}(?:h|hs|hours?|horas?)\b|conversation window|customer service window|janela de (?:24|atendimento)|ventana de (?:24|atenci)/i.test(
			words,
		)
	);
}

import { redact as withoutSecrets } from '../../messaging/redact';

/**
 * What Infobip writes about a failure may repeat what we sent. Beside everything that is taken out of any provider's
 * words (addresses with a query, long words, quoted sentences), an API key goes here.
 */
export function redact(words: string | undefined): string | undefined {
	return withoutSecrets(words?.replace(/\b(App|Basic|IBSSO)\s+[A-Za-z0-9._~+/=-]{12,}/g, '$1 …'));
}

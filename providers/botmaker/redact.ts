import { redact as withoutSecrets } from '../../messaging/redact';

/** Botmaker's tokens are JWTs: three parts in base64url, of which the first two start with an encoded brace. */
const TOKEN = /\beyJ[\w-]+(\.[\w-]*){0,2}/g;
const NAMED_SECRET =
	/\b(access[-_]?token|refresh[-_]?token|secret[-_]?id|password)(["']?\s*[=:]\s*)["']?[^\s"'&,;]+["']?/gi;

/** Botmaker's words as they may be shown: also without what proves who somebody is there. */
export function redact(words: string | undefined): string | undefined {
	return withoutSecrets(words?.replace(TOKEN, '…').replace(NAMED_SECRET, '$1$2…'));
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { InboundRequest } from '../messaging/inbound-request';
import { readableByNoSite, type PageReply } from './page-reply';

/**
 * The chat page and its Content-Security-Policy. The page comes from n8n's own origin and shows untrusted texts, so it
 * runs in a sandbox without that origin. Even if a text ran as a script, it could reach no cookie, no storage and no
 * page of n8n. Only the page's own script runs, by a nonce that is new in every answer.
 */

const NONCE_PLACEHOLDER = '__NONCE__';
const TOKEN_PLACEHOLDER = '__PAGE_TOKEN__';
/** Made of the files in `page/` by the build, which copies it into `dist`. */
const CHAT_PAGE = join(__dirname, 'page', 'chat-page.html');

let page: Promise<string> | undefined;

/** Reads the page once. A failed read is tried again. */
async function pageText(): Promise<string> {
	page ??= readFile(CHAT_PAGE, 'utf8');
	try {
		return await page;
	} catch (error) {
		page = undefined;
		throw error;
	}
}

/** Returns the page with a fresh nonce. `token` proves its requests, see `page-token.ts`. */
export async function pageDocument(request: InboundRequest, token: string): Promise<PageReply> {
	const nonce = randomBytes(16).toString('base64');
	const text = await pageText();
	return {
		status: 200,
		headers: {
			...readableByNoSite,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': contentSecurityPolicy(nonce, ownOrigins(request.headers)),
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store',
		},
		body: text.replaceAll(NONCE_PLACEHOLDER, nonce).replaceAll(TOKEN_PLACEHOLDER, token),
	};
}

function contentSecurityPolicy(nonce: string, origins: readonly string[]): string {
	return [
		// Links in messages open as pages outside of the sandbox, in which most shops would not work.
		'sandbox allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads',
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src 'nonce-${nonce}'`,
		['img-src data: https:', ...origins].join(' '),
		['media-src data: https:', ...origins].join(' '),
		['connect-src', ...origins].join(' '),
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'self'",
	].join('; ');
}

/** A host with an optional port, and nothing that could end a directive. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Returns the origins to which the page may post and from which it loads files: the address that served it. By the
 * standard, `'self'` is that address even inside the sandbox (CSP level 3 takes it from the response, not from the
 * document's origin). It is also written out, for browsers that take it from the document. A proxy may have changed the
 * host, so the forwarded name comes first.
 */
function ownOrigins(headers: InboundRequest['headers']): string[] {
	const host = (headers['x-forwarded-host'] ?? headers.host ?? '').split(',')[0]?.trim() ?? '';
	if (!HOST.test(host)) return ["'self'"];
	const isPlain = !(headers['x-forwarded-proto'] ?? 'http')
		.trim()
		.toLowerCase()
		.startsWith('https');
	return ["'self'", `https://${host}`, ...(isPlain ? [`http://${host}`] : [])];
}

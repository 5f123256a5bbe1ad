import type { PageState } from '../page-state';
import type { Trouble } from './page-data';

/** Requests to the address of the page. */

export const PAGE_URL = location.href.split('#')[0] ?? '';
/** Proves that a request comes from this page; another website cannot read it. */
const TOKEN = '__PAGE_TOKEN__';
export const IS_TEST = location.pathname.includes('/webhook-test/');
/**
 * Addresses to read from. While the test address does not answer, the production address still has the answers of a
 * test run.
 */
const READ_FROM = IS_TEST
	? [PAGE_URL, PAGE_URL.replace('/webhook-test/', '/webhook/')]
	: [PAGE_URL];
const ANSWER_TIMEOUT_MS = 15_000;

export interface Answer {
	/** HTTP status, or 0 when no answer could be read. */
	status: number;
	json?: unknown;
}

export async function post(body: unknown, url = PAGE_URL): Promise<Answer> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-simulator-page': TOKEN },
			body: JSON.stringify(body),
			credentials: 'omit',
			cache: 'no-store',
			signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
		});
		const json: unknown = await response.json().catch(() => undefined);
		return { status: response.status, json };
	} catch {
		return { status: 0 };
	}
}

/** A part of the chat, or the reason why it could not be loaded. */
export interface Part<Json> {
	json?: Json;
	trouble: Trouble | undefined;
}

/** Requests a part of the chat; in a test run from both addresses. */
export async function fetchEntries<Json extends Pick<PageState, 'entries'>>(
	question: object,
): Promise<Part<Json>> {
	let first: number | undefined;
	for (const url of READ_FROM) {
		const { status, json } = await post(question, url);
		const isUsable = status === 200 && Array.isArray((json as Partial<Json> | null)?.entries);
		first ??= status;
		if (isUsable) return { json: json as Json, trouble: troubleOf(first) };
	}
	return { trouble: troubleOf(first === 200 ? 404 : (first ?? 0)) };
}

function troubleOf(status: number): Trouble | undefined {
	if (status === 200) return undefined;
	if (status === 403) return 'reload';
	if (IS_TEST) return 'testOver';
	if (status === 404 || status === 405) return 'gone';
	return status === 503 ? 'busy' : 'unreachable';
}

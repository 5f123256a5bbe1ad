import type { PageState } from '../page-state';
import type { Trouble } from './page-data';

/** Requests to the address that the page came from. */

export const HERE = location.href.split('#')[0] ?? '';
/** Proves that a request comes from this page; another website cannot read it. */
const TOKEN = '__PAGE_TOKEN__';
export const IS_TEST = location.pathname.includes('/webhook-test/');
/** The production address still tells what a test run answered while the test address sleeps. */
const READ_FROM = IS_TEST ? [HERE, HERE.replace('/webhook-test/', '/webhook/')] : [HERE];
const ANSWERED_WITHIN_MS = 15_000;

export interface Answer {
	/** 0 when the answer could not be read at all. */
	status: number;
	json?: unknown;
}

export async function post(body: unknown, url = HERE): Promise<Answer> {
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-simulator-page': TOKEN },
			body: JSON.stringify(body),
			credentials: 'omit',
			cache: 'no-store',
			signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
		});
		const json: unknown = await response.json().catch(() => undefined);
		return { status: response.status, json };
	} catch {
		return { status: 0 };
	}
}

/** An answer that brings lines of the chat, or what keeps it from coming. */
export interface Part<Json> {
	json?: Json;
	trouble: Trouble | undefined;
}

/** Asks for a part of the chat, at both addresses of a test run. */
export async function askEntries<Json extends Pick<PageState, 'entries'>>(
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

import type { MessagingError } from '../../messaging/error';
import type { Http, HttpRequest } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { apiUrl } from './api';
import { explainBody, explainError } from './errors';
import { recordOf, textOf } from './loose-json';

/** Reading from the API: one answer, or a list with all of its pages (docs/facts/botmaker.md#operations-and-limits). */

/** Limit for a server that always promises another page. */
const MOST_PAGES = 100;

/** Makes one request. A refusal with status 200 is returned as a refusal. */
export async function call(request: HttpRequest, http: Http): Promise<ApiResult<unknown>> {
	const result = await http(request);
	if (!result.ok) return { ok: false, error: explainError(result.failure) };
	const error = explainBody(result.body, result.status);
	return error ? { ok: false, error } : { ok: true, value: result.body };
}

/** Returns every entry of a list, not yet parsed: all pages or an error, never a part. */
export async function listAll(
	account: Account,
	path: string,
	http: Http,
): Promise<ApiResult<unknown[]>> {
	const entries: unknown[] = [];
	const seen = new Set<string>();
	let url = apiUrl(account, path);
	for (let page = 0; page < MOST_PAGES; page++) {
		seen.add(url);
		const answer = await call({ method: 'GET', url }, http);
		if (!answer.ok) return answer;
		const { items, ...rest } = recordOf(answer.value);
		if (!Array.isArray(items)) return { ok: false, error: UNREADABLE_ANSWER };
		entries.push(...(items as unknown[]));
		const next = textOf(rest, 'nextPage');
		if (next === undefined || seen.has(next)) return { ok: true, value: entries };
		// The address of the next page comes from outside, and the request to it carries the access token.
		if (!isSameServer(next, account)) return { ok: false, error: UNREADABLE_ANSWER };
		url = next;
	}
	return { ok: false, error: UNREADABLE_ANSWER };
}

function isSameServer(url: string, account: Account): boolean {
	return (
		URL.canParse(url) &&
		URL.canParse(account.baseUrl) &&
		new URL(url).origin === new URL(account.baseUrl).origin
	);
}

export const UNREADABLE_ANSWER: MessagingError = {
	code: 'unreadableAnswer',
	title: 'Botmaker answered in an unknown format',
	reason: 'The answer does not have the expected content.',
	remedy: 'Check the API Address in the credential. If it is right, try again in a few minutes.',
	retry: 'later',
};

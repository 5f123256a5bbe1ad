import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http, HttpRequest } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { apiUrl } from './api';
import { explainBody, explainError } from './errors';

/** Requests to Infobip: one answer, or a list with all of its pages. */

const ENTRIES_PER_PAGE = 100;
/** Limit for a server that always promises another page. 20,000 entries are more than any account has. */
const MOST_PAGES = 200;

/** Makes one request. A refusal with status 200 is returned as a refusal. */
export async function call(request: HttpRequest, http: Http): Promise<ApiResult<unknown>> {
	const result = await http(request);
	if (!result.ok) return { ok: false, error: explainError(result.failure) };
	const error = explainBody(result);
	return error ? { ok: false, error } : { ok: true, value: result.body };
}

/** Returns every entry of a list with `results` and `paging`, not yet parsed: all pages or an error, never a part. */
export async function listAll(
	account: Account,
	path: string,
	query: Record<string, string>,
	http: Http,
): Promise<ApiResult<unknown[]>> {
	return allPages(
		(page) => ({
			method: 'GET',
			url: apiUrl(account, path),
			query: { ...query, page: String(page), size: String(ENTRIES_PER_PAGE) },
		}),
		http,
	);
}

/** Does the same as `listAll`, but the caller makes the request of each page. Pages are counted from 0. */
export async function allPages(
	requestOf: (page: number) => HttpRequest,
	http: Http,
): Promise<ApiResult<unknown[]>> {
	const entries: unknown[] = [];
	for (let page = 0; page < MOST_PAGES; page++) {
		const answer = await call(requestOf(page), http);
		if (!answer.ok) return answer;
		const list = listPage.safeParse(answer.value);
		if (!list.success) return { ok: false, error: UNREADABLE_ANSWER };
		const { results, paging } = list.data;
		entries.push(...results);
		if (results.length === 0 || page + 1 >= (paging?.totalPages ?? 0)) {
			return { ok: true, value: entries };
		}
	}
	return { ok: false, error: UNREADABLE_ANSWER };
}

const listPage = z.object({
	results: z.array(z.unknown()),
	paging: z.object({ totalPages: z.number().int() }).optional().catch(undefined),
});

export const UNREADABLE_ANSWER: MessagingError = {
	code: 'unreadableAnswer',
	title: 'Infobip answered in an unknown format',
	reason: 'The answer does not have the expected content.',
	remedy: 'Check the API Base URL in the credential. If it is right, try again in a few minutes.',
	retry: 'later',
};

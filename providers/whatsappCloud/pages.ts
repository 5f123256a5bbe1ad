import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http, HttpRequest } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { explainBody, explainError } from './errors';
import { graphUrl } from './graph';

/**
 * Reads from the Graph API: one object, or a list with all of its pages. Meta's `paging.next` only shows that there is
 * another page. It is never followed, because it carries the access token in its query.
 */

const ENTRIES_PER_PAGE = 100;
/** Limit for a server that always promises another page. 20,000 entries are more than any account has. */
const MOST_PAGES = 200;
/** The position is no longer valid. Meta's advice is to start again without one. */
const LOST_POSITION = '131059';

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
	query: Record<string, string>,
	http: Http,
): Promise<ApiResult<unknown[]>> {
	const entries: unknown[] = [];
	const seen = new Set<string>();
	let after: string | undefined;
	let mayRestart = true;
	for (let page = 0; page < MOST_PAGES; page++) {
		const answer = await call(
			{
				method: 'GET',
				url: graphUrl(account, path),
				query: {
					...query,
					limit: String(ENTRIES_PER_PAGE),
					...(after === undefined ? {} : { after }),
				},
			},
			http,
		);
		if (!answer.ok) {
			if (answer.error.code !== LOST_POSITION || !mayRestart) return answer;
			mayRestart = false;
			entries.length = 0;
			seen.clear();
			after = undefined;
			continue;
		}
		const list = listPage.safeParse(answer.value);
		if (!list.success) return { ok: false, error: UNREADABLE_ANSWER };
		entries.push(...list.data.data);
		after = list.data.paging?.next ? list.data.paging.cursors?.after : undefined;
		if (after === undefined || seen.has(after)) return { ok: true, value: entries };
		seen.add(after);
	}
	return { ok: false, error: UNREADABLE_ANSWER };
}

/** The error of a feature that needs the WhatsApp Business Account when the credential has none. */
export const MISSING_ACCOUNT: MessagingError = {
	code: 'missingSetting',
	title: 'The WhatsApp Business Account ID is missing',
	reason: 'The credential has no ID of a WhatsApp Business Account.',
	remedy:
		'Open the credential and fill in the WhatsApp Business Account ID. It is shown in WhatsApp Manager under Account tools.',
	retry: 'no',
};

export const UNREADABLE_ANSWER: MessagingError = {
	code: 'unreadableAnswer',
	title: 'WhatsApp answered in an unknown format',
	reason: 'The answer does not have the expected content.',
	remedy: 'Check the API Address in the credential. If it is right, try again in a few minutes.',
	retry: 'later',
};

const listPage = z.object({
	data: z.array(z.unknown()),
	paging: z
		.object({
			next: z.string().optional(),
			cursors: z.object({ after: z.string().optional() }).optional(),
		})
		.optional()
		.catch(undefined),
});

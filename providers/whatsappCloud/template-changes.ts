import { z } from 'zod';

import type { HttpRequest } from '../../messaging/http';
import type { Account, Template, TemplateApi } from '../../messaging/provider';
import { graphUrl } from './graph';
import { call, MISSING_ACCOUNT, UNREADABLE_ANSWER } from './pages';
import { templateDraft } from './template-draft';

/** Submits and deletes templates (docs/facts/whatsapp-cloud.md#templates). */

export const createTemplate: NonNullable<TemplateApi['create']> = async (account, draft, http) => {
	const url = templatesUrl(account);
	if (url === undefined) return { ok: false, error: MISSING_ACCOUNT };
	const answer = await call({ method: 'POST', url, json: templateDraft(draft) }, http);
	if (!answer.ok) return answer;
	const read = created.safeParse(answer.value);
	if (!read.success) return { ok: false, error: UNREADABLE_ANSWER };
	const { id, status } = read.data;
	return { ok: true, value: { id, status: STATUSES[status?.toUpperCase() ?? ''] ?? 'pending' } };
};

/**
 * Returns the function that deletes a template.
 *
 * @param get of the same API: one language is deleted by its id, which has to be looked up
 */
export function removeTemplate(get: TemplateApi['get']): NonNullable<TemplateApi['remove']> {
	return async (account, { name, language }, http) => {
		const url = templatesUrl(account);
		if (url === undefined) return { ok: false, error: MISSING_ACCOUNT };
		const query: HttpRequest['query'] = { name };
		if (language !== undefined) {
			const found = await get(account, name, language, http);
			if (!found.ok) return found;
			query.hsm_id = found.value.id;
		}
		const answer = await call({ method: 'DELETE', url, query }, http);
		return answer.ok ? { ok: true, value: {} } : answer;
	};
}

const created = z.object({
	id: z.union([z.string().min(1), z.number().int()]).transform(String),
	status: z.string().optional().catch(undefined),
});

const STATUSES: Readonly<Record<string, Template['status']>> = {
	APPROVED: 'approved',
	REJECTED: 'rejected',
};

function templatesUrl(account: Account): string | undefined {
	const { businessAccountId } = account;
	return businessAccountId
		? graphUrl(account, `${encodeURIComponent(businessAccountId)}/message_templates`)
		: undefined;
}

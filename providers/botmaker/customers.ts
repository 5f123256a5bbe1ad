import type { CustomerApi } from '../../messaging/provider';
import { apiUrl } from './api';
import { call, UNREADABLE_ANSWER } from './calls';
import { chatPath } from './chat-reference';
import { listOf, recordOf, textOf } from './loose-json';

/**
 * Reads and writes variables (texts) and tags (set or not) of a customer at Botmaker
 * (docs/facts/botmaker.md#customers). Queue, agent and whether the bot is muted can be read but not changed.
 */
export const customers = {
	async get({ to, from }, http) {
		const url = apiUrl(from.account, `chats/${chatPath(to, from)}`);
		const answer = await call({ method: 'GET', url }, http);
		if (!answer.ok) return answer;
		const chat = recordOf(answer.value);
		if (Object.keys(chat).length === 0) return { ok: false, error: UNREADABLE_ANSWER };
		const variables = Object.entries(recordOf(chat.variables)).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		);
		const windowExpiresAt = textOf(chat, 'whatsAppWindowCloseDatetime');
		return {
			ok: true,
			value: {
				variables: Object.fromEntries(variables),
				tags: listOf(chat.tags).filter((tag) => typeof tag === 'string'),
				...(windowExpiresAt !== undefined && !Number.isNaN(Date.parse(windowExpiresAt))
					? { windowExpiresAt: new Date(windowExpiresAt).toISOString() }
					: {}),
			},
		};
	},

	async update({ to, from }, change, http) {
		const url = apiUrl(from.account, `chats/${chatPath(to, from)}`);
		const answer = await call({ method: 'PATCH', url, json: change }, http);
		return answer.ok ? { ok: true, value: {} } : answer;
	},
} satisfies CustomerApi;

import { isSameText } from '../../messaging/constant-time';
import type { Http } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { trimEnd } from '../../messaging/trim-end';
import { listAll } from './calls';
import { listOf, recordOf, textOf } from './loose-json';

/**
 * The webhooks of an account as they stand in Botmaker's console (docs/facts/botmaker.md#webhook-addresses). The answer
 * holds their tokens in clear. They are compared here, and only the outcome leaves this file.
 */
export interface WebhookView {
	id: string;
	url: string;
	active: boolean;
	/** Whether the security token is the one of the credential; `undefined` when Botmaker does not show it. */
	tokenFits?: boolean;
	/** Channel ids whose news it gets; empty when Botmaker names none. */
	channels: string[];
	userMessages: boolean;
	statuses: boolean;
}

/** Every webhook that can be read. */
export async function readWebhooks(
	account: Account,
	webhookToken: string,
	http: Http,
): Promise<ApiResult<WebhookView[]>> {
	const entries = await listAll(account, 'webhooks', http);
	if (!entries.ok) return entries;
	return { ok: true, value: entries.value.flatMap((entry) => viewOf(entry, webhookToken)) };
}

function viewOf(entry: unknown, webhookToken: string): WebhookView[] {
	const read = recordOf(entry);
	const id = textOf(read, 'id');
	const url = textOf(read, 'url');
	if (id === undefined || url === undefined) return [];
	const news = recordOf(read.messagesNotifications);
	const token = textOf(read, 'token')?.trim();
	return [
		{
			id,
			url,
			active: read.active !== false,
			...(token === undefined ? {} : { tokenFits: isSameText(token, webhookToken.trim()) }),
			channels: listOf(news.channelsIds).filter((channel) => typeof channel === 'string'),
			userMessages: news.notifyUserMessages !== false,
			statuses: news.notifyStatusChanges !== false,
		},
	];
}

/** Whether the webhook gets the news of this channel; every webhook does where no channel is named. */
export function covers(webhook: WebhookView, channelId: string | undefined): boolean {
	return (
		channelId === undefined || webhook.channels.length === 0 || webhook.channels.includes(channelId)
	);
}

/** Whether two addresses are one, but for a slash at the end. */
export function isSameAddress(one: string, other: string): boolean {
	return trimEnd(one.trim(), /\//) === trimEnd(other.trim(), /\//);
}

import { isSameText } from '../../messaging/constant-time';
import type { Http } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { trimEnd } from '../../messaging/trim-end';
import { listAll } from './calls';
import { listOf, recordOf, textOf } from './loose-json';

/**
 * A webhook of an account as Botmaker's console shows it (docs/facts/botmaker.md#webhook-addresses). The answer
 * contains its token in clear. The token is compared here, and only the result leaves this file.
 */
export interface WebhookView {
	id: string;
	url: string;
	active: boolean;
	/** Whether the security token is the one of the credential; `undefined` when Botmaker does not show it. */
	tokenFits?: boolean;
	/** Ids of the channels whose events it gets; empty when Botmaker names none. */
	channels: string[];
	userMessages: boolean;
	statuses: boolean;
}

/** Returns every webhook that can be read. */
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

/** Returns whether the webhook gets the events of this channel. If it names no channel, it gets those of all. */
export function covers(webhook: WebhookView, channelId: string | undefined): boolean {
	return (
		channelId === undefined || webhook.channels.length === 0 || webhook.channels.includes(channelId)
	);
}

/** Returns whether two addresses are equal except for a slash at the end. */
export function isSameAddress(one: string, other: string): boolean {
	return trimEnd(one.trim(), /\//) === trimEnd(other.trim(), /\//);
}

import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type { ApiResult, Recipient, RedirectApi, Sender } from '../../messaging/provider';
import { apiUrl } from './api';
import { call, listAll } from './calls';
import { chatReference } from './chat-reference';
import { recordOf, textOf } from './loose-json';

/**
 * Starts an intent, a flow of Botmaker's own bot. Botmaker's API can neither set a queue, nor assign an agent, nor mute
 * its bot (docs/facts/botmaker.md#no-hand-over-api), but a flow can do all of these. So a service here is an intent
 * that the user prepared in Botmaker.
 */
export const redirect = {
	async redirect({ to, from }, { handler, service, reason }, http) {
		const standard =
			handler === 'human' ? from.account.handoverIntent : from.account.handBackIntent;
		const intent = service ?? standard;
		if (intent === undefined) return { ok: false, error: NO_INTENT };
		return await trigger({ to, from }, intent, reason, http);
	},

	/**
	 * Runs the intent for the hand-back, if the credential names one. Without one there is nothing to undo: Botmaker lets
	 * the workflow write regardless of who handles the chat.
	 */
	async handBack({ to, from }, http) {
		const intent = from.account.handBackIntent;
		return intent === undefined
			? { ok: true, value: {} }
			: await trigger({ to, from }, intent, undefined, http);
	},

	async services({ account }, http) {
		const intents = await listAll(account, 'intents', http);
		return intents.ok ? { ok: true, value: intents.value.flatMap(service) } : intents;
	},
} satisfies RedirectApi;

/** Variable of the chat in which an intent finds the reason. */
const REASON_VARIABLE = 'handoverReason';

async function trigger(
	{ to, from }: { to: Recipient; from: Sender },
	intentIdOrName: string,
	reason: string | undefined,
	http: Http,
): Promise<ApiResult<{ ticketId?: string }>> {
	const answer = await call(
		{
			method: 'POST',
			url: apiUrl(from.account, 'chats-actions/trigger-intent'),
			json: {
				chat: chatReference(to, from),
				intentIdOrName,
				...(reason ? { variables: { [REASON_VARIABLE]: reason } } : {}),
			},
		},
		http,
	);
	return answer.ok ? { ok: true, value: {} } : answer;
}

function service(entry: unknown): Array<{ id: string; label: string }> {
	const read = recordOf(entry);
	const id = textOf(read, 'id', 'name');
	if (id === undefined || read.active === false) return [];
	const bot = textOf(recordOf(read.bot), 'name');
	const name = textOf(read, 'name') ?? id;
	return [{ id, label: bot === undefined ? name : `${name} (${bot})` }];
}

const NO_INTENT: MessagingError = {
	code: 'missingSetting',
	title: 'This redirect has no intent of Botmaker',
	reason:
		'Only flows of Botmaker itself can move conversations, and neither the node nor the credential names one.',
	remedy:
		'In Botmaker, create an intent that sets the queue or the agent and mutes the bot. Then name it in "Target" ("Team or Agent" in version 1), or once for all under "Intent for Handing Over" in the credential.',
	retry: 'no',
};

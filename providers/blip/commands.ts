import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { postCommand, type Command } from './envelopes';
import { explainError, explainFailure, reasonShape, UNREADABLE_ANSWER } from './errors';
import { keyOfAnotherBot } from './key-mistakes';
import { BOT_DOMAIN, botName, identityOf, readNode } from './node';

/**
 * A command and its answer. Blip answers 200 to refused commands, too: only `status` counts
 * (docs/facts/blip.md#http-answers). The answer is addressed to the bot whose key was used, so every command also
 * reveals the key of another bot.
 */
export interface CommandAnswer {
	resource: unknown;
	/** Identity of the bot that the key belongs to, if the answer contains it. */
	keyOwner?: string;
}

/** Result of a command. A failure keeps its code, so that the caller can explain it better. */
export type CommandResult =
	{ ok: true; value: CommandAnswer } | { ok: false; error: MessagingError; reasonCode?: number };

/** Runs a command under an id of its own. Never throws. */
export async function runCommand(
	account: Account,
	command: Command,
	http: Http,
): Promise<CommandResult> {
	const result = await http(postCommand(account, { id: randomUUID(), ...command }));
	if (!result.ok) return { ok: false, error: explainError(result.failure) };
	const answer = commandAnswer.safeParse(result.body);
	if (!answer.success) return { ok: false, error: UNREADABLE_ANSWER };
	const { status, resource, reason, to } = answer.data;
	const owner = readNode(to);
	const isBot = owner !== undefined && owner.domain === BOT_DOMAIN;
	if (isBot && account.botId && owner.name.toLowerCase() !== botName(account.botId)) {
		return { ok: false, error: keyOfAnotherBot(owner.name, botName(account.botId)) };
	}
	if (status.toLowerCase() === 'failure') {
		return {
			ok: false,
			error: explainFailure(reason),
			...(reason?.code === undefined ? {} : { reasonCode: reason.code }),
		};
	}
	return { ok: true, value: { resource, ...(isBot ? { keyOwner: identityOf(owner) } : {}) } };
}

/** Returns the items of a list. "Not found" is an empty list (docs/facts/blip.md#reason-codes). */
export async function listItems(
	account: Account,
	command: Command,
	http: Http,
): Promise<ApiResult<unknown[]>> {
	const answer = await runCommand(account, command, http);
	if (!answer.ok) {
		return answer.reasonCode === RESOURCE_NOT_FOUND
			? { ok: true, value: [] }
			: { ok: false, error: answer.error };
	}
	return { ok: true, value: itemsOf(answer.value.resource) };
}

export const RESOURCE_NOT_FOUND = 67;

/** Returns `items` of LIME collections, or `data` of lists in Meta's format. */
function itemsOf(resource: unknown): unknown[] {
	const held = collection.safeParse(resource);
	return held.success ? (held.data.items ?? held.data.data ?? []) : [];
}

const items = z.array(z.unknown()).optional().catch(undefined);
const collection = z.object({ items, data: items });

const commandAnswer = z.object({
	status: z.string().regex(/^(success|failure)$/i),
	resource: z.unknown(),
	reason: reasonShape,
	to: z.string().optional().catch(undefined),
});

import type { Http } from '../../messaging/http';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Account, ApiResult } from '../../messaging/provider';
import { RESOURCE_NOT_FOUND, runCommand } from './commands';
import { POSTMASTER, type Command } from './envelopes';
import { LIME } from './lime';
import { botIdentity } from './node';

/**
 * Sets a customer's position in the flows (docs/facts/blip.md#flow-state). The master-state names the bot behind the
 * router that answers; the state names the block of its flow. Both need the router's key. The state also needs "use
 * router context" on router and bots. A block sends nothing on its own: it runs when the customer writes next.
 */

/**
 * Sets the bot that answers from now on. Pure.
 *
 * @param identity the customer on their channel, not a tunnel
 */
export function setMasterState(identity: string, bot: string): Command {
	return contextCommand('set', identity, 'Master-State', botIdentity(bot));
}

/** Returns the customer to the router's default bot. Pure. */
export function deleteMasterState(identity: string): Command {
	return contextCommand('delete', identity, 'Master-State');
}

/** Sets the block of a flow that runs next. Pure. */
export function setFlowState(identity: string, flowId: string, stateId: string): Command {
	return contextCommand('set', identity, `stateid@${flowId}`, stateId);
}

function contextCommand(
	method: 'set' | 'delete',
	identity: string,
	name: string,
	resource?: string,
): Command {
	return {
		to: POSTMASTER.bot,
		method,
		uri: `/contexts/${encodeURIComponent(identity)}/${encodeURIComponent(name)}`,
		...(resource === undefined ? {} : { type: LIME.text, resource }),
	};
}

/** Sets the block in which an answer arrives. If it fails, nothing was sent. */
export async function continueIn(
	account: Account,
	identity: string,
	target: NonNullable<OutboundMessage['continueIn']>,
	http: Http,
): Promise<ApiResult<object>> {
	const commands = [
		...(target.masterState ? [setMasterState(identity, target.masterState)] : []),
		setFlowState(identity, target.flowId, target.stateId),
	];
	for (const command of commands) {
		const done = await runCommand(account, command, http);
		if (!done.ok) return { ok: false, error: done.error };
	}
	return { ok: true, value: {} };
}

/** Moves the customer to a bot of the router, or to its default bot. */
export async function moveToBot(
	account: Account,
	identity: string,
	bot: string | undefined,
	http: Http,
): Promise<ApiResult<object>> {
	const command = bot ? setMasterState(identity, bot) : deleteMasterState(identity);
	const done = await runCommand(account, command, http);
	// Nothing to delete: the customer is at the default bot already.
	const isThere = !done.ok && !bot && done.reasonCode === RESOURCE_NOT_FOUND;
	return done.ok || isThere ? { ok: true, value: {} } : { ok: false, error: done.error };
}

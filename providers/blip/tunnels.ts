import { z } from 'zod';

import type { Http } from '../../messaging/http';
import type { Account, ApiResult } from '../../messaging/provider';
import { runCommand } from './commands';
import { POSTMASTER } from './envelopes';
import { UNREADABLE_ANSWER } from './errors';

/**
 * An address that stands for a customer: a bot behind a router never sees the customer's own
 * (docs/facts/blip.md#addresses). It is valid for that one bot, and never changes.
 */
export interface Tunnel {
	/** The router. */
	owner?: string;
	/** The customer, on their channel. */
	originator: string;
	/** The bot behind the router for which the address is valid. */
	destination?: string;
}

/**
 * Reads the customer behind a tunnel. Only the router and the bot behind it may do so. @param name the part before `@`
 */
export async function readTunnel(
	account: Account,
	name: string,
	http: Http,
): Promise<ApiResult<Tunnel>> {
	const answer = await runCommand(
		account,
		{ to: POSTMASTER.tunnel, method: 'get', uri: `/tunnels/${encodeURIComponent(name)}` },
		http,
	);
	if (!answer.ok) return { ok: false, error: answer.error };
	const parsed = tunnel.safeParse(answer.value.resource);
	return parsed.success
		? { ok: true, value: parsed.data }
		: { ok: false, error: UNREADABLE_ANSWER };
}

const address = z.string().min(1).optional().catch(undefined);
const tunnel = z.object({ owner: address, originator: z.string().min(1), destination: address });

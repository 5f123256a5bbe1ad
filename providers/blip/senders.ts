import type { Http } from '../../messaging/http';
import type { Account, SenderApi } from '../../messaging/provider';
import { runCommand } from './commands';
import { POSTMASTER } from './envelopes';
import { botIdentity, botName } from './node';

/**
 * Lists the one bot that a key belongs to, and whether it is published on WhatsApp. A router or a bot of its own is
 * published, a bot behind a router is not. No request returns that directly. The answer of the WhatsApp channel to the
 * key shows it (docs/facts/blip.md#keys and code 81 of docs/facts/blip.md#reason-codes).
 */
export const senders = {
	async list(account, http) {
		const ping = await runCommand(
			account,
			{ to: POSTMASTER.bot, method: 'get', uri: '/ping' },
			http,
		);
		if (!ping.ok) return { ok: false, error: ping.error };
		const id = botIdentity(ping.value.keyOwner ?? account.botId ?? '');
		const place = await placeOf(account, http);
		return { ok: true, value: [{ id, label: `${botName(id)}${LABELS[place]}` }] };
	},
} satisfies SenderApi;

type Place = 'onWhatsApp' | 'notOnWhatsApp' | 'unknown';

const LABELS = {
	onWhatsApp: ' (on WhatsApp itself)',
	notOnWhatsApp: ' (behind a router, or not on WhatsApp)',
	unknown: '',
} as const satisfies Record<Place, string>;

async function placeOf(account: Account, http: Http): Promise<Place> {
	const answer = await runCommand(
		account,
		{ to: POSTMASTER.whatsapp, method: 'get', uri: '/message-templates?$take=1' },
		http,
	);
	if (answer.ok) return 'onWhatsApp';
	return answer.reasonCode === undefined ? 'unknown' : 'notOnWhatsApp';
}

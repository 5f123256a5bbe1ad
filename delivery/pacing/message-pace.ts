import { recipientKey } from '../../messaging/address-reading';
import type { Capabilities } from '../../messaging/capabilities';
import type { MessagingError } from '../../messaging/error';
import type { ProviderAdapter, Recipient, Sender } from '../../messaging/provider';
import type { Answered, Pacer } from './pacer';
import type { Rate } from './rate';

/** The streams of a message: that of its sender, and, where the provider has such a limit, that of sender and customer. */

/** The share of the documented rate at which messages leave. */
const HEADROOM = 0.98;
/** The share of the documented rate that may arrive in any second: a provider's second differs a little from ours. */
const MOST = 0.99;
const DEFAULT_PAUSE_SECONDS = 1;

export interface MessagePace {
	turn(): Promise<void>;
	/** Ends the turn. Call it when the provider has answered, or certainly will not. */
	answered(): void;
	slowDown(error: MessagingError): void;
}

/** @param perSecond the user's rate, which replaces the documented one */
export function messagePace(
	pacer: Pacer,
	adapter: Pick<ProviderAdapter, 'name'>,
	parties: { to: Recipient; from: Sender },
	pacing: Capabilities['pacing'],
	perSecond: number | undefined,
	now: () => number,
): MessagePace {
	const sender = JSON.stringify([adapter.name, parties.from.id]);
	const pair = JSON.stringify([adapter.name, parties.from.id, recipientKey(parties.to)]);
	const rate = perSecond ?? pacing?.perSecond;
	let answered: Answered | undefined;
	return {
		async turn() {
			// The customer's stream first: a turn in the sender's stream must not be held while waiting for it.
			if (pacing?.perRecipient) await pacer.turn(pair, pacing.perRecipient);
			if (rate !== undefined) answered = await pacer.turn(sender, senderRate(rate));
		},
		answered: () => answered?.(),
		slowDown(error) {
			const seconds = error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS;
			pacer.pauseUntil(error.limitedFor === 'recipient' ? pair : sender, now() + seconds * 1000);
		},
	};
}

function senderRate(documented: number): Rate {
	const mostInASecond = Math.max(1, Math.floor(documented * MOST));
	return { perSecond: documented * HEADROOM, burst: 1, mostInASecond };
}

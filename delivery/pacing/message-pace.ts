import type { Capabilities } from '../../messaging/capabilities';
import type { MessagingError } from '../../messaging/error';
import type { ProviderAdapter, Recipient, Sender } from '../../messaging/provider';
import type { Answered, Pacer } from './pacer';
import type { Rate } from './rate';

/** Which streams a message stands in: that of its sender, and where there is such a rule that of sender and person. */

/** The part of the documented rate at which messages leave. */
const HEADROOM = 0.98;
/** The part of it that may arrive in any one second: a provider's second is not quite ours. */
const MOST = 0.99;
const DEFAULT_PAUSE_SECONDS = 1;

export interface MessagePace {
	turn(): Promise<void>;
	/** To be called when the provider has answered, or has not and never will. */
	answered(): void;
	slowDown(error: MessagingError): void;
}

/** @param perSecond what the user set in place of the documented rate */
export function messagePace(
	pacer: Pacer,
	adapter: Pick<ProviderAdapter, 'name'>,
	parties: { to: Recipient; from: Sender },
	pacing: Capabilities['pacing'],
	perSecond: number | undefined,
	now: () => number,
): MessagePace {
	const sender = JSON.stringify([adapter.name, parties.from.id]);
	const pair = JSON.stringify([adapter.name, parties.from.id, parties.to.id]);
	const rate = perSecond ?? pacing?.perSecond;
	let answered: Answered | undefined;
	return {
		async turn() {
			// The person first: a place in the sender's stream must not be held while waiting for the person's.
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

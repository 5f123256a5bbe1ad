import type { MessagingEvent } from '../../messaging/event';
import type { Hearer, ReceiveOptions, ReceivePlan } from '../../store/contracts/inbox';
import type { Owner } from '../../store/contracts/owner';

/** Options of `Inbox.receive` for one listener of all events. */
export interface PlainReceiving {
	/** Key of the listener. */
	trigger: string;
	owner: Owner;
	now: Date;
	/** Scope of the claims; the listener's own unless it is said. */
	account?: string;
	windowHours?: ReceivePlan['windowHours'];
	handoverMinutes?: number;
	/** Days for which texts are kept. */
	keepTextsDays?: number;
	recognise?: ReceivePlan['recognise'];
	/** Returns whether the event starts the listener's workflow. */
	keep?: (event: MessagingEvent) => boolean;
	hearer?: Partial<Hearer>;
	readAnswer?: ReceivePlan['readAnswer'];
	/** Name of the shop of every number. */
	shop?: string;
}

/** Returns the options for a listener without filters, in a process of regular mode. */
export function receiving(plain: PlainReceiving): ReceiveOptions {
	const { trigger, owner, now, keep = () => true } = plain;
	return {
		account: plain.account ?? `account:${trigger}`,
		receiver: trigger,
		owner,
		now,
		plan: () => ({
			shopOf: () => plain.shop,
			recognise: plain.recognise ?? (async (event) => event),
			windowHours: plain.windowHours ?? (() => 24),
			handoverMinutes: plain.handoverMinutes ?? 60,
			keepTextsDays: () => plain.keepTextsDays ?? 0,
			readAnswer: plain.readAnswer ?? (() => ({ is: 'ordinary' })),
			hearers: (event) =>
				keep(event)
					? [
							{
								listener: trigger,
								event,
								inOrder: false,
								joinMs: 0,
								startsHere: true,
								beginsAtOnce: true,
								hearsAnswers: false,
								...plain.hearer,
							},
						]
					: [],
		}),
	};
}

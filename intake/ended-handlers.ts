import type { MessagingEvent } from '../messaging/event';
import type { EndedHandler } from '../store/contracts/conversations';
import { acceptOwnEvents, type AccountHere, type DueWorkPorts } from './accounts-here';

/**
 * Records a handover to the bot where the time of a handler is over, and starts the workflows that have chosen Handover.
 * The id of the event names the conversation and the time, so each process finds it and it is recorded once.
 */
export async function announceEndedHandlers(
	accounts: readonly AccountHere[],
	ports: DueWorkPorts,
): Promise<void> {
	const names = accounts.map(({ receiver }) => receiver.account);
	const ended = await ports.store.use(({ conversations }) =>
		conversations.endedHandlers(names, ports.now),
	);
	for (const account of accounts) {
		const ofAccount = ended.filter((one) => one.account === account.receiver.account);
		await acceptOwnEvents(ofAccount.map(toHandover), account, ports);
	}
}

function toHandover({ key, until, ticketId, businessId, ...ends }: EndedHandler): MessagingEvent {
	const { provider, channel, contact } = ends;
	return {
		event: 'handover',
		id: `timeOver:${key}:${until}`,
		...{ provider, channel, contact },
		timestamp: until,
		business: { id: businessId },
		handover: {
			direction: 'toBot',
			reason: TIME_OVER,
			...(ticketId !== undefined && { ticketId }),
		},
	};
}

/** Reason of a handover to the bot when the handler's time is over. */
const TIME_OVER = 'timeOver';

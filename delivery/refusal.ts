import type { Blocked, MessagingError } from '../messaging/error';
import type { OutboundMessage } from '../messaging/outbound-message';
import type { DeliveryOutcome } from './delivery';
import type { DeliveryFacts } from './facts';
import { closedWindow } from './guards/customer-service-window';

/**
 * Returns the outcome of a provider's refusal. If a guard blocks for the same reason, the outcome is blocked, with the
 * guard's text. To the user it makes no difference which of them noticed it.
 */
export function afterRefusal(
	error: MessagingError,
	wanted: OutboundMessage,
	{ rules, capabilities }: DeliveryFacts,
): DeliveryOutcome | 'useTemplate' {
	if (error.meaning === 'windowClosed' && wanted.type !== 'template') {
		if (rules.closedWindow === 'sendTemplate') return 'useTemplate';
		const hours = capabilities.customerServiceWindowHours;
		const blocked = hours === undefined ? blockedBy(error) : closedWindow(hours);
		return { outcome: 'blocked', blocked };
	}
	if (error.meaning === 'optedOut') return { outcome: 'blocked', blocked: blockedBy(error) };
	return { outcome: error.mayHaveBeenSent ? 'unknown' : 'failed', error };
}

function blockedBy({ meaning, code, reason, remedy }: MessagingError): Blocked {
	return { code: meaning ?? code, reason, remedy };
}

import type { RegistrationMemory, RegistrationTarget } from '../../messaging/provider';
import type { Line } from './registration-settings';
import type { Forwarding } from './registration-view';

/**
 * The memory of a registration: its type and sender, the id of the subscription of each channel, and the forwarding to
 * restore.
 */

/** Returns the part of the memory about one channel. */
export function memoryOf(
	{ channel, subscriptionId }: Line,
	previous: Forwarding | undefined,
): RegistrationMemory {
	return {
		[channel]: subscriptionId,
		...(previous && {
			[`${channel}.previousType`]: previous.type,
			[`${channel}.previousUrl`]: previous.url,
			[`${channel}.previousFormat`]: previous.format,
		}),
	};
}

export function previousOf(
	line: Line,
	memory: RegistrationMemory | undefined,
): Forwarding | undefined {
	const type = memory?.[`${line.channel}.previousType`];
	const url = memory?.[`${line.channel}.previousUrl`];
	const format = memory?.[`${line.channel}.previousFormat`];
	return type === undefined
		? undefined
		: { type, ...(url ? { url } : {}), ...(format ? { format } : {}) };
}

/**
 * Returns the target with the sender and type of its registration, because the trigger's own may have changed since.
 */
export function asRegistered(
	target: RegistrationTarget,
	memory: RegistrationMemory | undefined,
): RegistrationTarget {
	const { account } = target;
	return {
		...target,
		businessId: memory?.sender ?? target.businessId,
		account: { ...account, webhookRegistration: memory?.way ?? account.webhookRegistration },
	};
}

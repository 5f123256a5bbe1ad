import { isBusiness } from '../../messaging/business';
import type { MessagingEvent } from '../../messaging/event';
import type { Listener } from './listener-settings';

/**
 * Returns the shop of the number that an event came to. Numbers of one account may belong to several shops, and their
 * events arrive at one address: the listener that has chosen the number decides the shop.
 *
 * @param listeners of the account, the one whose address was called first
 */
export function shopOfNumber(
	{ business }: MessagingEvent,
	listeners: readonly Listener[],
): string | undefined {
	const chosen = listeners.find(
		({ settings: { businessId } }) => businessId !== undefined && isBusiness(business, businessId),
	);
	const hearsEvery = listeners.find(({ settings }) => settings.businessId === undefined);
	return (chosen ?? hearsEvery ?? listeners[0])?.settings.shop;
}

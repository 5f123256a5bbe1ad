import { z } from 'zod';

import type { DeliveryState } from '../../messaging/event';
import { text } from '../../messaging/reading/loose-json';

/**
 * The `status` and `error` objects in answers and reports (docs/facts/infobip.md#answers-and-reports and
 * docs/facts/infobip.md#delivery-reports), and their meaning for the message. The group of a status decides, because
 * single statuses are added from time to time.
 */

const wholeNumber = z.number().int().optional().catch(undefined);

export const reportStatus = z
	.object({
		id: wholeNumber,
		name: text,
		groupId: wholeNumber,
		groupName: text,
		description: text,
		action: text,
	})
	.catch({});
export type ReportStatus = z.infer<typeof reportStatus>;

export const reportError = z
	.object({ id: wholeNumber, name: text, groupId: wholeNumber, description: text })
	.catch({});
export type ReportError = z.infer<typeof reportError>;

/** Passed to the operator's network, but not yet to the phone. */
const DELIVERED_TO_OPERATOR = 2;
/** Not yet passed on. */
const PENDING_ACCEPTED = 26;

const GROUP_OF_NAME: Readonly<Record<string, number>> = {
	OK: 0,
	ACCEPTED: 0,
	PENDING: 1,
	UNDELIVERABLE: 2,
	DELIVERED: 3,
	EXPIRED: 4,
	REJECTED: 5,
};

/**
 * Returns the group: 0 accepted, 1 pending, 2 undeliverable, 3 delivered, 4 expired, 5 rejected; `undefined` when it is
 * not stated.
 */
export function groupOf({ groupId, groupName, name }: ReportStatus): number | undefined {
	if (groupId !== undefined && groupId >= 0 && groupId <= 5) return groupId;
	return GROUP_OF_NAME[(groupName ?? name?.split('_')[0] ?? '').toUpperCase()];
}

/** Returns the delivery state that a status means; `undefined` for an unknown status. */
export function deliveryStateOf(status: ReportStatus): DeliveryState | undefined {
	switch (groupOf(status)) {
		case 0:
			return 'accepted';
		case 1:
			return status.id === PENDING_ACCEPTED ? 'accepted' : 'sent';
		case 3:
			return status.id === DELIVERED_TO_OPERATOR ? 'sent' : 'delivered';
		case 2:
		case 4:
		case 5:
			return 'failed';
		default:
			return undefined;
	}
}

/** Returns whether the message will never arrive. */
export function isFailure(status: ReportStatus): boolean {
	return deliveryStateOf(status) === 'failed';
}

import { sleep } from 'n8n-workflow';

import type { DeliveryPorts } from '../../delivery/delivery';
import { messagingProcess } from '../process';
import type { Session } from './session';

/** Returns all that a delivery needs from outside. */
export function deliveryPorts(
	{ store, http }: Pick<Session, 'store' | 'http'>,
	now: () => Date,
): DeliveryPorts {
	const { numberUse } = messagingProcess();
	return { store, http, sleep, now, pacer: messagingProcess().pacer(store), numberUse };
}

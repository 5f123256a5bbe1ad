import { consent } from './consent';
import { customerServiceWindow } from './customer-service-window';
import type { Guard } from './guard';
import { destination } from './destination';
import { limits } from './limits';
import { messagingLimit } from './messaging-limit';
import { quietHours } from './quiet-hours';
import { serviceAllowance } from './service-allowance';

/**
 * The order is part of the contract (design, section 7): the first guard that blocks gives the reason. The duplicates of
 * a campaign come after all of these: asking for them is already the claim (see `send-record.ts`).
 */
export const GUARDS: readonly Guard[] = [
	consent,
	customerServiceWindow,
	quietHours,
	limits,
	destination,
	messagingLimit,
	serviceAllowance,
];

import { consent } from './consent';
import { customerServiceWindow } from './customer-service-window';
import type { Guard } from './guard';
import { destination } from './destination';
import { limits } from './limits';
import { quietHours } from './quiet-hours';

/** The order is part of the contract (design, section 7): the first guard that blocks gives the reason. */
export const GUARDS: readonly Guard[] = [
	consent,
	customerServiceWindow,
	quietHours,
	limits,
	destination,
];

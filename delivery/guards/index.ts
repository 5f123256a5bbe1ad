import { consent } from './consent';
import { customerServiceWindow } from './customer-service-window';
import type { Blocked } from '../../messaging/error';
import type { OutboundMessage } from '../../messaging/outbound-message';
import type { Guard, GuardContext } from './guard';
import { destination } from './destination';
import { limits } from './limits';
import { loop } from './loop';
import { messagingLimit } from './messaging-limit';
import { quietHours } from './quiet-hours';
import { serviceAllowance } from './service-allowance';

/**
 * Every guard, in the order of the contract (docs/concepts.md#what-keeps-a-message-back): the first one that blocks
 * gives the reason. Duplicates of a campaign are checked after all of these, because the check is the claim (see
 * `campaign-claim.ts`).
 */
export const GUARDS: readonly Guard[] = [
	consent,
	customerServiceWindow,
	quietHours,
	limits,
	destination,
	messagingLimit,
	serviceAllowance,
	loop,
];

export type GuardsVerdict =
	/** `notices`: for the user, although the message goes out. */
	| { verdict: 'pass'; notices: string[] }
	| { verdict: 'block'; blocked: Blocked }
	| { verdict: 'useTemplate' };

/** Returns the verdict of all guards together. Pure and synchronous, so that no other send comes in between. */
export function runGuards(message: OutboundMessage, context: GuardContext): GuardsVerdict {
	const notices: string[] = [];
	for (const guard of GUARDS) {
		const verdict = guard(message, context);
		if (verdict.verdict !== 'pass') return verdict;
		if (verdict.notice !== undefined) notices.push(verdict.notice);
	}
	return { verdict: 'pass', notices };
}

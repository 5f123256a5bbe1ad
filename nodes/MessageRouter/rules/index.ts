import type { RouteBy } from '../../../routing';
import { agent } from './agent.rule';
import { businessHours } from './business-hours.rule';
import { customerTier } from './customer-tier.rule';
import { handler } from './handler.rule';
import { keyword } from './keyword.rule';
import type { RoutingRule } from './rule';
import { step } from './step.rule';
import { team } from './team.rule';

/** The table of modes by the value of Route By. The first is the default. */
export const rules = {
	keyword,
	businessHours,
	customerTier,
	handler,
	step,
	team,
	agent,
} satisfies Record<RouteBy, RoutingRule>;

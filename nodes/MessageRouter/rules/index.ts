import type { RouteBy } from '../../../routing';
import { businessHours } from './business-hours.rule';
import { customerTier } from './customer-tier.rule';
import { handler } from './handler.rule';
import { keyword } from './keyword.rule';
import type { RoutingRule } from './rule';

/** Every way of routing, as the panel and the execution know it. */
export const rules = {
	keyword,
	businessHours,
	customerTier,
	handler,
} satisfies Record<RouteBy, RoutingRule>;

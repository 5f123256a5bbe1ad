import { compileBusinessHours } from './business-hours';
import { compileCustomerTier } from './customer-tier';
import type { Router } from './decision';
import { compileHandler } from './handler';
import { compileKeyword } from './keyword';
import { remember } from './remember';

/**
 * The ways in which a message can be routed. To add one, put its name here: from then on the compiler names each
 * missing piece.
 */

export const ROUTE_BY = ['keyword', 'businessHours', 'customerTier', 'handler'] as const;
export type RouteBy = (typeof ROUTE_BY)[number];

/** Settings in, router out. Compiled settings are kept, so asking again with the same settings costs nothing. */
export const routers = {
	keyword: remember(compileKeyword),
	businessHours: remember(compileBusinessHours),
	customerTier: remember(compileCustomerTier),
	handler: compileHandler,
} satisfies Record<RouteBy, (settings: never) => Router<never>>;

import { compileAgent } from './agent';
import { compileBusinessHours } from './business-hours';
import { compileCustomerTier } from './customer-tier';
import type { Router } from './decision';
import { compileHandler } from './handler';
import { compileKeyword } from './keyword';
import { remember } from './remember';
import { compileStep } from './step';
import { compileTeam } from './team';

/**
 * Modes of routing. To add one, put its name here; from then on the compiler names each missing piece. CONTRIBUTING lists
 * the files.
 */

export const ROUTE_BY = [
	'keyword',
	'businessHours',
	'customerTier',
	'handler',
	'step',
	'team',
	'agent',
] as const;
export type RouteBy = (typeof ROUTE_BY)[number];

/** Compiles the settings of each mode. Compiled settings are cached, so the same settings cost nothing again. */
export const routers = {
	keyword: remember(compileKeyword),
	businessHours: remember(compileBusinessHours),
	customerTier: remember(compileCustomerTier),
	handler: compileHandler,
	step: remember(compileStep),
	team: remember(compileTeam),
	agent: remember(compileAgent),
} satisfies Record<RouteBy, (settings: never) => Router<never>>;

import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { DeliveryRules } from '../../delivery/guards/guard';
import { minutesOf } from '../../delivery/guards/quiet-hours';
import type { Campaign } from '../../delivery/delivery';
import { numberValue } from '../ports/number-value';
import { messagingProcess } from '../process';
import { isProcessAlive } from '../process/process-life';
import type { SendOptions } from './message-parameters';

/** Reads the rules of a delivery from the options of the node. */
export function readRules(
	context: IExecuteFunctions,
	item: number,
	options: SendOptions,
	closedWindow: DeliveryRules['closedWindow'],
): DeliveryRules {
	return {
		consent: options.consent ?? 'respectOptOut',
		closedWindow,
		...readQuietHours(context, item, options),
		...limitRules(context, item, options),
	};
}

/** Returns the campaign, or `undefined` when an expression gave an empty name. */
export function campaignOf({ campaign }: SendOptions): Campaign | undefined {
	const name = String(campaign ?? '').trim();
	return name === '' ? undefined : { name, owner: messagingProcess().owner, isProcessAlive };
}

function limitRules(
	context: IExecuteFunctions,
	item: number,
	{ messagingLimit, serviceAllowance }: SendOptions,
): Pick<DeliveryRules, 'messagingLimit' | 'serviceAllowance'> {
	const limit = messagingLimit?.limit ?? {};
	const node = context.getNode();
	const people = numberValue(node, 'Customers in 24 Hours', limit.people, item) ?? 0;
	const warnAtPercent = numberValue(node, 'Warn At (%)', limit.warnAtPercent, item) ?? 80;
	return {
		...(people >= 1 && { messagingLimit: { people, warnAtPercent } }),
		...(serviceAllowance === true && { serviceAllowance: { timeZone: context.getTimezone() } }),
	};
}

function readQuietHours(
	context: IExecuteFunctions,
	item: number,
	options: SendOptions,
): Pick<DeliveryRules, 'quietHours'> {
	const hours = options.quietHours?.hours;
	if (hours === undefined) return {};
	const { from = '21:00', to = '08:00', appliesTo = 'templates' } = hours;
	for (const [label, time] of [
		['From', from],
		['To', to],
	] as const) {
		if (minutesOf(time) !== undefined) continue;
		throw new NodeOperationError(
			context.getNode(),
			`Quiet Hours: "${label}" is not a time of day`,
			{
				itemIndex: item,
				description: 'Write hours and minutes, e.g. 21:00.',
			},
		);
	}
	return { quietHours: { from, to, appliesTo, timeZone: context.getTimezone() } };
}

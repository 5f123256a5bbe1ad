import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { DeliveryRules } from '../../delivery/guards/guard';
import { minutesOf } from '../../delivery/guards/quiet-hours';
import type { Campaign } from '../../delivery/delivery';
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
		...limitRules(options, context.getTimezone()),
	};
}

/** Returns the campaign, or `undefined` when an expression gave an empty name. */
export function campaignOf({ campaign }: SendOptions): Campaign | undefined {
	const name = String(campaign ?? '').trim();
	return name === '' ? undefined : { name, owner: messagingProcess().owner, isProcessAlive };
}

function limitRules(
	{ messagingLimit, serviceAllowance }: SendOptions,
	timeZone: string,
): Pick<DeliveryRules, 'messagingLimit' | 'serviceAllowance'> {
	const { people = 0, warnAtPercent = 80 } = messagingLimit?.limit ?? {};
	return {
		...(people >= 1 && { messagingLimit: { people, warnAtPercent } }),
		...(serviceAllowance === true && { serviceAllowance: { timeZone } }),
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

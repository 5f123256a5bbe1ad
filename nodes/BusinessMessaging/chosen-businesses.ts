import type { IExecuteFunctions } from 'n8n-workflow';

import { IS_SIMULATED } from '../../messaging/provider-names';
import { locatorValue } from '../ports/locator-value';
import type { Session } from './session';

/** Returns the chosen business, or `undefined` for all. Each of the Simulator has a clock of its own. */
export async function chosenBusinesses(
	context: IExecuteFunctions,
	{ adapter, store }: Session,
	item: number,
): Promise<Array<string | undefined>> {
	const typed = locatorValue(context.getNodeParameter('from', item, ''));
	if (typed !== '') {
		const [channel] = adapter.channels;
		return [(channel && adapter.readBusiness(typed, channel)) ?? typed];
	}
	if (!IS_SIMULATED[adapter.name]) return [undefined];
	return (await store.simulator.businesses()).map(({ id }) => id);
}

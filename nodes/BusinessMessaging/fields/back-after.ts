import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { numberValue } from '../../ports/number-value';

const MILLISECONDS_PER_MINUTE = 60_000;

export const DEFAULT_BACK_AFTER_MINUTES = 60;

/** Field for the time after which the bot answers again. */
export const backAfterField: INodeProperties = {
	displayName: 'Back After (Minutes)',
	name: 'returnAfterMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_BACK_AFTER_MINUTES,
	description:
		'After this time the bot answers again by itself. 0 is never: until the conversation is handed back or closed.',
};

/** Reads a number of minutes as the time of its end; `null` for 0, which is never. */
export function readEnd(
	context: IExecuteFunctions,
	item: number,
	{ label, typed }: { label: string; typed: unknown },
	now: Date,
): Date | null {
	const minutes = numberValue(context.getNode(), label, typed, item) ?? -1;
	if (minutes === 0) return null;
	const end = new Date(now.getTime() + minutes * MILLISECONDS_PER_MINUTE);
	if (minutes > 0 && !Number.isNaN(end.getTime())) return end;
	throw new NodeOperationError(context.getNode(), `"${label}" is not a number of minutes`, {
		itemIndex: item,
		description: 'Enter a number of minutes, or 0 for never.',
	});
}

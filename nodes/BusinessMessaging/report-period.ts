import { DateTime, IANAZone } from 'luxon';
import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** Parameters of a period: times with or without an offset, from the date picker or an expression. */
export interface PeriodParameters {
	from?: unknown;
	to?: unknown;
	timeZone?: string;
}

const DEFAULT_DAYS = 30;

/** Reads the period of a report. A time without an offset is in the zone of the report. */
export function readPeriod(
	context: IExecuteFunctions,
	item: number,
	parameters: PeriodParameters,
	now: Date,
): { from: Date; to: Date; timeZone: string } {
	const fail = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { itemIndex: item, description });
	const timeZone = String(parameters.timeZone ?? '').trim() || context.getTimezone();
	if (!IANAZone.isValidZone(timeZone)) {
		throw fail(`"${timeZone}" is not a time zone`, 'Enter a zone such as America/Sao_Paulo.');
	}
	const read = (value: unknown, label: string): DateTime | undefined => {
		const given = value instanceof Date ? value.toISOString() : String(value ?? '').trim();
		if (given === '') return undefined;
		const time = DateTime.fromISO(given.replace(' ', 'T'), { zone: timeZone });
		if (time.isValid) return time;
		throw fail(
			`"${label}" is not a date`,
			'Choose a date, or enter one such as 2026-03-14T08:00:00Z.',
		);
	};
	const to = read(parameters.to, 'To') ?? DateTime.fromJSDate(now, { zone: timeZone });
	const from = read(parameters.from, 'From') ?? to.minus({ days: DEFAULT_DAYS }).startOf('day');
	if (from < to) return { from: from.toJSDate(), to: to.toJSDate(), timeZone };
	throw fail('The report ends before it begins', 'Choose a "From" that is earlier than "To".');
}

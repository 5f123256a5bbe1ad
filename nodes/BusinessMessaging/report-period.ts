import { DateTime, IANAZone } from 'luxon';
import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** As the panel gives it: times with or without an offset, from the date picker or from an expression. */
export interface PeriodForm {
	from?: unknown;
	to?: unknown;
	timeZone?: string;
}

const DEFAULT_DAYS = 30;

/** The period that a report covers. A time without an offset is meant in the report's zone. */
export function readPeriod(
	context: IExecuteFunctions,
	item: number,
	form: PeriodForm,
	now: Date,
): { from: Date; to: Date; timeZone: string } {
	const fail = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { itemIndex: item, description });
	const timeZone = String(form.timeZone ?? '').trim() || context.getTimezone();
	if (!IANAZone.isValidZone(timeZone)) {
		throw fail(`"${timeZone}" is not a time zone`, 'Write it as in America/Sao_Paulo.');
	}
	const read = (value: unknown, label: string): DateTime | undefined => {
		const given = value instanceof Date ? value.toISOString() : String(value ?? '').trim();
		if (given === '') return undefined;
		const time = DateTime.fromISO(given.replace(' ', 'T'), { zone: timeZone });
		if (time.isValid) return time;
		throw fail(`"${label}" is not a date`, 'Choose one, or give it as in 2026-03-14T08:00:00Z.');
	};
	const to = read(form.to, 'To') ?? DateTime.fromJSDate(now, { zone: timeZone });
	const from = read(form.from, 'From') ?? to.minus({ days: DEFAULT_DAYS }).startOf('day');
	if (from < to) return { from: from.toJSDate(), to: to.toJSDate(), timeZone };
	throw fail('The report ends before it begins', '"From" must be earlier than "To".');
}

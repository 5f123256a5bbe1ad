import { updateDisplayOptions, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { DeliveryReport, ReportGrouping } from '../../../../store/contracts/reports';
import { emptyReport } from '../../../../store/report-rows';
import { reportFields } from '../../fields/report';
import { readPeriod, type PeriodParameters } from '../../report-period';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['report'], operation: ['getDeliveryReport'] } };

export const description = updateDisplayOptions(displayOptions, reportFields);

/** Returns one item for each group. Totals of no messages are one item of zeros. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const by = context.getNodeParameter('groupBy', item, 'campaign') as ReportGrouping['by'];
	const filters = context.getNodeParameter('filters', item, {}) as Filters;
	const businessId = named(filters.businessId);
	const now = (await session.clock(businessId ?? ''))();
	const { from, to, timeZone } = readPeriod(context, item, filters, now);
	const reports = await session.store.reports.deliveries(
		{
			provider: session.adapter.name,
			businessId,
			campaign: named(filters.campaign),
			templateName: named(filters.templateName),
			from,
			// The period has no end by default, because the clock of a simulated business can be ahead.
			...(by === 'day' || filters.to ? { to } : {}),
			groupBy: by === 'day' ? { by, timeZone } : { by },
		},
		now,
	);
	const period = { from: from.toISOString(), to: to.toISOString(), timeZone };
	const shown = by === 'total' && reports.length === 0 ? [emptyReport(null)] : reports;
	return { output: 'result', json: shown.map((report) => toJson(report, by, period)) };
}

interface Filters extends PeriodParameters {
	businessId?: string;
	campaign?: string;
	templateName?: string;
}

function named(value: string | undefined): string | undefined {
	return String(value ?? '').trim() || undefined;
}

function toJson(
	{ key, ...figures }: DeliveryReport,
	by: ReportGrouping['by'],
	period: IDataObject,
): IDataObject {
	return {
		...(by === 'total' || key === undefined ? {} : { [by]: key }),
		...figures,
		deliveryRate: percentage(figures.delivered, figures.sent),
		readRate: percentage(figures.read, figures.delivered),
		reasons: figures.reasons as unknown as IDataObject[],
		period,
	};
}

/** Returns a share in percent with one decimal; `null` for a share of nothing. */
function percentage(part: number, whole: number): number | null {
	return whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
}

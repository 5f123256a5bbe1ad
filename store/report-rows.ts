import type { DeliveryReason, DeliveryReport } from './contracts/reports';

/** The number of messages of a group with this state and reason. */
export interface StateCount {
	key: string | null;
	state: string;
	code: string | null;
	title: string | null;
	count: number;
}

type Figure = 'sent' | 'delivered' | 'read' | 'failed' | 'blocked' | 'unknown' | 'underWay';

/** The lines of the report in which a message of this state counts. */
const FIGURES: Readonly<Record<string, readonly Figure[]>> = {
	accepted: ['sent'],
	sent: ['sent'],
	delivered: ['sent', 'delivered'],
	read: ['sent', 'delivered', 'read'],
	deleted: ['sent'],
	failed: ['failed'],
	blocked: ['blocked'],
	unknown: ['unknown'],
	sending: ['underWay'],
};

/** Folds counts by state into one report for each group, in the order of the keys. The group without a key is last. */
export function foldCounts(counts: readonly StateCount[]): DeliveryReport[] {
	const reports = new Map<string | null, DeliveryReport>();
	for (const { key, state, code, title, count } of counts) {
		const report = reports.get(key) ?? emptyReport(key);
		reports.set(key, report);
		report.total += count;
		for (const figure of FIGURES[state] ?? []) report[figure] += count;
		if (state === 'failed' || state === 'blocked' || state === 'unknown') {
			addReason(report.reasons, {
				outcome: state,
				code: code ?? 'unknown',
				title: title ?? 'The reason is unknown',
				count,
			});
		}
	}
	for (const { reasons } of reports.values()) reasons.sort((a, b) => b.count - a.count);
	return [...reports.entries()]
		.sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
		.map(([, report]) => report);
}

export function emptyReport(key: string | null): DeliveryReport {
	return {
		...(key !== null && { key }),
		...{ total: 0, sent: 0, delivered: 0, read: 0, failed: 0, blocked: 0, unknown: 0 },
		underWay: 0,
		reasons: [],
	};
}

/** Adds up equal reasons, because each table is counted separately and a reason may be in both. */
function addReason(reasons: DeliveryReason[], reason: DeliveryReason): void {
	const known = reasons.find(
		({ outcome, code }) => outcome === reason.outcome && code === reason.code,
	);
	if (known) known.count += reason.count;
	else reasons.push(reason);
}

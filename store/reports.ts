import { sql } from 'kysely';

import { findContact } from './person-and-conversation';
import type { BusinessRef, ReportQuery, Reports } from './contracts/reports';
import { daysBetween, type Stretch } from './report-days';
import { foldCounts, type StateCount } from './report-rows';
import { storedKey } from './stored-key';
import type { Transaction, Transactions } from './transactions';

/**
 * Counts for reports and limits. A campaign has one row for each customer in `campaign_sends`, and its state is that of
 * the row in `messages`. Every other send has a row in `messages` only. So nothing is counted twice, and a repeated
 * campaign counts each customer once.
 */
export function reportsOf(transactions: Transactions): Reports {
	return {
		deliveries: (query, now) =>
			transactions.read(async (transaction) => {
				const counts: StateCount[] = [];
				for (const stretch of stretchesOf(query)) {
					counts.push(...(await countCampaigns(transaction, query, stretch, now)));
					if (query.campaign !== undefined || query.groupBy.by === 'campaign') continue;
					counts.push(...(await countOthers(transaction, query, stretch)));
				}
				return foldCounts(counts);
			}),

		recipients: (business, since) =>
			transactions.read(async (transaction) => {
				const { people } = await begunMessages(transaction, business, since)
					.select((select) => select.fn.count<number>('contact_id').distinct().as('people'))
					.executeTakeFirstOrThrow();
				return Number(people);
			}),

		isRecipient: (parties, since) =>
			transactions.read(async (transaction) => {
				const contact = await findContact(transaction, parties);
				if (contact === undefined) return false;
				const found = await begunMessages(transaction, parties, since)
					.select('message_id')
					.where('contact_id', '=', contact.id)
					.limit(1)
					.executeTakeFirst();
				return found !== undefined;
			}),

		serviceMessages: ({ provider, businessId }, from, to) =>
			transactions.read(async (transaction) => {
				const rows = await transaction
					.selectFrom('messages')
					.select((select) => ['state', select.fn.countAll<number>().as('count')])
					.where('provider', '=', provider)
					.where('business_id', '=', storedKey(businessId))
					.where('at', '>=', from.toISOString())
					.where('at', '<', to.toISOString())
					.where('type', '!=', 'template')
					.groupBy('state')
					.execute();
				const sum = (states: readonly string[]) =>
					rows
						.filter(({ state }) => states.includes(state))
						.reduce((total, { count }) => total + Number(count), 0);
				return {
					delivered: sum(['delivered', 'read']),
					underWay: sum(['accepted', 'sent', 'unknown']),
				};
			}),
	};
}

/** A send that is still `sending` after this time counts as unknown. */
const SENDING_ENDS_AFTER_MS = 15 * 60_000;

function stretchesOf({ groupBy, from, to }: ReportQuery): Stretch[] {
	if (groupBy.by !== 'day') return [{ from: from?.toISOString(), to: to?.toISOString() }];
	if (!from || !to) throw new Error('A report by day needs the first and the last day');
	return daysBetween(from, to, groupBy.timeZone);
}

async function countCampaigns(
	transaction: Transaction,
	query: ReportQuery,
	stretch: Stretch,
	now: Date,
): Promise<StateCount[]> {
	const lost = new Date(now.getTime() - SENDING_ENDS_AFTER_MS).toISOString();
	const key = {
		total: sql<string | null>`null`,
		day: sql<string | null>`null`,
		campaign: sql<string | null>`sends.campaign`,
		template: sql<string | null>`sends.template_name`,
	}[query.groupBy.by];
	let counting = transaction
		.selectFrom('campaign_sends as sends')
		.leftJoin('messages', (join) =>
			join
				.onRef('messages.provider', '=', 'sends.provider')
				.onRef('messages.message_id', '=', 'sends.message_id'),
		)
		.select(({ fn, ref, eb }) => [
			key.as('key'),
			fn
				.coalesce(
					'messages.state',
					eb
						.case()
						.when(eb.and([eb('sends.state', '=', 'sending'), eb('sends.at', '<', lost)]))
						.then(sql<string>`'unknown'`)
						.else(ref('sends.state'))
						.end(),
				)
				.as('state'),
			fn.coalesce('messages.error_code', 'sends.error_code').as('code'),
			fn.max(fn.coalesce('messages.error_title', 'sends.error_title')).as('title'),
			fn.countAll<number>().as('count'),
		])
		.where('sends.provider', '=', query.provider)
		.groupBy([sql`1`, sql`2`, sql`3`]);
	const { businessId, campaign, templateName } = query;
	if (businessId !== undefined)
		counting = counting.where('sends.business_id', '=', storedKey(businessId));
	if (campaign !== undefined) counting = counting.where('sends.campaign', '=', storedKey(campaign));
	if (templateName !== undefined)
		counting = counting.where('sends.template_name', '=', storedKey(templateName));
	if (stretch.from !== undefined) counting = counting.where('sends.at', '>=', stretch.from);
	if (stretch.to !== undefined) counting = counting.where('sends.at', '<', stretch.to);
	return (await counting.execute()).map((row) => counted(row, stretch));
}

/** Counts messages outside of campaigns. Messages with receipts only were sent by another system. */
async function countOthers(
	transaction: Transaction,
	query: ReportQuery,
	stretch: Stretch,
): Promise<StateCount[]> {
	const key =
		query.groupBy.by === 'template' ? sql<string | null>`template_name` : sql<string | null>`null`;
	let counting = transaction
		.selectFrom('messages')
		.select(({ fn }) => [
			key.as('key'),
			'state',
			'error_code as code',
			fn.max('error_title').as('title'),
			fn.countAll<number>().as('count'),
		])
		.where('provider', '=', query.provider)
		.where('campaign', 'is', null)
		.groupBy([sql`1`, 'state', 'error_code']);
	const { businessId, templateName } = query;
	counting =
		businessId === undefined
			? counting.where('business_id', 'is not', null)
			: counting.where('business_id', '=', storedKey(businessId));
	if (templateName !== undefined)
		counting = counting.where('template_name', '=', storedKey(templateName));
	if (stretch.from !== undefined) counting = counting.where('at', '>=', stretch.from);
	if (stretch.to !== undefined) counting = counting.where('at', '<', stretch.to);
	return (await counting.execute()).map((row) => counted(row, stretch));
}

/** Returns a number of rows, which some engines give as text. */
function counted(
	row: Omit<StateCount, 'count'> & { count: unknown },
	stretch: Stretch,
): StateCount {
	return { ...row, key: stretch.key ?? row.key, count: Number(row.count) };
}

/** Selects messages with which a number began to write and that may have been sent. */
function begunMessages(
	transaction: Transaction,
	{ provider, businessId }: BusinessRef,
	since: Date,
) {
	return transaction
		.selectFrom('messages')
		.where('provider', '=', provider)
		.where('business_id', '=', storedKey(businessId))
		.where('at', '>=', since.toISOString())
		.where('business_initiated', '=', 1)
		.where('state', 'not in', ['failed', 'blocked']);
}

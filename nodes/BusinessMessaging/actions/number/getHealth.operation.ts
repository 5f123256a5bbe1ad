import { DateTime } from 'luxon';
import { updateDisplayOptions, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { asRepeatable } from '../../../../messaging/error';
import { FREE_SERVICE_MESSAGES } from '../../../../delivery/guards/service-allowance';
import type { NumberHealth } from '../../../../messaging/provider';
import { senderFields } from '../../fields/ends';
import { readSender } from '../../ends';
import { refused } from '../../node-errors';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['number'], operation: ['getHealth'] } };

export const description = updateDisplayOptions(displayOptions, senderFields);

const DAY_MS = 24 * 3_600_000;

/** Returns what the provider reports of a number, and what this n8n has counted. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { adapter, http, store } = session;
	const from = readSender(context, session, item);
	const asked = await adapter.number?.health(from, http);
	if (asked?.ok === false) throw refused(context.getNode(), asRepeatable(asked.error), item);
	const now = (await session.clock(from.id))();
	const business = { provider: adapter.name, businessId: from.id };
	const recipients = await store.reports.recipients(business, new Date(now.getTime() - DAY_MS));
	const month = DateTime.fromJSDate(now, { zone: context.getTimezone() }).startOf('month');
	const messages = await store.reports.serviceMessages(
		business,
		month.toJSDate(),
		month.plus({ months: 1 }).toJSDate(),
	);
	const { name, phone, ...provider }: NumberHealth = asked?.value ?? {};
	return {
		output: 'result',
		json: {
			provider: adapter.name,
			channel: from.channel,
			business: { id: from.id, ...(phone && { phone }), ...(name && { name }) },
			health: asked === undefined ? null : (provider as IDataObject),
			recipients24h: { counted: recipients, ...leftOf(provider.messagingLimit, recipients) },
			serviceMessages: {
				month: month.toFormat('yyyy-MM'),
				...messages,
				...(from.channel === 'whatsapp' && {
					freeLeft: Math.max(0, FREE_SERVICE_MESSAGES - messages.delivered),
				}),
			},
		},
	};
}

function leftOf(limit: NumberHealth['messagingLimit'], used: number): IDataObject {
	if (limit === undefined) return {};
	return { limit, ...(limit !== 'unlimited' && { left: Math.max(0, limit - used) }) };
}

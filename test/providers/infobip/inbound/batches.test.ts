import { infobip } from '../../../../providers/infobip';
import { inboundBatchContract } from '../../../contracts/inbound-batch-contract';
import { inboundFixtures } from '../../../fixtures/inbound';

/** Every entry of every fixture that gives an event; ids are made different, for several fixtures share them. */
const entries = inboundFixtures('infobip')
	.filter(({ scenario, events }) => events.length === 1 && scenario !== 'broken-neighbour')
	.map(({ body }, index) =>
		withOwnIds((body as { results?: unknown[] }).results?.[0] ?? body, index),
	);

function withOwnIds(entry: unknown, index: number): unknown {
	const given = entry as Record<string, unknown>;
	return 'messageId' in given
		? { ...given, messageId: `${String(given.messageId)}-${index}` }
		: { ...given, createdAt: `2026-09-21T14:${String(10 + (index % 40))}:20.000+0000` };
}

inboundBatchContract({
	adapter: infobip,
	entries: 'results of one delivery',
	bodyOf: (results) => ({ results }),
	readable: entries.filter((entry) => !JSON.stringify(entry).includes('messageTemplate')),
	broken: [
		null,
		[],
		{ messageId: 'x' },
		{ messageId: 'x', status: { groupId: 99 } },
		{ messageId: 'x', seenAt: 'soon', from: {} },
		{ message: {}, messageId: 7.5 },
		{ message: { type: 'TEXT' }, from: '5511988880001', receivedAt: 'soon' },
		{ event: 'MO', content: 'none' },
		{ event: 'BLOCK', content: {} },
		{ event: 'CONSENT_UPDATE' },
		{ content: { notificationMessagesStatus: 'stop' } },
		{ messageTemplateId: {} },
	],
	secrets: { webhookToken: 'invented-webhook-token' },
});

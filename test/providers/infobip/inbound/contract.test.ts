import { infobip } from '../../../../providers/infobip';
import { many } from '../../../contracts/batch-contract';
import { inboundContract } from '../../../contracts/inbound-contract';
import { inboundFixtures } from '../../../fixtures/inbound';

const RECEIVED = '2026-09-21T14:13:20.120+0000';

/** Returns items of all sorts, each different. */
function item(position: number): Record<string, unknown> {
	const person = `55119888${String(80_000 + position)}`;
	const whatsApp = (message: unknown) => ({
		from: person,
		to: '551140000000',
		integrationType: 'WHATSAPP',
		receivedAt: RECEIVED,
		messageId: `wamid.${position}`,
		message,
	});
	const status = { groupId: 3, groupName: 'DELIVERED', id: 5, name: 'DELIVERED_TO_HANDSET' };
	const kinds = [
		whatsApp({ type: 'TEXT', text: `Olá ${position}` }),
		whatsApp({ type: 'IMAGE', url: `https://arquivos.exemplo.invalid/${position}.jpg` }),
		whatsApp({ type: 'INTERACTIVE_BUTTON_REPLY', id: 'a', title: 'A' }),
		{ messageId: `out-${position}`, to: person, doneAt: RECEIVED, status, error: { id: 0 } },
		{ messageId: `out-${position}`, from: person, to: '551140000000', seenAt: RECEIVED },
		{
			sender: person,
			to: 'PadariaSol',
			integrationType: 'VIBER',
			receivedAt: RECEIVED,
			messageId: `70000${position}`,
			message: { type: 'FILE', url: 'https://arquivos.exemplo.invalid/x.pdf' },
		},
		{
			event: 'MO',
			channel: 'SMS',
			sender: person,
			destination: '551140000009',
			content: [{ type: 'TEXT', text: 'oi', cleanText: 'oi' }],
			receivedAt: RECEIVED,
			messageId: `AB${position}`,
		},
		{
			event: 'BLOCK',
			receivedAt: RECEIVED,
			messageId: `bl-${position}`,
			content: { destination: person, channel: 'WHATSAPP' },
		},
	];
	return kinds[position % kinds.length] ?? {};
}

/** Every entry of every fixture that gives an event; ids are made different, for several fixtures share them. */
const FIXTURE_RESULTS = inboundFixtures('infobip')
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

const body = (results: readonly unknown[]) => ({
	results,
	messageCount: results.length,
	pendingMessageCount: 0,
});

inboundContract({
	adapter: infobip,
	secrets: { webhookToken: 'invented-webhook-token' },
	batches: {
		results: { items: many(item), body },
		'results of the fixtures': {
			items: FIXTURE_RESULTS.filter(
				(result) => !JSON.stringify(result).includes('messageTemplate'),
			),
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
			body,
		},
	},
});

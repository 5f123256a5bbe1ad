import { blip } from '../../../providers/blip';
import { inboundBatchContract } from '../../contracts/inbound-batch-contract';
import { inboundContract } from '../../contracts/inbound-contract';
import { inboundFixtures } from '../../fixtures/inbound';
import { MARTA } from './bot';

inboundContract({
	adapter: blip,
	batches: {
		messages: {
			item: (position) => ({
				id: `wamid.${position}`,
				from: MARTA,
				to: 'acmerouter@msging.net',
				type: 'text/plain',
				content: `Mensagem ${position}`,
			}),
			body: (items) => items,
		},
		notifications: {
			item: (position) => ({
				id: `OUT-${position}`,
				from: MARTA,
				to: 'acmerouter@msging.net',
				event: 'received',
			}),
			body: (items) => items,
		},
	},
});

const READ_TWICE = new Set(['duplicate', 'status-dispatched', 'broken-neighbour']);
const single = inboundFixtures('blip').filter(
	({ scenario, body, events }) =>
		!READ_TWICE.has(scenario) && !Array.isArray(body) && events.length === 1,
);

inboundBatchContract({
	adapter: blip,
	entries: 'items of a list',
	secrets: { webhookToken: 'webhook-token' },
	bodyOf: (entries) => entries,
	readable: single.map(({ body, scenario }) => ({ ...(body as object), id: `id-${scenario}` })),
	broken: [
		null,
		{ type: 'text/plain' },
		{ type: 'text/plain', content: 'from nobody' },
		{ id: 'x', event: 7 },
		{ id: 'y', event: 'teleported' },
		{ category: 'order' },
		{ identity: 'no address' },
	],
});

import { blip } from '../../../providers/blip';
import { many } from '../../contracts/batch-contract';
import { inboundContract } from '../../contracts/inbound-contract';
import { inboundFixtures } from '../../fixtures/inbound';
import { MARTA } from './bot';

const ENDS = { from: MARTA, to: 'acmerouter@msging.net' };

const READ_TWICE = new Set(['duplicate', 'status-dispatched', 'broken-neighbour']);
const single = inboundFixtures('blip').filter(
	({ scenario, body, events }) =>
		!READ_TWICE.has(scenario) && !Array.isArray(body) && events.length === 1,
);

inboundContract({
	adapter: blip,
	secrets: { webhookToken: 'webhook-token' },
	batches: {
		messages: {
			items: many((position) => ({
				...ENDS,
				id: `wamid.${position}`,
				type: 'text/plain',
				content: `Mensagem ${position}`,
			})),
			body: (items) => items,
		},
		notifications: {
			items: many((position) => ({ ...ENDS, id: `OUT-${position}`, event: 'received' })),
			body: (items) => items,
		},
		'items of all sorts': {
			items: single.map(({ body, scenario }) => ({ ...(body as object), id: `id-${scenario}` })),
			broken: [
				null,
				{ type: 'text/plain' },
				{ type: 'text/plain', content: 'from nobody' },
				{ id: 'x', event: 7 },
				{ id: 'y', event: 'teleported' },
				{ category: 'order' },
				{ identity: 'no address' },
			],
			body: (items) => items,
		},
	},
});

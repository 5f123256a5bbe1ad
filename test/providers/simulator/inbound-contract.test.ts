import { simulator } from '../../../providers/simulator';
import { inboundContract } from '../../contracts/inbound-contract';

const customer = { id: '+5511988880001', name: 'Marta', language: 'pt-BR' };

const ENTRIES = [
	{
		type: 'message',
		id: 'sim.1',
		customer,
		message: { type: 'text', text: 'olá, tudo bem? 🥐' },
	},
	{
		type: 'message',
		id: 'sim.2',
		customer,
		message: { type: 'image', text: 'o bolo', media: { mimeType: 'image/png', sizeBytes: 12 } },
	},
	{
		type: 'message',
		id: 'sim.3',
		customer,
		message: { type: 'location', location: { latitude: -23.55, longitude: -46.63 } },
	},
	{
		type: 'message',
		id: 'sim.4',
		customer,
		message: { type: 'reaction', reaction: { emoji: '👍', messageId: 'sim.1' } },
	},
	{
		type: 'message',
		id: 'sim.5',
		customer,
		message: { type: 'form', form: { party: 4 }, replyTo: 'sim.1' },
	},
	{
		type: 'button',
		id: 'sim.6',
		customer,
		button: { id: 'yes', title: 'Sim', kind: 'button', messageId: 'sim.1' },
	},
	{ type: 'status', customer, messageId: 'sim.out.1', state: 'read' },
	{ type: 'handover', id: 'sim.7', customer, direction: 'toHuman', reason: 'pediu uma pessoa' },
	{ type: 'consent', id: 'sim.8', customer, state: 'optedOut', scope: 'marketing' },
	{ type: 'poke', id: 'sim.9', customer },
];

const BROKEN = [
	{ type: 'message', customer, message: { type: 'text', text: 'no id' } },
	{ type: 'message', id: 'sim.90', message: { type: 'text', text: 'from nobody' } },
	{ type: 'message', id: 'sim.91', customer, message: null },
	{ type: 'button', id: 'sim.92', customer, button: { id: 7 } },
	{ type: 'status', customer, messageId: 'sim.out.2', state: 'lost' },
	{ type: 'consent', id: 'sim.93', customer: { id: 'nobody' }, state: 'optedIn' },
];

inboundContract({
	adapter: simulator,
	batches: {
		'entries of the chat page': {
			items: ENTRIES,
			broken: BROKEN,
			body: (entries) => ({ events: entries }),
		},
	},
	secrets: {},
	// The page shows our messages, and posts none of them.
	without: ['echo'],
});

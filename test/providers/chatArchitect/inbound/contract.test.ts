import { chatArchitect } from '../../../../providers/chatArchitect';
import { many } from '../../../contracts/batch-contract';
import { inboundContract } from '../../../contracts/inbound-contract';
import { inboundFixtures } from '../../../fixtures/inbound';
import { WEBHOOK_TOKEN } from '../app';

/** Returns envelopes of all sorts, each different. */
function envelope(position: number): object {
	const phone = `55119888${80_000 + position}`;
	const common = { app: 'PadariaSol', timestamp: 1_790_000_000_000 + position, version: 2 };
	const message = { id: `wamid.${position}`, source: phone, sender: { phone, name: 'Marta' } };
	const kinds = [
		{ type: 'message', payload: { ...message, type: 'text', payload: { text: 'Olá' } } },
		{
			type: 'message',
			payload: { ...message, type: 'list_reply', payload: { title: 'A', postbackText: 'a' } },
		},
		{ type: 'message-event', payload: { id: `gs-${position}`, type: 'read', destination: phone } },
		{ type: 'user-event', payload: { phone, type: 'opted-out' } },
		{
			type: 'preference-event',
			payload: { payload: { user_preferences: [{ wa_id: phone, value: 'stop' }] } },
		},
		{ type: 'template-event', payload: { id: `t-${position}`, status: 'approved' } },
	];
	return { ...common, ...kinds[position % kinds.length] };
}

function metaMessage(position: number): object {
	return {
		from: `55119888${80_000 + position}`,
		id: `wamid.${position}`,
		timestamp: String(1_790_000_000 + position),
		type: 'text',
		text: { body: `Olá ${position}` },
	};
}

function metaReceipt(position: number): object {
	return {
		gs_id: `gs-${position}`,
		id: `wamid.${position}`,
		recipient_id: `55119888${80_000 + position}`,
		status: position % 2 === 0 ? 'read' : 'delivered',
		timestamp: String(1_790_000_000 + position),
	};
}

const metaBody = (value: object) => ({
	object: 'whatsapp_business_account',
	gs_app_id: 'invented-app',
	entry: [
		{
			id: '209900000000001',
			changes: [
				{
					field: 'messages',
					value: { metadata: { display_phone_number: '551140000001' }, ...value },
				},
			],
		},
	],
});

/** Every fixture of one envelope, under an id of its own, so that no two of them are the same event. */
const FIXTURE_ENVELOPES = inboundFixtures('chatArchitect')
	.filter(({ body, events }) => events.length > 0 && !Array.isArray(body))
	.map(({ body }, position) => withOwnIds(body, position));

function withOwnIds(body: unknown, position: number): unknown {
	const written = JSON.stringify(body)
		.replace(/wamid\.(IN|OUT)/g, `wamid.$1-${position}-`)
		.replace(/e0000000-/g, `e${String(position).padStart(7, '0')}-`)
		.replace(/"timestamp":1790000000123/g, `"timestamp":${1_790_000_000_123 + position * 1000}`)
		.replace(/"timestamp":17900000(\d\d)/g, `"timestamp":17900${position + 10}0$1`);
	return JSON.parse(written);
}

inboundContract({
	adapter: chatArchitect,
	secrets: { webhookToken: WEBHOOK_TOKEN },
	// Gupshup sends no copies of our own messages.
	without: ['echo'],
	batches: {
		envelopes: { items: many(envelope), body: (envelopes) => envelopes },
		'envelopes of the fixtures': {
			items: FIXTURE_ENVELOPES,
			broken: [
				null,
				{ type: 'message' },
				{ type: 'message', payload: [] },
				{ type: 'message-event', payload: { type: 'read' } },
				{ type: 'user-event', payload: { phone: 'callbackSetPhone', type: 'opted-out' } },
				{ entry: [null, { changes: 'none' }] },
				'{"type":"message"',
			],
			body: (envelopes) => envelopes,
		},
		'messages in version 3': {
			items: many(metaMessage),
			body: (messages) => metaBody({ messages }),
		},
		'receipts in version 3': {
			items: many(metaReceipt),
			body: (statuses) => metaBody({ statuses }),
		},
	},
});

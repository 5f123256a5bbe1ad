import { parse } from '../../../../providers/chatArchitect/parse';
import { inboundContract } from '../../../contracts/inbound-contract';

/** Envelopes of all sorts, each in its own way a different one. */
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

inboundContract({
	adapter: { name: 'chatArchitect', parse },
	// Gupshup sends nothing of what we or a person wrote.
	without: ['echo'],
	batches: {
		envelopes: { item: envelope, body: (envelopes) => envelopes },
		'messages in version 3': {
			item: metaMessage,
			body: (messages) => metaBody({ messages }),
		},
		'receipts in version 3': {
			item: metaReceipt,
			body: (statuses) => metaBody({ statuses }),
		},
	},
});

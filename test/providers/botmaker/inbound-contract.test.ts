import { botmaker } from '../../../providers/botmaker';
import { many } from '../../contracts/batch-contract';
import { inboundContract } from '../../contracts/inbound-contract';

const ENVELOPE = {
	v: '1.1',
	chatPlatform: 'whatsapp',
	chatChannelId: 'padaria-whatsapp-551140000001',
	whatsappNumber: '+551140000001',
	contactId: '+5511988880001',
	customerId: 'K1MARTA0000000000001',
	firstName: 'Marta',
};

const URL = 'https://storage.googleapis.com/storage.botmaker.com/public/res/padaria';

/** Returns items of all sorts, each different; some without an id of their own. */
function message(position: number): Record<string, unknown> {
	const common = { date: '2026-11-20T11:02:03.450Z', from: 'user', _id_: `MSG${position}` };
	const kinds = [
		{ message: `Olá ${position}` },
		{ image: `${URL}/${position}.jpg`, caption: 'Foto' },
		{ message: 'Sim', buttonPayload: `sim-${position}` },
		{ location: { latitude: -23.5, longitude: `-46.${position}` } },
		{ contacts: [{ name: { formatted_name: 'Ana' } }] },
		{ from: 'agent', fromName: 'Rui', message: 'Oi' },
		{ _id_: undefined, message: `sem id ${position}` },
		{ error: 'Unsupported message' },
	];
	return { ...common, ...kinds[position % kinds.length] };
}

function status(position: number): Record<string, unknown> {
	const words = ['sent', 'delivered', 'read', 'error'];
	return { messageId: `TX${position}`, status: words[position % words.length] };
}

inboundContract({
	adapter: botmaker,
	secrets: { webhookToken: 'invented-webhook-token' },
	batches: {
		messages: {
			items: many(message),
			broken: [{}, 'x', { from: 'user' }, { from: 'bot', _id_: 'MSGB' }, { _id_: 'MSG0' }],
			body: (messages) => ({ ...ENVELOPE, type: 'message', messages }),
		},
		statuses: {
			items: many(status),
			broken: [{}, { status: 'sent' }, { messageId: 'TX9', status: 'warmed' }],
			body: (statuses) => ({ ...ENVELOPE, type: 'status', statuses }),
		},
	},
});

import { authenticate } from '../../../providers/botmaker/authenticate';
import { parse } from '../../../providers/botmaker/parse';
import { CHANNELS } from '../../../providers/botmaker/platform';
import { inboundBatchContract } from '../../contracts/inbound-batch-contract';
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

/** Items of all sorts, each in its own way a different one; some without an id of their own. */
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

const bodyOf = (messages: readonly unknown[]) => ({ ...ENVELOPE, type: 'message', messages });
const statusesOf = (statuses: readonly unknown[]) => ({ ...ENVELOPE, type: 'status', statuses });

inboundContract({
	adapter: { name: 'botmaker', parse },
	batches: {
		messages: { item: message, body: bodyOf },
		statuses: { item: status, body: statusesOf },
	},
});

const adapter = { name: 'botmaker', channels: CHANNELS, authenticate, parse } as const;
const positions = [0, 1, 2, 3, 4, 5, 6, 7];

inboundBatchContract({
	adapter,
	entries: 'messages of one delivery',
	readable: positions.map(message),
	broken: [null, 'x', {}, { from: 'user' }, { from: 'bot', _id_: 'MSGB' }, { _id_: 'MSG0' }],
	bodyOf,
	secrets: { webhookToken: 'invented-webhook-token' },
});

inboundBatchContract({
	adapter,
	entries: 'statuses of one delivery',
	readable: positions.map(status),
	broken: [null, {}, { status: 'sent' }, { messageId: 'TX9', status: 'warmed' }],
	bodyOf: statusesOf,
});

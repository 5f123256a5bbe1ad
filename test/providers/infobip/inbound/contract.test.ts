import { parse } from '../../../../providers/infobip/parse';
import { inboundContract } from '../../../contracts/inbound-contract';

const RECEIVED = '2026-09-21T14:13:20.120+0000';

/** Items of all sorts, each in its own way a different one. */
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

inboundContract({
	adapter: { name: 'infobip', parse },
	batches: {
		results: {
			item,
			body: (results) => ({ results, messageCount: results.length, pendingMessageCount: 0 }),
		},
	},
});

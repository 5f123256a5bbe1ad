import { createHmac } from 'node:crypto';

import { authenticate } from '../../../../providers/whatsappCloud/authenticate';
import { parse } from '../../../../providers/whatsappCloud/parse';
import { inboundContract } from '../../../contracts/inbound-contract';
import { signatureContract } from '../../../contracts/signature-contract';

const METADATA = { display_phone_number: '551140000000', phone_number_id: '106540000000001' };

/** Items of all sorts, each in its own way a different one. */
function message(position: number): Record<string, unknown> {
	const from = `55119888${String(80_000 + position)}`;
	const common = { from, id: `wamid.${position}`, timestamp: String(1_790_000_000 + position) };
	const kinds = [
		{ type: 'text', text: { body: `Olá ${position}` } },
		{ type: 'image', image: { id: `118${position}`, mime_type: 'image/jpeg' } },
		{
			type: 'interactive',
			interactive: { type: 'button_reply', button_reply: { id: 'a', title: 'A' } },
		},
		{
			type: 'edit',
			edit: { original_message_id: 'wamid.x', message: { type: 'text', text: { body: '' } } },
		},
		{ type: 'revoke', revoke: { original_message_id: `wamid.of-${position}` } },
		{ type: 'system', system: { type: 'user_changed_number', wa_id: `5521${position}777777` } },
	];
	return { ...common, ...kinds[position % kinds.length] };
}

inboundContract({
	adapter: { name: 'whatsappCloud', parse },
	batches: {
		messages: {
			item: message,
			body: (messages) => ({
				object: 'whatsapp_business_account',
				entry: [
					{
						id: '209900000000001',
						changes: [
							{
								field: 'messages',
								value: { messaging_product: 'whatsapp', metadata: METADATA, messages },
							},
						],
					},
				],
			}),
		},
		// Among these are such without an id of their own.
		changes: {
			item: (position) =>
				position % 2 === 0
					? {
							field: 'message_template_status_update',
							value: { event: 'APPROVED', message_template_name: `template_${position}` },
						}
					: {
							field: 'user_preferences',
							value: {
								metadata: METADATA,
								user_preferences: [
									{
										wa_id: `55119888${80_000 + position}`,
										value: 'stop',
										timestamp: 1_790_000_000,
									},
								],
							},
						},
			body: (changes) => ({
				object: 'whatsapp_business_account',
				entry: [{ id: '209900000000001', time: 1_790_000_000, changes }],
			}),
		},
	},
});

const APP_SECRET = 'invented-app-secret-0001';

signatureContract({
	adapter: { name: 'whatsappCloud', authenticate },
	secrets: { appSecret: APP_SECRET },
	sign: (rawBody) => ({
		'x-hub-signature-256': `sha256=${createHmac('sha256', APP_SECRET).update(rawBody).digest('hex')}`,
	}),
});

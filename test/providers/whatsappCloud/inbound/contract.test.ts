import { createHmac } from 'node:crypto';

import { whatsappCloud } from '../../../../providers/whatsappCloud';
import { many } from '../../../contracts/batch-contract';
import { inboundContract } from '../../../contracts/inbound-contract';
import { signatureContract } from '../../../contracts/signature-contract';
import {
	about,
	BROKEN_CHANGES,
	BROKEN_MESSAGES,
	CHANGES,
	delivered,
	MESSAGES,
	receipt,
	STATUSES,
} from './deliveries';

const METADATA = { display_phone_number: '551140000000', phone_number_id: '106540000000001' };

/** Returns items of all sorts, each different. */
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

const APP_SECRET = 'invented-app-secret-0001';

/** Returns changes, some without an id of their own. */
function change(position: number): object {
	return position % 2 === 0
		? {
				field: 'message_template_status_update',
				value: { event: 'APPROVED', message_template_name: `template_${position}` },
			}
		: {
				field: 'user_preferences',
				value: {
					metadata: METADATA,
					user_preferences: [
						{ wa_id: `55119888${80_000 + position}`, value: 'stop', timestamp: 1_790_000_000 },
					],
				},
			};
}

/** Covers every level of Meta's batches: changes of a delivery, messages and receipts of a change. */
inboundContract({
	adapter: whatsappCloud,
	secrets: { appSecret: APP_SECRET, verifyToken: 'invented-verify-token' },
	batches: {
		changes: { items: many(change), body: delivered },
		'changes of all sorts': { items: CHANGES, broken: BROKEN_CHANGES, body: delivered },
		messages: {
			items: many(message),
			body: (messages) => delivered([about('messages', { messages })]),
		},
		'messages of all sorts': {
			items: MESSAGES,
			broken: BROKEN_MESSAGES,
			body: (messages) => delivered([about('messages', { messages })]),
		},
		receipts: {
			items: STATUSES,
			broken: [{ status: 'read' }, receipt('wamid.OUT9', 'teleported'), receipt('', 'read')],
			body: (statuses) => delivered([about('messages', { statuses })]),
		},
	},
});

signatureContract({
	adapter: whatsappCloud,
	secrets: { appSecret: APP_SECRET },
	sign: (rawBody) => ({
		'x-hub-signature-256': `sha256=${createHmac('sha256', APP_SECRET).update(rawBody).digest('hex')}`,
	}),
});

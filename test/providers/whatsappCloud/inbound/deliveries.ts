/**
 * Parts of Meta's deliveries (docs/facts/whatsapp-cloud.md#webhook-envelope and
 * docs/facts/whatsapp-cloud.md#account-events), one of each sort, with invented values.
 */

export const ACCOUNT = '102290000000001';
const METADATA = { display_phone_number: '55 11 4000-0000', phone_number_id: '441780000000001' };
/** Contacts in another order than the messages, and fewer of them. */
const CONTACTS = [
	{ profile: { name: 'Bruno' }, wa_id: '5511988880002', user_id: 'BR.2002' },
	{ profile: { name: 'Marta ☀️', username: 'marta.rey' }, wa_id: '5511988880001' },
];

export function delivered(changes: readonly unknown[]): unknown {
	return {
		object: 'whatsapp_business_account',
		entry: [{ id: ACCOUNT, time: 1_790_001_200, changes }],
	};
}

interface Change {
	field: string;
	value: object;
}

/** Returns a change that concerns our number. */
export function about(field: string, value: object): Change {
	return {
		field,
		value: { messaging_product: 'whatsapp', metadata: METADATA, contacts: CONTACTS, ...value },
	};
}

/** Returns a message of Marta. */
function sent(id: string, type: string, part: unknown, more: object = {}): object {
	return { from: '5511988880001', id, timestamp: '1790000900', type, [type]: part, ...more };
}

export const MESSAGES: readonly object[] = [
	sent('wamid.IN1', 'text', { body: 'Olá, "tudo" bem? 🥐' }),
	sent('wamid.IN2', 'text', { body: 'Oi de novo' }, { from: '5511988880002' }),
	sent('wamid.IN3', 'image', { id: '118000000000001', mime_type: 'image/jpeg', caption: 'bolo' }),
	sent('wamid.IN4', 'audio', { id: '118000000000002', mime_type: 'audio/ogg', voice: true }),
	sent('wamid.IN5', 'location', { latitude: -23.55, longitude: -46.63, name: 'Padaria Sol' }),
	sent('wamid.IN6', 'contacts', [
		{ name: { formatted_name: 'Luís Vega' }, phones: [{ phone: '+55 11 98888-0003' }] },
	]),
	sent('wamid.IN7', 'reaction', { message_id: 'wamid.OUT1', emoji: '👍' }),
	sent(
		'wamid.IN8',
		'interactive',
		{ type: 'button_reply', button_reply: { id: 'yes', title: 'Sim' } },
		{ context: { from: '551140000000', id: 'wamid.OUT1' } },
	),
	sent('wamid.IN9', 'interactive', {
		type: 'nfm_reply',
		nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"party":4}' },
	}),
	sent('wamid.IN10', 'button', { payload: 'stop-news', text: 'Não receber' }),
	sent('wamid.IN11', 'order', {
		catalog_id: '7001',
		product_items: [{ product_retailer_id: 'SKU-1', quantity: 2, item_price: 7, currency: 'BRL' }],
	}),
	sent('wamid.IN12', 'system', { type: 'user_changed_number', wa_id: '5511988880009' }),
	sent('wamid.IN13', 'unsupported', { type: 'poll' }, { errors: [{ code: 131051 }] }),
	sent('wamid.IN14', 'edit', {
		original_message_id: 'wamid.IN1',
		message: { type: 'text', text: { body: 'Olá!' } },
	}),
	sent('wamid.IN15', 'revoke', { original_message_id: 'wamid.IN2' }),
	sent('wamid.IN16', 'text', { body: 'oi' }, { from: undefined, from_user_id: 'BR.4004' }),
];

export const BROKEN_MESSAGES: readonly object[] = [
	{ from: '5511988880001', type: 'text', text: { body: 'no id' } },
	sent('wamid.BAD1', 'text', null),
	sent('wamid.BAD2', 'location', { latitude: 'north' }),
	sent('wamid.BAD3', 'interactive', { type: 'button_reply' }),
	sent('wamid.BAD4', 'text', { body: 'no time' }, { timestamp: 'yesterday' }),
	sent('wamid.BAD5', 'text', { body: 'from nobody' }, { from: undefined }),
];

/** Returns a receipt of a message to Marta. */
export function receipt(id: string, status: string, more: object = {}): object {
	return { id, status, timestamp: '1790000905', recipient_id: '5511988880001', ...more };
}

export const STATUSES: readonly object[] = [
	receipt('wamid.OUT1', 'sent', { biz_opaque_callback_data: 'campaign-7' }),
	receipt('wamid.OUT1', 'delivered'),
	receipt('wamid.OUT1', 'read'),
	receipt('wamid.OUT2', 'failed', { errors: [{ code: 131047, title: 'Re-engagement message' }] }),
	receipt('wamid.OUT3', 'sent', { recipient_id: undefined, recipient_user_id: 'BR.4004' }),
];

const TEMPLATE = {
	message_template_id: 1_689_550_000_000_001,
	message_template_name: 'pedido_pronto',
	message_template_language: 'pt_BR',
};
const NUMBER = { display_phone_number: '551140000000' };

/** One change of each field that the trigger subscribes to and that gives an event. */
export const CHANGES: readonly Change[] = [
	about('messages', { messages: [MESSAGES[0]] }),
	about('messages', { statuses: [STATUSES[1]] }),
	about('messages', { errors: [{ code: 131000, title: 'Something went wrong' }] }),
	about('user_preferences', {
		user_preferences: [
			{
				wa_id: '5511988880001',
				category: 'marketing_messages',
				value: 'stop',
				timestamp: 1_790_000_906,
			},
		],
	}),
	about('smb_message_echoes', {
		message_echoes: [
			{ from: '551140000000', to: '5511988880001', id: 'wamid.APP1', timestamp: '1790000907' },
		],
	}),
	about('messaging_handovers', {
		type: 'control_passed',
		timestamp: '1790000908',
		sender: { wa_id: '5511988880001' },
	}),
	{ field: 'message_template_status_update', value: { event: 'APPROVED', ...TEMPLATE } },
	{
		field: 'message_template_quality_update',
		value: { previous_quality_score: 'GREEN', new_quality_score: 'YELLOW', ...TEMPLATE },
	},
	{
		field: 'message_template_components_update',
		value: { message_template_element: 'Oi {{1}}', ...TEMPLATE },
	},
	{ field: 'template_category_update', value: { new_category: 'MARKETING', ...TEMPLATE } },
	{ field: 'phone_number_quality_update', value: { event: 'THROUGHPUT_UPGRADE', ...NUMBER } },
	{ field: 'phone_number_name_update', value: { decision: 'APPROVED', ...NUMBER } },
	{
		field: 'business_capability_update',
		value: { max_daily_conversations_per_business: 'TIER_2K' },
	},
	{ field: 'account_review_update', value: { decision: 'APPROVED' } },
	{ field: 'account_update', value: { event: 'ACCOUNT_DELETED' } },
	{ field: 'account_alerts', value: { entity_type: 'BUSINESS', entity_id: 7001 } },
	{ field: 'security', value: { event: 'PIN_CHANGED', ...NUMBER } },
	{ field: 'invented_update', value: { event: 'SURPRISE' } },
];

export const BROKEN_CHANGES: readonly object[] = [
	{ field: 'messages' },
	{ field: 'messages', value: { messages: 'none', statuses: {} } },
	{ field: 'messages', value: { metadata: 7, contacts: [null, 7], messages: BROKEN_MESSAGES } },
	{ field: 'user_preferences', value: { user_preferences: [{ value: 'perhaps' }, null] } },
	{ field: 'smb_message_echoes', value: { message_echoes: [{ to: '5511988880001' }] } },
	{ field: 'account_update', value: 'soon' },
	{ value: { event: 'NO_FIELD' } },
];

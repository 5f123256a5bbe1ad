import type { CustomerMessage } from './emulator-types';

/**
 * Webhooks as ChatArchitect writes them: Gupshup's version 2 or 3 (docs/facts/chat-architect.md#webhook-envelope and
 * docs/facts/chat-architect.md#meta-envelope).
 */

export interface Writer {
	version: 2 | 3;
	appName: string;
	/** Digits. */
	phone: string;
	storage: Record<string, string>;
	now: () => Date;
}

export function digits(phone: string): string {
	return phone.replace(/\D/g, '');
}

export function envelope(writer: Writer, type: string, payload: unknown): object {
	return {
		app: writer.appName,
		timestamp: writer.now().getTime(),
		version: 2,
		type,
		payload,
		storage: writer.storage,
		billing: { phone: writer.phone },
	};
}

export function messageBody(writer: Writer, id: string, sent: CustomerMessage): object {
	const from = digits(sent.from);
	const name = sent.name ?? 'Marta Conceição';
	if (writer.version === 3) return metaMessage(writer, id, sent, from, name);
	const context = sent.tap?.messageId
		? { context: { id: `wamid.of-${sent.tap.messageId}`, gsId: sent.tap.messageId } }
		: {};
	return envelope(writer, 'message', {
		id,
		source: from,
		...contentOf(sent),
		sender: { phone: from, name, country_code: from.slice(0, 2), dial_code: from.slice(2) },
		...context,
	});
}

function contentOf({ text = '', tap, content }: CustomerMessage): object {
	if (content) return content;
	if (tap === undefined) return { type: 'text', payload: { text } };
	if (tap.kind === 'template') {
		return {
			type: 'quick_reply',
			payload: { text: tap.title, type: 'button', ...(tap.id && { postbackText: tap.id }) },
		};
	}
	return {
		type: `${tap.kind}_reply`,
		payload: {
			title: tap.title,
			id: 'choices',
			reply: `${tap.title} 1`,
			...(tap.id && { postbackText: tap.id }),
		},
	};
}

export interface Receipt {
	messageId: string;
	/** Digits. */
	to: string;
	state: 'enqueued' | 'sent' | 'delivered' | 'read' | 'failed';
	failure?: { code: number; reason: string };
}

export function statusBody(writer: Writer, receipt: Receipt): object {
	const { messageId, to, state, failure } = receipt;
	const seconds = Math.floor(writer.now().getTime() / 1000);
	if (writer.version === 3) return metaStatus(writer, receipt, seconds);
	const own = state === 'enqueued' || (state === 'failed' && failure?.code === 1002);
	return envelope(writer, 'message-event', {
		id: own ? messageId : `wamid.of-${messageId}`,
		...(own ? {} : { gsId: messageId }),
		type: state,
		destination: to,
		payload: failure ?? (state === 'enqueued' ? { type: 'session' } : { ts: seconds }),
	});
}

function metaStatus(writer: Writer, { messageId, to, state, failure }: Receipt, seconds: number) {
	return metaBody(writer, {
		statuses: [
			{
				gs_id: messageId,
				id: `wamid.of-${messageId}`,
				recipient_id: to,
				status: state,
				timestamp: String(seconds),
				...(failure && { errors: [{ code: failure.code, title: failure.reason }] }),
			},
		],
	});
}

function metaMessage(
	writer: Writer,
	id: string,
	{ text = '', tap }: CustomerMessage,
	from: string,
	name: string,
): object {
	const timestamp = String(Math.floor(writer.now().getTime() / 1000));
	const content =
		tap === undefined
			? { type: 'text', text: { body: text } }
			: tap.kind === 'template'
				? { type: 'button', button: { payload: tap.id ?? tap.title, text: tap.title } }
				: {
						type: 'interactive',
						interactive: {
							type: `${tap.kind}_reply`,
							[`${tap.kind}_reply`]: { id: tap.id ?? tap.title, title: tap.title },
						},
					};
	return metaBody(writer, {
		contacts: [{ profile: { name }, wa_id: from }],
		messages: [{ from, id, timestamp, ...content }],
	});
}

function metaBody({ phone }: Writer, value: object): object {
	return {
		object: 'whatsapp_business_account',
		gs_app_id: '3f0a0000-0000-4000-8000-000000000001',
		entry: [
			{
				id: '209900000000001',
				changes: [
					{
						field: 'messages',
						value: {
							messaging_product: 'whatsapp',
							metadata: { display_phone_number: phone, phone_number_id: '106600000000001' },
							...value,
						},
					},
				],
			},
		],
	};
}

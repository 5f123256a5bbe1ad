import type { HostRequest } from './hosts-behind-proxy';
import { escapeText, newTicket, postReport, type StandInDesk } from './stand-in-desk';

export const INTERCOM_CREDENTIAL = { apiKey: 'intercom-token' };

type Reply = Record<string, unknown> & { attachment_files?: Array<{ data: string }> };

/** Returns an Intercom that reports replies of users and notes, too, which the workflow itself adds. */
export function standInIntercom(): StandInDesk {
	const tickets: StandInDesk['tickets'] = new Map();
	/** IDs of contacts by their external IDs. */
	const contacts = new Map<string, string>();
	let webhook = '';
	const report = (topic: string, id: string, author: string, text = '') => {
		const part = {
			part_type: 'comment',
			body: `<p>${escapeText(text)}</p>`,
			author: { type: author },
		};
		const parts = { conversation_parts: [part] };
		const item = { type: 'conversation', id, conversation_parts: parts };
		return postReport(webhook, { type: 'notification_event', topic, data: { item } });
	};

	const search = (fields: Record<string, unknown>) => {
		const { value = '' } = (fields['query'] ?? {}) as { value?: string };
		const id = contacts.get(value);
		return { data: id === undefined ? [] : [{ id }], total_count: id === undefined ? 0 : 1 };
	};
	const create = ({ external_id: external }: Record<string, unknown>) => {
		if (contacts.has(String(external))) return undefined;
		const id = `contact-${contacts.size}`;
		contacts.set(String(external), id);
		return { id };
	};
	const open = (fields: Record<string, unknown>) => {
		const { id = '' } = (fields['from'] ?? {}) as { id?: string };
		if (![...contacts.values()].includes(id)) return undefined;
		const conversation = String(730_000 + tickets.size);
		tickets.set(conversation, newTicket());
		return { type: 'user_message', conversation_id: conversation };
	};
	const reply = (id: string, { message_type: type, body, user_id: user, ...rest }: Reply) => {
		const ticket = tickets.get(id);
		const isNote = type === 'note' && rest['admin_id'] === 'admin-7';
		if (ticket === undefined || !(isNote || contacts.has(String(user)))) return undefined;
		(isNote ? ticket.notes : ticket.texts).push(String(body));
		for (const { data } of rest.attachment_files ?? []) {
			ticket.files.push(Buffer.from(data, 'base64'));
		}
		void (isNote
			? report('conversation.admin.noted', id, 'admin', String(body))
			: report('conversation.user.replied', id, 'user', String(body)));
		return { type: 'conversation', id };
	};
	const handle = ({ path, fields, headers }: HostRequest) => {
		if (headers.authorization !== 'Bearer intercom-token') return undefined;
		const [, replied] = /^\/conversations\/(\w+)\/reply$/.exec(path) ?? [];
		if (replied !== undefined) return reply(replied, fields);
		switch (path) {
			case '/contacts/search':
				return search(fields);
			case '/contacts':
				return create(fields);
			case '/conversations':
				return open(fields);
			default:
				return undefined;
		}
	};
	return {
		...{ hosts: { 'api.intercom.io': handle }, tickets },
		setWebhook: (url) => (webhook = url),
		agentAnswers: (id, text) => report('conversation.admin.replied', id, 'admin', text),
		agentCloses: (id) => report('conversation.admin.closed', id, 'admin'),
	};
}

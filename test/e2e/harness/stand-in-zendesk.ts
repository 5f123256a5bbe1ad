import type { HostRequest } from './hosts-behind-proxy';
import { newTicket, postReport, shownText, type StandInDesk } from './stand-in-desk';

export const ZENDESK_CREDENTIAL = {
	...{ subdomain: 'acme', email: 'bot@acme.example', apiToken: 'zendesk-token' },
};

interface Comment {
	body?: string;
	html_body?: string;
	public?: boolean;
	uploads?: string[];
}

/** Returns a Zendesk with the webhook and the two triggers that the README of the example describes. */
export function standInZendesk(secret: { name: string; value: string }): StandInDesk {
	const tickets: StandInDesk['tickets'] = new Map();
	const uploads = new Map<string, Buffer>();
	let webhook = '';
	const report = (ticket: string, event: string, text?: string) =>
		postReport(webhook, { event, ticket, ...(text && { text }) }, { [secret.name]: secret.value });

	const update = (id: string, comment: Comment = {}) => {
		const ticket = tickets.get(id);
		if (ticket === undefined || comment.public !== false) return undefined;
		const { html_body: html, body = '' } = comment;
		const text = html === undefined ? body : shownText(html);
		(/^Not sent/.test(text) ? ticket.notes : ticket.texts).push(text);
		for (const token of comment.uploads ?? []) {
			ticket.files.push(uploads.get(token) ?? Buffer.alloc(0));
		}
		return { ticket: { id: Number(id) } };
	};
	const handle = ({ method, path, fields, file, headers }: HostRequest) => {
		const basic = Buffer.from('bot@acme.example/token:zendesk-token').toString('base64');
		if (headers.authorization !== `Basic ${basic}`) return undefined;
		const { comment } = (fields['ticket'] ?? {}) as { comment?: Comment };
		const [, updated] = /^\/api\/v2\/tickets\/(\d+)\.json$/.exec(path) ?? [];
		if (updated !== undefined && method === 'PUT') return update(updated, comment);
		if (path === '/api/v2/uploads.json') {
			const token = `upload-${uploads.size}`;
			uploads.set(token, file ?? Buffer.alloc(0));
			return { upload: { token } };
		}
		if (path !== '/api/v2/tickets.json' || method !== 'POST') return undefined;
		const id = 620_000 + tickets.size;
		tickets.set(String(id), newTicket());
		return { ticket: { id } };
	};
	return {
		...{ hosts: { 'acme.zendesk.com': handle }, tickets },
		setWebhook: (url) => (webhook = url),
		agentAnswers: (ticket, text) => report(ticket, 'answer', text),
		agentCloses: (ticket) => report(ticket, 'solved'),
	};
}

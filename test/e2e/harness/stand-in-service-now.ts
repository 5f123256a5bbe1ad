import { randomUUID } from 'node:crypto';

import type { HostRequest } from './hosts-behind-proxy';
import { newTicket, postReport, type StandInDesk } from './stand-in-desk';

export const SERVICE_NOW_CREDENTIAL = { user: 'bot', password: 'secret', subdomain: 'acme' };

/** Returns a ServiceNow with the business rule that the README of the example describes. */
export function standInServiceNow(secret: { name: string; value: string }): StandInDesk {
	const tickets: StandInDesk['tickets'] = new Map();
	let webhook = '';
	const report = (incident: string, event: string, text?: string) =>
		postReport(
			webhook,
			{ event, incident, ...(text && { text }) },
			{ [secret.name]: secret.value },
		);

	const handle = ({ method, path, query, fields, file, headers }: HostRequest) => {
		const basic = Buffer.from('bot:secret').toString('base64');
		if (headers.authorization !== `Basic ${basic}`) return undefined;
		if (path === '/api/now/attachment/file') {
			tickets.get(query.get('table_sys_id') ?? '')?.files.push(file ?? Buffer.alloc(0));
			return { result: {} };
		}
		if (path === '/api/now/table/incident' && method === 'POST') {
			const id = randomUUID().replaceAll('-', '');
			tickets.set(id, newTicket());
			return { result: { sys_id: id } };
		}
		const [, updated = ''] = /^\/api\/now\/table\/incident\/(\w+)$/.exec(path) ?? [];
		const ticket = tickets.get(updated);
		if (ticket === undefined || method !== 'PATCH') return undefined;
		const { comments, work_notes: note } = fields;
		if (typeof comments === 'string') ticket.texts.push(comments);
		if (typeof note === 'string') ticket.notes.push(note);
		return { result: { sys_id: updated } };
	};
	return {
		...{ hosts: { 'acme.service-now.com': handle }, tickets },
		setWebhook: (url) => (webhook = url),
		agentAnswers: (incident, text) => report(incident, 'answer', text),
		agentCloses: (incident) => report(incident, 'closed'),
	};
}

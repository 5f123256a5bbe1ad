import { createHmac } from 'node:crypto';

import type { HostRequest } from './hosts-behind-proxy';
import { escapeText, newTicket, postReport, shownText, type StandInDesk } from './stand-in-desk';

const CHANNEL = 'C0SUPPORT';
const SECRET = 'slack-signing-secret';
export const SLACK_CREDENTIAL = { accessToken: 'slack-token', signatureSecret: SECRET };

/** Returns a Slack with one channel, whose threads are the tickets. It reports every message, also those of the app. */
export function standInSlack(): StandInDesk {
	const tickets: StandInDesk['tickets'] = new Map();
	const uploads = new Map<string, Buffer>();
	let webhook = '';
	let last = 100_000;

	const report = (event: object) => {
		const body = { type: 'event_callback', event: { type: 'message', channel: CHANNEL, ...event } };
		const time = String(Math.floor(Date.now() / 1000));
		const signed = createHmac('sha256', SECRET).update(`v0:${time}:${JSON.stringify(body)}`);
		return postReport(webhook, body, {
			'x-slack-request-timestamp': time,
			'x-slack-signature': `v0=${signed.digest('hex')}`,
		});
	};
	const nextTime = () => `1796000000.${++last}`;
	const postMessage = ({ text, thread_ts: thread }: Record<string, unknown>) => {
		const ts = nextTime();
		const ticket = tickets.get(String(thread));
		if (ticket === undefined) tickets.set(ts, newTicket());
		else
			(/^Not sent/.test(String(text)) ? ticket.notes : ticket.texts).push(shownText(String(text)));
		void report({ ts, text, bot_id: 'B0APP', ...(thread !== undefined && { thread_ts: thread }) });
		return { ok: true, channel: CHANNEL, ts };
	};
	const completeUpload = (fields: Record<string, unknown>) => {
		const { thread_ts: thread, initial_comment: text } = fields;
		const [{ id }] = fields['files'] as [{ id: string }];
		const ticket = tickets.get(String(thread));
		ticket?.texts.push(shownText(String(text)));
		ticket?.files.push(uploads.get(id) ?? Buffer.alloc(0));
		const event = { subtype: 'file_share', bot_id: 'B0APP', text, thread_ts: thread };
		void report({ ts: nextTime(), ...event });
		return { ok: true, files: [{ id }] };
	};
	const handle = ({ path, fields, file, headers }: HostRequest) => {
		if (headers.authorization !== 'Bearer slack-token') return { ok: false, error: 'invalid_auth' };
		switch (path) {
			case '/api/chat.postMessage':
				return postMessage(fields);
			case '/api/files.getUploadURLExternal':
				return { ok: true, upload_url: 'https://slack.com/upload/F1', file_id: 'F1' };
			case '/upload/F1':
				uploads.set('F1', file ?? Buffer.alloc(0));
				return {};
			case '/api/files.completeUploadExternal':
				return completeUpload(fields);
			default:
				return undefined;
		}
	};
	const answer = (thread: string, text: string) =>
		report({ ts: nextTime(), thread_ts: thread, user: 'U0LUANA', text: escapeText(text) });
	return {
		...{ hosts: { 'slack.com': handle }, tickets },
		setWebhook: (url) => (webhook = url),
		agentAnswers: answer,
		agentCloses: (thread) => answer(thread, 'Fechar'),
	};
}

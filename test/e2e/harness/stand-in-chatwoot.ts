import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';

/**
 * A stand-in for Chatwoot with an inbox of its API. It tells the webhook of every message, also of those that came
 * through the API, as Chatwoot does.
 */
export interface StandInChatwoot {
	readonly baseUrl: string;
	/** Returns the messages of a conversation, oldest first. */
	messagesOf(conversation: number): ChatwootMessage[];
	/** Returns the ids of a contact's conversations, oldest first. */
	conversationsOf(contact: string): number[];
	setWebhook(url: string): void;
	agentAnswers(conversation: number, content: string): Promise<void>;
	agentResolves(conversation: number): Promise<void>;
	close(): Promise<void>;
}

export interface ChatwootMessage {
	content: string;
	message_type: 'incoming' | 'outgoing';
	private: boolean;
}

const CONTACTS = '/public/api/v1/inboxes/n8n-inbox/contacts';
const FIRST_CONVERSATION = 301;

export async function startStandInChatwoot(accessToken: string): Promise<StandInChatwoot> {
	const conversations = new Map<number, { contact: string; messages: ChatwootMessage[] }>();
	let webhook = '';

	const publish = async (body: object): Promise<void> => {
		if (webhook !== '') await axios.post(webhook, body);
	};
	const add = async (id: number, message: ChatwootMessage): Promise<object | undefined> => {
		const conversation = conversations.get(id);
		conversation?.messages.push(message);
		if (conversation === undefined) return undefined;
		await publish({ event: 'message_created', ...message, conversation: { id } });
		return message;
	};
	/** Answers a request; `undefined` is 404. */
	const answer = async (path: string, fields: Record<string, string>, token: unknown) => {
		if (path === CONTACTS) return { source_id: fields['source_id'], name: fields['name'] };
		const [, contact = '', id, isMessage] =
			new RegExp(`^${CONTACTS}/([^/]+)/conversations(?:/(\\d+)(/messages))?$`).exec(path) ?? [];
		const content = fields['content'] ?? '';
		if (contact !== '' && id === undefined) {
			const next = FIRST_CONVERSATION + conversations.size;
			conversations.set(next, { contact, messages: [] });
			return { id: next };
		}
		if (isMessage && conversations.get(Number(id))?.contact === contact) {
			return await add(Number(id), { content, message_type: 'incoming', private: false });
		}
		const [, ofAgent] = /^\/api\/v1\/accounts\/1\/conversations\/(\d+)\/messages$/.exec(path) ?? [];
		if (ofAgent === undefined || token !== accessToken) return undefined;
		const isPrivate = fields['private'] === 'true';
		return await add(Number(ofAgent), { content, message_type: 'outgoing', private: isPrivate });
	};

	const server = createServer((request, response) => {
		void (async () => {
			const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
			const fields = await readFields(request);
			const token = request.headers['api_access_token'];
			const body = await answer(decodeURIComponent(pathname), fields, token);
			response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body ?? {}));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		messagesOf: (id) => conversations.get(id)?.messages ?? [],
		conversationsOf: (contact) =>
			[...conversations].filter(([, one]) => one.contact === contact).map(([id]) => id),
		setWebhook: (url) => {
			webhook = url;
		},
		agentAnswers: async (id, content) => {
			await add(id, { content, message_type: 'outgoing', private: false });
		},
		agentResolves: (id) =>
			publish({ event: 'conversation_status_changed', status: 'resolved', id }),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function readFields(request: IncomingMessage): Promise<Record<string, string>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
}

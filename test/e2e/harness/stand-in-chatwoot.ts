import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { readForm } from './read-form';

/**
 * A stand-in for Chatwoot with an API inbox. As Chatwoot does, it reports every message to the webhook, also those that
 * the workflow itself has added.
 */
export interface StandInChatwoot {
	readonly baseUrl: string;
	/** The conversations, by their ids. */
	readonly conversations: Map<number, ChatwootConversation>;
	/** Returns the private notes of a conversation. */
	notesOf(id: number): string[];
	setWebhook(url: string): void;
	agentAnswers(id: number, content: string, fileUrl?: string): Promise<void>;
	agentResolves(id: number): Promise<void>;
	close(): Promise<void>;
}

export interface ChatwootConversation {
	/** The customer, as the workflow names them. */
	sourceId: string;
	status: 'open' | 'resolved';
	messages: ChatwootMessage[];
}

export interface ChatwootMessage {
	content: string;
	type: 'incoming' | 'outgoing';
	isPrivate: boolean;
	file?: Buffer;
}

const ACCOUNT = 7;
export const CHATWOOT_TOKEN = 'chatwoot-token';
export const CHATWOOT_INBOX = 'inbox-of-the-test';

const CONTACTS = `/public/api/v1/inboxes/${CHATWOOT_INBOX}/contacts`;

export async function startStandInChatwoot(): Promise<StandInChatwoot> {
	const contacts = new Set<string>();
	const conversations: StandInChatwoot['conversations'] = new Map();
	let webhook = '';
	// Ids of tickets are shared with the other test files in one n8n.
	let nextId = 510_000;

	const report = (body: object) =>
		fetch(webhook, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ account: { id: ACCOUNT }, ...body }),
		});
	const add = async (id: number, message: ChatwootMessage, fileUrl?: string) => {
		const conversation = conversations.get(id);
		if (conversation === undefined) return { status: 404, body: {} };
		conversation.messages.push(message);
		const { content, type, isPrivate } = message;
		await report({
			...{ event: 'message_created', content, message_type: type, private: isPrivate },
			sender: type === 'incoming' ? { type: 'contact' } : { type: 'user', name: 'Luana' },
			conversation: { id, status: conversation.status },
			...(fileUrl !== undefined && { attachments: [{ file_type: 'file', data_url: fileUrl }] }),
		});
		return { status: 200, body: { id: nextId++, content } };
	};
	const answer = async (request: IncomingMessage): Promise<{ status: number; body: object }> => {
		const path = decodeURIComponent(request.url ?? '');
		const { fields, file } = await readForm(request);
		const content = String(fields['content'] ?? '');
		if (path === CONTACTS) {
			const sourceId = String(fields['source_id']);
			contacts.add(sourceId);
			return { status: 200, body: { id: 1, source_id: sourceId, name: fields['name'] } };
		}
		const [, sourceId = '', incoming] =
			/\/contacts\/([^/]+)\/conversations(?:\/(\d+)\/messages)?$/.exec(path) ?? [];
		if (path.startsWith(CONTACTS) && contacts.has(sourceId)) {
			if (incoming !== undefined) {
				const own = conversations.get(Number(incoming))?.sourceId === sourceId;
				if (!own) return { status: 404, body: {} };
				return await add(Number(incoming), {
					...{ content, type: 'incoming', isPrivate: false },
					...(file && { file }),
				});
			}
			const id = nextId++;
			conversations.set(id, { sourceId, status: 'open', messages: [] });
			return { status: 200, body: { id, messages: [] } };
		}
		const [, noted] = new RegExp(
			`^/api/v1/accounts/${ACCOUNT}/conversations/(\\d+)/messages$`,
		).exec(path) ?? [''];
		if (noted === undefined || request.headers['api_access_token'] !== CHATWOOT_TOKEN) {
			return { status: noted === undefined ? 404 : 401, body: {} };
		}
		const isPrivate = fields['private'] === true;
		return await add(Number(noted), { content, type: 'outgoing', isPrivate });
	};

	const server = createServer((request, response) => {
		void answer(request).then(({ status, body }) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		conversations,
		notesOf: (id) =>
			(conversations.get(id)?.messages ?? [])
				.filter(({ isPrivate }) => isPrivate)
				.map(({ content }) => content),
		setWebhook: (url) => (webhook = url),
		agentAnswers: async (id, content, fileUrl) => {
			await add(id, { content, type: 'outgoing', isPrivate: false }, fileUrl);
		},
		agentResolves: async (id) => {
			const conversation = conversations.get(id);
			if (conversation) conversation.status = 'resolved';
			await report({ event: 'conversation_status_changed', id, status: 'resolved' });
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

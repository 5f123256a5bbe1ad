/** The state of the emulated Usedesk, and its options. */

export interface UsedeskEmulatorOptions {
	port?: number;
	secretKey?: string;
	applicationId?: string;
	companyId?: string;
	/** The refusal of a wrong key, which Usedesk does not document. Default: 200 and an error in the body. */
	wrongKey?: 'inBody' | 'http401' | 'page';
	/** Methods that are a route only as GET; the others are one only as POST. Default: none. */
	getOnly?: string[];
	/** Entries of a page of `tickets` and `clients`. Default: 100. */
	pageSize?: number;
	tickets?: Ticket[];
	clients?: Client[];
	/** The value that the webhook puts into `secret`; `none` leaves it out. Default: the secret key. */
	webhookSecret?: 'secretKey' | 'applicationId' | 'none';
	/** Whether "JSON request" is ticked. Default: true. */
	jsonWebhooks?: boolean;
}

export interface Ticket {
	id: number;
	status_id: number;
	subject: string;
	client_id: number;
	channel_id: number;
	[field: string]: unknown;
}

export interface Client {
	id: number;
	name: string;
	[field: string]: unknown;
}

export interface Comment {
	ticket_id: number;
	type: 'public' | 'private';
	from: string;
	message: string;
	[field: string]: unknown;
}

/** A message of a chat; `outbound` ones are what agents sent to the client. */
export interface ChatMessage {
	chatId: number;
	from: 'client' | 'user';
	text: string;
}

/** Files are kept apart from the fields of a request. */
export interface UploadedFile {
	field: string;
	fileName: string;
	mimeType: string;
	content: Buffer;
}

export interface World {
	secretKey: string;
	applicationId: string;
	companyId: string;
	agents: Array<Record<string, unknown>>;
	groups: Array<Record<string, unknown>>;
	channels: Array<{ channel_id: number; channel_name: string; channel_type: string }>;
	tickets: Map<number, Ticket>;
	clients: Map<number, Client>;
	comments: Comment[];
	chats: Map<
		number,
		{ clientId: number; contactId: string; ticketId: number; assigneeId?: number }
	>;
	chatMessages: ChatMessage[];
	files: UploadedFile[];
	options: UsedeskEmulatorOptions;
	nextId: () => number;
}

export const CHAT_CHANNEL = 77;
export const EMAIL_CHANNEL = 78;

export function createWorld(options: UsedeskEmulatorOptions): World {
	let last = 500;
	const world: World = {
		secretKey: options.secretKey ?? 'emulated-secret-key',
		applicationId: options.applicationId ?? '4711',
		companyId: options.companyId ?? '150001',
		agents: [
			{ id: 3001, name: 'Carla Mendes', email: 'carla@padaria.example', role: 'admin', groups: [] },
			{ id: 3002, name: 'João Prado', email: 'joao@padaria.example', role: 'user', groups: [] },
		],
		groups: [
			{ id: 41, name: 'Vendas' },
			{ id: 42, name: 'Entregas' },
		],
		channels: [
			{ channel_id: CHAT_CHANNEL, channel_name: 'Ponte', channel_type: 'chat' },
			{ channel_id: EMAIL_CHANNEL, channel_name: 'Loja', channel_type: 'email' },
		],
		tickets: new Map((options.tickets ?? []).map((ticket) => [ticket.id, ticket])),
		clients: new Map((options.clients ?? []).map((client) => [client.id, client])),
		comments: [],
		chats: new Map(),
		chatMessages: [],
		files: [],
		options,
		nextId: () => (last += 1),
	};
	return world;
}

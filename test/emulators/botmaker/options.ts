/** Options of the emulated Botmaker. Every one has a default. */
export interface BotmakerEmulatorOptions {
	port?: number;
	clientId?: string;
	/** Botmaker's "Secret ID". */
	secretId?: string;
	accessToken?: string;
	refreshToken?: string;
	channels?: EmulatedChannel[];
	templates?: EmulatedTemplate[];
	intents?: Array<{ id: string; name: string; active?: boolean }>;
	agents?: object[];
	/** Contact ids that the channel does not know. Messages to them are accepted, and fail afterwards. */
	unknownContacts?: string[];
	/** Contact ids whose customer service window is closed. On WhatsApp free text is accepted, and fails afterwards. */
	closedWindows?: string[];
	/** The way of reporting both: a status by webhook, as Botmaker mostly does (default), or the response. */
	refusals?: 'status' | 'response';
	/** Statuses that follow each accepted message by webhook, in this order. Default: none. */
	statuses?: Array<'sent' | 'delivered' | 'read'>;
	/** Whether the bot's own messages come back by webhook, as ticked in the console. Default false. */
	echoes?: boolean;
	/** Whether calls that come faster than documented are refused. Default true. */
	rateLimits?: boolean;
	/** Files of customers answer 403 without a link of the API. Default false. */
	privateFiles?: boolean;
	now?: () => Date;
}

export interface EmulatedChannel {
	/** `<business>-<platform>-<identifier>`. */
	id: string;
	platform: 'whatsapp' | 'messenger' | 'instagram_chat' | 'telegram' | 'webchat';
	name?: string;
	/** WhatsApp only. */
	number?: string;
	/** Telegram only; a secret that Botmaker shows in clear. */
	token?: string;
	active?: boolean;
}

export interface EmulatedTemplate {
	name: string;
	locale: string;
	body: string;
	state?: 'APPROVED' | 'REJECTED' | 'ACCOUNT_PENDING' | 'BOTMAKER_PENDING';
	category?: string;
	header?: { format: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT'; text?: string; exampleURL?: string };
	footer?: string;
	buttons?: Array<{ type: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER'; text: string; url?: string }>;
}

/** A webhook as it is entered in the console. */
export interface EnteredWebhook {
	url: string;
	/** Value that Botmaker repeats as `auth-bm-token`. */
	token: string;
	/** Default: all channels. */
	channelsIds?: readonly string[];
	active?: boolean;
	notifyUserMessages?: boolean;
	notifyStatusChanges?: boolean;
}

/** A fault that replaces the normal answer. */
export type Fault = {
	times?: number;
	/** Only requests whose path, without version, matches. Default: sends. */
	path?: RegExp;
} & (
	| { status: number; body?: unknown; headers?: Record<string, string> }
	/** Never answers. */
	| { hang: true }
	/** Breaks the connection. */
	| { drop: true }
);

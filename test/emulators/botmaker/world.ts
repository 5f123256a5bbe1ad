import { randomInt } from 'node:crypto';

import type { BotmakerEmulatorOptions, EmulatedChannel, EnteredWebhook } from './options';

/** The state of the emulated Botmaker. */
export interface World {
	clientId: string;
	secretId: string;
	/** The only pair that is accepted; a renewal replaces both. */
	tokens: { accessToken: string; refreshToken: string };
	/** Successful renewals. */
	refreshes: number;
	/** Renewals that were refused because the refresh token was an old or foreign one. */
	refusedRefreshes: number;
	channels: Map<string, EmulatedChannel>;
	webhooks: Map<string, KeptWebhook>;
	/** Variables and tags by chat reference. */
	chats: Map<string, { variables: Record<string, string>; tags: Set<string> }>;
	messages: AcceptedMessage[];
	files: Map<string, { content: Buffer; mimeType: string }>;
	options: BotmakerEmulatorOptions;
	now: () => Date;
	nextId: () => number;
}

export interface KeptWebhook extends EnteredWebhook {
	id: string;
	rules: Array<{ id: string; name: string; URL: string; chatsMatchProps: unknown }>;
}

/** A message or intent that the emulator took. */
export interface AcceptedMessage {
	/** `webhookNotificationId`. */
	id: string;
	channelId: string;
	contactId: string;
	/** `message`, or `intent` for intents and templates. */
	kind: 'message' | 'intent';
	/** The body of the request. */
	body: Record<string, unknown>;
	acceptedAt: Date;
}

export const DEFAULT_CHANNEL: EmulatedChannel = {
	id: 'padaria-whatsapp-551140000001',
	platform: 'whatsapp',
	name: 'Padaria Sol',
	number: '551140000001',
};

export function createWorld(options: BotmakerEmulatorOptions): World {
	// Two emulators of one n8n share its store, where an id that comes again is a repeat.
	let counter = 1_000 * randomInt(1, 900);
	return {
		clientId: options.clientId ?? 'padaria',
		secretId: options.secretId ?? 'emulated-secret-id',
		tokens: {
			accessToken: options.accessToken ?? 'emulated-access-token-0',
			refreshToken: options.refreshToken ?? 'emulated-refresh-token-0',
		},
		refreshes: 0,
		refusedRefreshes: 0,
		channels: new Map((options.channels ?? [DEFAULT_CHANNEL]).map((one) => [one.id, one] as const)),
		webhooks: new Map(),
		chats: new Map(),
		messages: [],
		files: new Map(),
		options,
		now: options.now ?? (() => new Date()),
		nextId: () => (counter += 1),
	};
}

/** Returns an id in the form of Botmaker's own: 20 upper-case letters and digits, here with a number that counts up. */
export function botmakerId(world: World, prefix: string): string {
	return `${prefix}${'X'.repeat(20)}`.slice(0, 14) + String(world.nextId()).padStart(6, '0');
}

/** Returns the one chat of two parties. */
export function chatIdOf(channelId: string, contactId: string): string {
	let hash = 7;
	for (const character of `${channelId}:${contactId}`) {
		hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9_007_199_254_740;
	}
	return `CHAT${hash.toString(36).toUpperCase()}${'Z'.repeat(20)}`.slice(0, 20);
}

/** A refusal in the form of version 2. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown = undefined,
		readonly headers: Record<string, string> = {},
	) {
		super(`refused with ${status}`);
	}
}

export function invalid(message: string, source = 'body'): Refusal {
	return new Refusal(400, { errors: [{ type: 'INVALID_REQUEST', source, message }] });
}

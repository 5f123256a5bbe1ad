import { randomInt, randomUUID } from 'node:crypto';

import { startBlipEmulator } from '../../emulators/blip/emulator';
import { startBotmakerEmulator } from '../../emulators/botmaker/emulator';
import { startChatArchitectEmulator } from '../../emulators/chat-architect/emulator';
import { startInfobipEmulator } from '../../emulators/infobip/emulator';
import { startGraphEmulator } from '../../emulators/whatsapp-cloud/emulator';

/** The part of every provider's emulator that a shared test needs. */
export interface EmulatedProvider {
	credentialType: string;
	/** Fields of the credential that make the emulator accept it. */
	credential: Record<string, unknown>;
	/** The fields that prove who we are; a test puts wrong values there. */
	keyFields: string[];
	/** Business number, sender or bot, for a send that answers no event. */
	businessId: string;
	/** Enters the trigger's address by hand, instead of the one before, for providers whose console has no API. */
	enterAddress?(url: string): void;
	/** Returns the addresses of a customer's next message, for providers that register ours by their API. */
	addresses?(): string[];
	/** Deletes this address in the provider's console, as another user of the account could. */
	deleteAddress?(url: string): void;
	/** Sends the messages to our number to another product. */
	takeAddress?(url: string): void;
	customerWrites(text: string): Promise<unknown>;
	/** Taps the choice with this id and title. */
	customerTaps(id: string, title: string): Promise<unknown>;
	/** Returns the JSON of accepted requests, oldest first. */
	sent(): string[];
	/** Returns the paths of all requests. */
	paths(): string[];
	settled(): Promise<void>;
	close(): Promise<void>;
}

/** Another customer in each test file: an agent may still handle the conversation of the one before. */
const MARTA = { from: `+55119${randomInt(60_000_000, 100_000_000)}`, name: 'Marta' };
const NUMBER_AT_INFOBIP = '551140000001';
/** Token that the provider repeats in a header or address; entered by hand in the credential. */
const WEBHOOK_WORD = 'invented-webhook-word';

export const emulatedProviders: Record<string, () => Promise<EmulatedProvider>> = {
	whatsappCloud: async () => {
		const graph = await startGraphEmulator({ accessToken: 'token-wa', appSecret: 'secret-wa' });
		return {
			credentialType: 'businessMessagingWhatsAppCloudApi',
			credential: {
				accessToken: 'token-wa',
				businessAccountId: graph.world.accountId,
				appId: graph.world.appId,
				appSecret: 'secret-wa',
				baseUrl: graph.baseUrl,
			},
			keyFields: ['accessToken'],
			businessId: [...graph.world.numbers.keys()][0] ?? '',
			addresses: () => [graph.addressOf() ?? []].flat(),
			deleteAddress: () => delete graph.world.app,
			takeAddress: (callbackUrl) => (graph.world.app = { callbackUrl, fields: ['messages'] }),
			customerWrites: (text) => graph.customerSends({ ...MARTA, text }),
			customerTaps: (id, title) =>
				graph.customerSends({
					...MARTA,
					message: {
						type: 'interactive',
						interactive: { type: 'button_reply', button_reply: { id, title } },
					},
				}),
			sent: () => graph.messages.map(({ body }) => JSON.stringify(body)),
			paths: () => graph.requests.map(({ path }) => path),
			settled: graph.settled,
			close: graph.close,
		};
	},

	chatArchitect: async () => {
		// The account is known by its app: another emulator is another account.
		const appId = `app-${randomUUID()}`;
		const emulator = await startChatArchitectEmulator({ appId, appSecret: 'secret-ca' });
		return {
			credentialType: 'businessMessagingChatArchitectApi',
			credential: {
				appId,
				appSecret: 'secret-ca',
				baseUrl: emulator.baseUrl,
				templateForm: 'template',
			},
			keyFields: ['appSecret'],
			businessId: appId,
			addresses: () => [emulator.webhook() ?? []].flat(),
			customerWrites: (text) => emulator.customerSends({ ...MARTA, text }),
			customerTaps: (id, title) =>
				emulator.customerSends({ ...MARTA, tap: { kind: 'button', id, title } }),
			sent: () => emulator.messages.map(({ body }) => JSON.stringify(body)),
			paths: () => emulator.requests.map(({ path }) => path),
			settled: emulator.settled,
			close: emulator.close,
		};
	},

	botmaker: async () => {
		const emulator = await startBotmakerEmulator({
			clientId: 'client-bm',
			secretId: 'secret-bm',
			accessToken: 'access-bm',
			refreshToken: 'refresh-bm',
		});
		return {
			credentialType: 'businessMessagingBotmakerApi',
			credential: {
				accessToken: 'access-bm',
				refreshToken: 'refresh-bm',
				clientId: 'client-bm',
				clientSecret: 'secret-bm',
				webhookToken: WEBHOOK_WORD,
				baseUrl: emulator.baseUrl,
			},
			keyFields: ['accessToken', 'refreshToken'],
			businessId: [...emulator.world.channels.keys()][0] ?? '',
			enterAddress: (url) => {
				emulator.world.webhooks.clear();
				emulator.enterWebhook({ url, token: WEBHOOK_WORD });
			},
			customerWrites: (text) => emulator.customerSends({ ...MARTA, text }),
			customerTaps: (id, title) => emulator.customerSends({ ...MARTA, text: title, button: id }),
			sent: () => emulator.messages.map(({ body }) => JSON.stringify(body)),
			paths: () => emulator.requests.map(({ path }) => path),
			settled: emulator.settled,
			close: emulator.close,
		};
	},

	blip: async () => {
		const emulator = await startBlipEmulator({
			bots: [{ name: 'acmerouter', secret: 'emulated-secret', onChannels: true, desk: true }],
		});
		return {
			credentialType: 'businessMessagingBlipApi',
			credential: {
				baseUrl: emulator.baseUrl,
				botId: 'acmerouter',
				apiKey: emulator.keyOf('acmerouter'),
				webhookToken: WEBHOOK_WORD,
			},
			keyFields: ['apiKey'],
			businessId: 'acmerouter',
			enterAddress: (url) => emulator.enterWebhook(url, WEBHOOK_WORD),
			customerWrites: (text) => emulator.customerSends({ ...MARTA, text }),
			// Blip sends a tap as the text of the button.
			customerTaps: (_id, title) => emulator.customerSends({ ...MARTA, text: title }),
			sent: () =>
				emulator.messages
					.filter(({ type }) => !type.includes('chatstate'))
					.map((message) => JSON.stringify(message)),
			paths: () => emulator.requests.map(({ path }) => path),
			settled: emulator.settled,
			close: emulator.close,
		};
	},

	infobip: async () => {
		const emulator = await startInfobipEmulator({
			apiKey: 'key-ib',
			whatsAppNumbers: [NUMBER_AT_INFOBIP],
		});
		return {
			credentialType: 'businessMessagingInfobipApi',
			credential: {
				apiKey: 'key-ib',
				baseUrl: emulator.baseUrl,
				webhookRegistration: 'subscription',
			},
			keyFields: ['apiKey'],
			businessId: NUMBER_AT_INFOBIP,
			addresses: () => emulator.addressesOf('whatsapp'),
			deleteAddress: emulator.deleteSubscriptions,
			takeAddress: (url) =>
				emulator.forward({
					channel: 'WHATSAPP',
					sender: NUMBER_AT_INFOBIP,
					forwarding: { type: 'HTTP_FORWARD', url },
				}),
			customerWrites: (text) => emulator.customerSends({ ...MARTA, text }),
			customerTaps: (id, title) =>
				emulator.customerSends({
					...MARTA,
					message: { type: 'INTERACTIVE_BUTTON_REPLY', id, title },
				}),
			sent: () => emulator.messages.map(({ body }) => JSON.stringify(body)),
			paths: () => emulator.requests.map(({ path }) => path),
			settled: emulator.settled,
			close: emulator.close,
		};
	},
};

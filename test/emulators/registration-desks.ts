import type { Http } from '../../messaging/http';
import type { Account, WebhookRegistration } from '../../messaging/provider';
import type { Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { startChatArchitectEmulator } from './chat-architect/emulator';
import { httpPort, tokens } from './http-port';
import { startInfobipEmulator } from './infobip/emulator';
import { DEFAULT_API_KEY } from './infobip/world';
import { startGraphEmulator } from './whatsapp-cloud/emulator';
import type { Fault } from './whatsapp-cloud/options';

/** The part of an emulator that a test of registrations needs: the registered addresses, and the faults. */
export interface RegistrationDesk {
	provider: Provider;
	registration: WebhookRegistration;
	account: Account;
	http: Http;
	/** Returns the addresses that get a message to this number now. */
	addressesOf(number: string): string[];
	/** Returns all registrations in a form that can be compared. */
	standing(): unknown;
	/**
	 * Deletes this address in the provider's console, as another user of the account could, wherever it is registered.
	 */
	deleteAddress(url: string): void;
	/** Sends the messages to this number to another product, in place of our address. */
	takeNumber(number: string, url: string): void;
	/** Makes the next request fail like this. */
	failNext(fault: Fault): void;
	close(): Promise<void>;
}

export interface DeskKind {
	open: () => Promise<RegistrationDesk>;
	/** Numbers that a listener may choose; `undefined`: every one of the account. */
	choices: ReadonlyArray<string | undefined>;
	/** Registrations that another product made before, by a description of them. */
	earlier: Record<string, (desk: RegistrationDesk, url: string) => void>;
	/** Whether the provider returns its registered address, and can remove one. */
	showsAddress: boolean;
}

export const NUMBERS = ['551140000001', '551140000002'] as const;

export const deskKinds: Record<string, DeskKind> = {
	'WhatsApp Cloud': whatsAppCloud(),
	'Infobip, by subscription': infobip('subscription'),
	'Infobip, by the number': infobip('number'),
	ChatArchitect: chatArchitect(),
};

function whatsAppCloud(): DeskKind {
	const APP = { appId: '600', appSecret: 'app-secret', accessToken: 'access-token' };
	type GraphDesk = RegistrationDesk & { graph: Awaited<ReturnType<typeof startGraphEmulator>> };
	const worldOf = (desk: RegistrationDesk) => (desk as GraphDesk).graph.world;
	const takeApp = (desk: RegistrationDesk, url: string) => {
		worldOf(desk).app = { callbackUrl: url, fields: ['messages'] };
		worldOf(desk).accountApps.set(APP.appId, { name: 'Another product' });
	};
	return {
		choices: [undefined, ...NUMBERS],
		showsAddress: true,
		open: async (): Promise<GraphDesk> => {
			const graph = await startGraphEmulator({
				...APP,
				businessAccountId: '500',
				numbers: NUMBERS.map((id) => ({
					id,
					displayPhoneNumber: `+${id}`,
					verifiedName: 'Padaria',
				})),
			});
			const { world } = graph;
			return {
				graph,
				provider: 'whatsappCloud',
				registration: registrationOf('whatsappCloud'),
				account: { baseUrl: graph.baseUrl, businessAccountId: '500', appId: APP.appId },
				http: httpPort(tokens(APP.accessToken, `${APP.appId}|${APP.appSecret}`)),
				addressesOf: (number) => [graph.addressOf(number) ?? []].flat(),
				standing: () => ({
					app: world.app?.callbackUrl,
					account: world.accountApps.get(APP.appId)?.overrideCallbackUri,
					numbers: [...world.numbers.values()].map((number) => number.overrideCallbackUri),
				}),
				deleteAddress: (url) => {
					const account = world.accountApps.get(APP.appId);
					if (world.app?.callbackUrl === url) delete world.app;
					for (const place of [account, ...world.numbers.values()]) {
						if (place?.overrideCallbackUri === url) delete place.overrideCallbackUri;
					}
				},
				takeNumber: (id, url) => {
					const number = world.numbers.get(id);
					if (number?.overrideCallbackUri !== undefined) number.overrideCallbackUri = url;
					else world.app = { callbackUrl: url, fields: ['messages'] };
				},
				failNext: graph.failNext,
				close: graph.close,
			};
		},
		earlier: {
			'an address of the app': takeApp,
			'an address of the account': (desk, url) => {
				takeApp(desk, url);
				const app = worldOf(desk).accountApps.get(APP.appId);
				if (app) app.overrideCallbackUri = url;
			},
			'an address of a number': (desk, url) => {
				takeApp(desk, url);
				const number = worldOf(desk).numbers.get(NUMBERS[0]);
				if (number) number.overrideCallbackUri = url;
			},
		},
	};
}

function infobip(way: 'subscription' | 'number'): DeskKind {
	type InfobipDesk = RegistrationDesk & {
		infobip: Awaited<ReturnType<typeof startInfobipEmulator>>;
	};
	return {
		choices: way === 'number' ? NUMBERS : [undefined, ...NUMBERS],
		showsAddress: true,
		open: async (): Promise<InfobipDesk> => {
			// The form of the requests is checked in test/providers/infobip.
			const emulator = await startInfobipEmulator({
				whatsAppNumbers: [...NUMBERS],
				checked: false,
			});
			return {
				infobip: emulator,
				provider: 'infobip',
				registration: registrationOf('infobip'),
				account: { baseUrl: emulator.baseUrl, webhookRegistration: way },
				http: httpPort(async (request) => ({
					...request,
					headers: { ...request.headers, authorization: `App ${DEFAULT_API_KEY}` },
				})),
				addressesOf: (number) => emulator.addressesOf('whatsapp', number),
				standing: () => ({
					subscriptions: [...emulator.subscriptions.values()],
					forwarding: emulator.configurations
						.filter(({ forwarding }) => forwarding !== undefined)
						.map(({ sender, forwarding }) => ({ sender, url: forwarding?.url })),
				}),
				deleteAddress: (url) => {
					emulator.deleteSubscriptions(url);
					for (const configuration of emulator.configurations) {
						if (configuration.forwarding?.url?.startsWith(url)) delete configuration.forwarding;
					}
				},
				takeNumber: (sender, url) => {
					const others = emulator.configurations.filter((known) => known.sender !== sender);
					emulator.configurations.splice(0, Infinity, ...others);
					emulator.forward({
						channel: 'WHATSAPP',
						sender,
						forwarding: { type: 'HTTP_FORWARD', url },
					});
				},
				failNext: emulator.failNext,
				close: emulator.close,
			};
		},
		earlier: {
			...(way === 'subscription' && {
				'a subscription': (desk: RegistrationDesk, notifyUrl: string) =>
					(desk as InfobipDesk).infobip.subscribe({
						channel: 'WHATSAPP',
						subscriptionId: 'theirs',
						events: ['INBOUND_MESSAGE'],
						resources: [],
						profileId: 'theirs',
						notifyUrl,
					}),
			}),
			'the forwarding of a number': (desk, url) =>
				(desk as InfobipDesk).infobip.forward({
					channel: 'WHATSAPP',
					sender: NUMBERS[0],
					forwarding: { type: 'HTTP_FORWARD', url, format: 'MO_OTT_CONTACT' },
				}),
		},
	};
}

function chatArchitect(): DeskKind {
	return {
		choices: [undefined, ...NUMBERS],
		showsAddress: false,
		open: async () => {
			const emulator = await startChatArchitectEmulator({ appId: 'app', appSecret: 'secret' });
			return {
				provider: 'chatArchitect',
				registration: registrationOf('chatArchitect'),
				account: { baseUrl: emulator.baseUrl, appId: 'app' },
				http: httpPort(async (request) => ({
					...request,
					headers: {
						...request.headers,
						authorization: `Basic ${Buffer.from('app:secret').toString('base64')}`,
					},
				})),
				addressesOf: () => [emulator.webhook() ?? []].flat(),
				standing: () => emulator.webhook(),
				deleteAddress: () => undefined,
				takeNumber: () => undefined,
				failNext: emulator.failNext,
				close: emulator.close,
			};
		},
		earlier: {},
	};
}

function registrationOf(provider: Provider): WebhookRegistration {
	const { registration } = providers[provider];
	if (registration === undefined) throw new Error(`${provider} registers nothing`);
	return registration;
}

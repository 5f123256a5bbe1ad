import { isDeepStrictEqual } from 'node:util';

import { startBlipEmulator, type BlipEmulator } from '../../emulators/blip/emulator';
import type { EmulatedBot } from '../../emulators/blip/options';
import { recipientOf } from '../../emulators/blip/world';
import { eventually } from './eventually';
import type { RunningN8n } from './running-n8n';

/** Blip with one credential for each of its bots, and customers whose phones show what each of them got. */

const WEBHOOK_TOKEN = 'invented-webhook-word';
/** Long enough for an answer that must not come. */
const SILENCE_MS = 1_500;

export interface BlipPhones {
	readonly emulator: BlipEmulator;
	/** Ids of the credentials, by `Blip <name of the bot>`. */
	readonly credentials: Record<string, string>;
	/** Enters the address of a trigger in the bot of its credential. */
	enterAddress(url: string, workflow: { credential?: string }): void;
	customer(phone: string): BlipPhone;
}

export interface BlipPhone {
	writes(text: string): Promise<void>;
	/** Proves that exactly these texts came since the last look, in this order. */
	hears(...texts: string[]): Promise<void>;
	hearsNothing(): Promise<void>;
}

export async function openBlip(n8n: RunningN8n, bots: EmulatedBot[]): Promise<BlipPhones> {
	const emulator = await startBlipEmulator({ bots, throughputPerSecond: 'unlimited' });
	const credentials: Record<string, string> = {};
	for (const { name } of bots) {
		credentials[`Blip ${name}`] = await n8n.createCredential(
			`Blip ${name}`,
			'businessMessagingBlipApi',
			{
				...{ baseUrl: emulator.baseUrl, botId: name, apiKey: emulator.keyOf(name) },
				webhookToken: WEBHOOK_TOKEN,
			},
		);
	}
	const textsTo = (phone: string) =>
		emulator.messages
			.filter(({ to, failure }) => !failure && recipientOf(emulator.world, to)?.phone === phone)
			.flatMap(({ type, content }) => textOf(type, content));
	const customer = (phone: string): BlipPhone => {
		let heard = 0;
		return {
			writes: async (text) => {
				const { delivery } = await emulator.customerSends({ from: phone, text });
				if (!delivery.delivered)
					throw new Error(`n8n did not take it: ${JSON.stringify(delivery)}`);
			},
			hears: async (...texts) => {
				await eventually(() => {
					const news = textsTo(phone).slice(heard);
					if (!isDeepStrictEqual(news, texts)) {
						throw new Error(`${phone} heard ${JSON.stringify(news)}, not ${JSON.stringify(texts)}`);
					}
				});
				heard += texts.length;
			},
			hearsNothing: async () => {
				await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
				const news = textsTo(phone).slice(heard);
				if (news.length > 0) throw new Error(`${phone} heard ${JSON.stringify(news)}`);
			},
		};
	};
	return {
		emulator,
		credentials,
		enterAddress: (url, { credential = '' }) =>
			emulator.enterWebhook(url, WEBHOOK_TOKEN, credential.replace('Blip ', '')),
		customer,
	};
}

/** Returns the text that the phone shows; none for a signal or a redirect. */
function textOf(type: string, content: unknown): string[] {
	if (/chatstate|redirect/.test(type)) return [];
	if (typeof content === 'string') return [content];
	const found = /"(?:body|text)":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(content))?.[1];
	return [found === undefined ? JSON.stringify(content) : (JSON.parse(found) as string)];
}

import { z } from 'zod';

import { startBlipEmulator, type BlipEmulator } from '../../emulators/blip/emulator';
import type { BlipEmulatorOptions, EmulatedBot } from '../../emulators/blip/options';
import { recipientOf } from '../../emulators/blip/world';
import { hearing, type Hearing } from './heard-texts';
import type { RunningN8n } from './running-n8n';

/** Blip with one credential for each of its bots, and customers whose phones show what each of them got. */

const WEBHOOK_TOKEN = 'invented-webhook-word';

export interface BlipPhones {
	readonly emulator: BlipEmulator;
	/** Ids of the credentials, by `Blip <name of the bot>`. */
	readonly credentials: Record<string, string>;
	/** Enters the address of a trigger in the bot of its credential. */
	enterAddress(url: string, workflow: { credential?: string }): void;
	customer(phone: string): BlipPhone;
	/** Returns the bot of each message that a customer got. */
	botsThatWroteTo(phone: string): string[];
}

export interface BlipPhone extends Hearing {
	/** @param metadata of Blip, beside its own */
	writes(text: string, metadata?: Record<string, string>): Promise<void>;
}

export async function openBlip(
	n8n: RunningN8n,
	bots: EmulatedBot[],
	options: BlipEmulatorOptions = {},
): Promise<BlipPhones> {
	const emulator = await startBlipEmulator({ bots, throughputPerSecond: 'unlimited', ...options });
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
	const arrivedAt = (phone: string) =>
		emulator.messages
			.filter(({ to, failure }) => !failure && recipientOf(emulator.world, to)?.phone === phone)
			.flatMap(({ bot, type, content }) => textOf(type, content).map((text) => ({ bot, text })));
	const customer = (phone: string): BlipPhone => ({
		...hearing(phone, () => arrivedAt(phone).map(({ text }) => text)),
		writes: async (text, metadata) => {
			const { delivery } = await emulator.customerSends({ from: phone, text, metadata });
			if (!delivery.delivered) throw new Error(`n8n did not take it: ${JSON.stringify(delivery)}`);
		},
	});
	return {
		emulator,
		credentials,
		enterAddress: (url, { credential = '' }) =>
			emulator.enterWebhook(url, WEBHOOK_TOKEN, credential.replace('Blip ', '')),
		customer,
		botsThatWroteTo: (phone) => arrivedAt(phone).map(({ bot }) => bot),
	};
}

const interactiveSchema = z.object({
	interactive: z.object({ body: z.object({ text: z.string() }) }),
});
const templateSchema = z.object({
	template: z.object({
		name: z.string(),
		components: z
			.array(z.object({ parameters: z.array(z.object({ text: z.string() })) }))
			.default([]),
	}),
});

/** Returns the text that the phone shows; none for a signal or a redirect. A template shows its name and values. */
function textOf(type: string, content: unknown): string[] {
	if (/chatstate|redirect/.test(type)) return [];
	if (typeof content === 'string') return [content];
	const interactive = interactiveSchema.safeParse(content);
	if (interactive.success) return [interactive.data.interactive.body.text];
	const sent = templateSchema.safeParse(content);
	if (!sent.success) return [JSON.stringify(content)];
	const { name, components } = sent.data.template;
	const values = components.flatMap(({ parameters }) => parameters.map(({ text }) => text));
	return [`[${[name, ...values].join(', ')}]`];
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { Capabilities } from '../messaging/capabilities';
import { EVENT_KINDS, MESSAGE_TYPES } from '../messaging/event';
import type { ProviderAdapter } from '../messaging/provider';
import { PROVIDERS, type Channel, type Provider } from '../messaging/provider-names';
import * as agent from '../nodes/BusinessMessaging/actions/agent/Agent.resource';
import * as contact from '../nodes/BusinessMessaging/actions/contact/Contact.resource';
import * as conversation from '../nodes/BusinessMessaging/actions/conversation/Conversation.resource';
import * as message from '../nodes/BusinessMessaging/actions/message/Message.resource';
import * as number from '../nodes/BusinessMessaging/actions/number/Number.resource';
import * as report from '../nodes/BusinessMessaging/actions/report/Report.resource';
import * as template from '../nodes/BusinessMessaging/actions/template/Template.resource';
import { providerProperty } from '../nodes/ports/provider-property';
import { providers } from '../providers';

/** Collects the facts for the tables of docs/capabilities.md from the code itself and the fixtures of its tests. */

const FIXTURES = path.resolve(__dirname, '..', 'test', 'fixtures');

export interface DocumentedProvider {
	name: Provider;
	/** The name in the panel, without the part in brackets. */
	label: string;
	adapter: ProviderAdapter;
	/** Whether it takes a file itself, or only the address of one. */
	takesFiles: boolean;
	/** Readings that its fixtures prove: kinds of events, types of messages, states and kinds of taps. */
	reads: ReadonlySet<string>;
}

/** Returns the documented providers in the order of the panel. */
export async function documentedProviders(): Promise<DocumentedProvider[]> {
	return Promise.all(
		PROVIDERS.map(async (name) => ({
			name,
			label: labelOf(name),
			adapter: providers[name],
			takesFiles: await takesFiles(providers[name]),
			reads: readingsOf(name),
		})),
	);
}

/** Tries an upload without a network: a provider that accepts no files refuses before it makes a request. */
async function takesFiles({ media, channels: [channel] }: ProviderAdapter): Promise<boolean> {
	if (media === undefined) return false;
	const account = { baseUrl: 'https://provider.example' };
	const file = { content: Buffer.from('x'), mimeType: 'image/png', fileName: 'x.png' };
	const uploaded = await media.upload({ id: 'x', channel, account }, file, async () => ({
		ok: false,
		failure: { kind: 'unreachable', beforeSending: true, detail: 'no network' },
	}));
	return uploaded.ok || uploaded.error.code !== 'filesNotSupported';
}

/** Returns whether a provider has a capability on at least one of its channels. */
export function onAnyChannel(
	{ adapter }: DocumentedProvider,
	test: (capabilities: Capabilities, channel: Channel) => boolean,
): boolean {
	return adapter.channels.some((channel) => test(adapter.capabilities(channel), channel));
}

function labelOf(name: Provider): string {
	const option = (providerProperty.options ?? []).find(
		(candidate) => 'value' in candidate && candidate.value === name,
	);
	return (option?.name ?? name).replace(/\s*\([^)]*\)$/, '');
}

const fixtureFile = z.object({ events: z.array(z.unknown()) });
const told = z.object({
	event: z.enum(EVENT_KINDS),
	message: z.object({ type: z.enum(MESSAGE_TYPES) }).optional(),
	consent: z.object({ scope: z.string() }).optional(),
	status: z.object({ state: z.string() }).optional(),
});

function readingsOf(name: Provider): ReadonlySet<string> {
	const folder = path.join(FIXTURES, name);
	const readings = new Set<string>();
	// The parity test names a provider without fixtures; here it only has an empty column.
	if (!existsSync(folder)) return readings;
	for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
		const { events } = fixtureFile.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
		for (const event of events) {
			const read = told.safeParse(event);
			if (!read.success) continue;
			const { event: kind, message, consent, status } = read.data;
			readings.add(kind);
			if (kind === 'message' && message) readings.add(`message.${message.type}`);
			if (consent) readings.add(`consent.${consent.scope}`);
			if (status) readings.add(`status.${status.state}`);
		}
	}
	return readings;
}

export interface NodeOperation {
	/** `resource.operation`, by their values. */
	key: string;
	/** The name in the panel, e.g. `Message > Send`. */
	label: string;
}

/**
 * The resources in the order of the panel. They are imported one by one, because the node's own file cannot be loaded by
 * name beside its JSON.
 */
const RESOURCES = {
	Agent: agent,
	Contact: contact,
	Conversation: conversation,
	Message: message,
	Number: number,
	Report: report,
	Template: template,
};

const choices = z.array(z.object({ name: z.string(), value: z.string() }));

/** Returns every operation of the Business Messaging node, in the order of the panel. */
export function nodeOperations(): NodeOperation[] {
	return Object.entries(RESOURCES).flatMap(([resource, { description }]) => {
		const field = description.find(({ name }) => name === 'operation');
		return choices.parse(field?.options).map(({ name, value }) => ({
			key: `${resource.toLowerCase()}.${value}`,
			label: `${resource} > ${name}`,
		}));
	});
}

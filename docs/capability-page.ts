import {
	CONSENT_SCOPES,
	DELIVERY_STATES,
	EVENT_KINDS,
	MESSAGE_TYPES,
	type EventKind,
} from '../messaging/event';
import { CHANNELS, type Channel } from '../messaging/provider-names';
import { limitsTable } from './capability-limits';
import { messagesTable } from './capability-messages';
import { offerOf, type Offer } from './capability-operations';
import {
	documentedProviders,
	nodeOperations,
	onAnyChannel,
	type DocumentedProvider,
} from './capability-sources';
import { inWords, table } from './markdown';

/** Returns the generated part of docs/capabilities.md. */
export async function capabilityTables(): Promise<string> {
	const all = await documentedProviders();
	return [
		'## Channels',
		channelsTable(all),
		'## Operations',
		OPERATIONS_LEGEND,
		operationsTable(all),
		'## Account',
		accountTable(all),
		'## Events',
		EVENTS_LEGEND,
		eventsTable(all),
		...channelSections(all),
	].join('\n\n');
}

const CHANNEL_LABELS = {
	whatsapp: 'WhatsApp',
	viber: 'Viber',
	messenger: 'Messenger',
	instagram: 'Instagram',
	telegram: 'Telegram',
	webchat: 'Web chat',
	sms: 'SMS',
	rcs: 'RCS',
} as const satisfies Record<Channel, string>;

/** Returns one section for each group of channels on which every provider does the same. */
function channelSections(all: readonly DocumentedProvider[]): string[] {
	const sections = new Map<string, { names: string[]; messages: string; limits: string }>();
	for (const channel of CHANNELS) {
		const carriers = all.filter(({ adapter }) => adapter.channels.includes(channel));
		if (carriers.length === 0) continue;
		const messages = messagesTable(channel, carriers);
		const limits = limitsTable(channel, carriers);
		const alike = JSON.stringify([messages, limits]);
		const section = sections.get(alike) ?? { names: [], messages, limits };
		section.names.push(CHANNEL_LABELS[channel]);
		sections.set(alike, section);
	}
	return [...sections.values()].flatMap(({ names, messages, limits }) => {
		const where = new Intl.ListFormat('en').format(names);
		return [`## Messages on ${where}`, messages, `### Limits on ${where}`, limits];
	});
}

function labels(all: readonly DocumentedProvider[]): string[] {
	return ['', ...all.map(({ label }) => label)];
}

function channelsTable(all: readonly DocumentedProvider[]): string {
	const rows = CHANNELS.map((channel) => [
		CHANNEL_LABELS[channel],
		...all.map(({ adapter }) => yesOrNo(adapter.channels.includes(channel))),
	]);
	return table(labels(all), rows);
}

const OPERATIONS_LEGEND =
	'*n8n*: done by n8n alone, with every provider. *n8n + provider*: also done at the provider.';

const OFFERS: Readonly<Record<Offer, string>> = {
	yes: 'yes',
	no: '–',
	own: 'n8n',
	both: 'n8n + provider',
};

function operationsTable(all: readonly DocumentedProvider[]): string {
	const rows = nodeOperations().map((operation) => [
		operation.label,
		...all.map((provider) => OFFERS[offerOf(operation, provider)]),
	]);
	return table(labels(all), rows);
}

const ACCOUNT_ROWS: ReadonlyArray<
	readonly [label: string, test: (provider: DocumentedProvider) => boolean]
> = [
	[
		'Registers the webhook address automatically',
		({ adapter }) => adapter.registration !== undefined,
	],
	['Lists your numbers, senders or bots', ({ adapter }) => adapter.senders !== undefined],
	['Lists templates', ({ adapter }) => adapter.templates !== undefined],
	['Accepts new templates', ({ adapter }) => adapter.templates?.create !== undefined],
	['Accepts files from n8n, not only their addresses', ({ takesFiles }) => takesFiles],
	['Returns the files of customers', ({ adapter }) => adapter.media !== undefined],
	['Has bots, queues or people of its own', ({ adapter }) => adapter.redirect !== undefined],
	[
		'Recognises a repeated send',
		(provider) => onAnyChannel(provider, ({ idempotentSend }) => idempotentSend),
	],
];

function accountTable(all: readonly DocumentedProvider[]): string {
	const rows = ACCOUNT_ROWS.map(([label, test]) => [
		label,
		...all.map((provider) => yesOrNo(test(provider))),
	]);
	return table(labels(all), rows);
}

const EVENTS_LEGEND =
	'Events that the tests prove. Opt-outs by a typed word are recognised with every provider.';

/** An event kind that providers report. */
type ProvidedKind = Exclude<EventKind, 'conversation'>;

const EVENT_LABELS = {
	message: 'New message',
	buttonClick: 'Button click',
	consent: 'Opt-in or opt-out',
	status: 'Status update',
	handover: 'Handover',
	account: 'Account update',
} as const satisfies Record<ProvidedKind, string>;

function eventsTable(all: readonly DocumentedProvider[]): string {
	const row = (label: string, reading: string) => [
		label,
		...all.map(({ reads }) => yesOrNo(reads.has(reading))),
	];
	const details: Readonly<Partial<Record<ProvidedKind, readonly string[]>>> = {
		message: MESSAGE_TYPES,
		consent: CONSENT_SCOPES,
		status: DELIVERY_STATES,
	};
	const kinds = EVENT_KINDS.filter((kind) => kind !== 'conversation');
	const rows = kinds.flatMap((kind) => [
		row(`**${EVENT_LABELS[kind]}**`, kind),
		...(details[kind] ?? []).map((detail) => row(`– ${inWords(detail)}`, `${kind}.${detail}`)),
	]);
	return table(labels(all), rows);
}

function yesOrNo(value: boolean): string {
	return value ? 'yes' : '–';
}

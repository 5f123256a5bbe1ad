import type { IWebhookFunctions, ITriggerFunctions, IHookFunctions } from 'n8n-workflow';

import {
	compileConsentWords,
	DEFAULT_OPT_IN_WORDS,
	DEFAULT_OPT_OUT_WORDS,
	type ConsentWords,
} from '../../messaging/consent-words';
import type { DeliveryState, EventKind, Handler, MessagingEvent } from '../../messaging/event';
import type { Channel, Provider } from '../../messaging/provider-names';
import { canonicalPhone, toE164 } from '../../messaging/phone';
import { outputKinds } from './outputs';

/** What the user set in the trigger, read once for each request. */
export interface TriggerSettings {
	provider: Provider;
	kinds: EventKind[];
	statusStates: DeliveryState[];
	/** Empty: all. */
	channels: Channel[];
	/** Empty: all. */
	handlers: Handler[];
	/** Canonical addresses; empty: all. */
	onlyFrom: string[];
	notFrom: string[];
	consentWords: ConsentWords;
	handoverMinutes: number;
	keptDays: number;
	collectMs: number;
	includeRaw: boolean;
}

export const DEFAULT_STATUS_STATES: readonly DeliveryState[] = ['delivered', 'read', 'failed'];
export const DEFAULT_HANDOVER_MINUTES = 60;
/** More than the longest month: the service messages of a calendar month are counted from these records. */
export const DEFAULT_KEPT_DAYS = 35;
/**
 * Providers deliver again for up to 7 days (docs/facts/whatsapp-cloud.md#repeats-and-order); a repeat must find what it
 * repeats.
 */
export const FEWEST_KEPT_DAYS = 8;
/** Nobody waits longer than this for an answer only because others write. */
export const LONGEST_COLLECTION_SECONDS = 10;

type TriggerContext = IWebhookFunctions | ITriggerFunctions | IHookFunctions;

interface Filters {
	channels?: Channel[];
	statusStates?: DeliveryState[];
	handlers?: Handler[];
	onlyFrom?: string;
	notFrom?: string;
}

interface Options {
	optOutWords?: string;
	optInWords?: string;
	handoverMinutes?: number;
	keptDays?: number;
	collectSeconds?: number;
	includeRaw?: boolean;
}

export function readSettings(context: TriggerContext): TriggerSettings {
	const filters = context.getNodeParameter('filters', {}) as Filters;
	const options = context.getNodeParameter('options', {}) as Options;
	return {
		provider: context.getNodeParameter('provider') as Provider,
		kinds: outputKinds(
			context.getNodeParameter('triggerOn', []) as string[],
			context.getNode().typeVersion,
		),
		statusStates: filters.statusStates ?? [...DEFAULT_STATUS_STATES],
		channels: filters.channels ?? [],
		handlers: filters.handlers ?? [],
		onlyFrom: addresses(filters.onlyFrom),
		notFrom: addresses(filters.notFrom),
		consentWords: consentWords(options.optOutWords, options.optInWords),
		handoverMinutes: options.handoverMinutes ?? DEFAULT_HANDOVER_MINUTES,
		keptDays: Math.max(FEWEST_KEPT_DAYS, options.keptDays ?? DEFAULT_KEPT_DAYS),
		collectMs: 1000 * between(0, options.collectSeconds ?? 0, LONGEST_COLLECTION_SECONDS),
		includeRaw: options.includeRaw ?? false,
	};
}

/** Whether an execution may start for the event, as far as the event alone tells. */
export function isWanted(event: MessagingEvent, settings: TriggerSettings): boolean {
	if (!settings.kinds.includes(event.event)) return false;
	if (event.status && !settings.statusStates.includes(event.status.state)) return false;
	if (settings.channels.length > 0 && !settings.channels.includes(event.channel)) return false;
	if (event.contact.id === '') return true;
	const sender = canonicalAddress(event.contact.phone ?? event.contact.id);
	if (settings.onlyFrom.length > 0 && !settings.onlyFrom.includes(sender)) return false;
	return !settings.notFrom.includes(sender);
}

/** Whether it may start also in the light of who handles the conversation, which the store adds. */
export function isHandlerWanted(event: MessagingEvent, settings: TriggerSettings): boolean {
	const handler = event.conversation?.handler;
	return (
		settings.handlers.length === 0 || handler === undefined || settings.handlers.includes(handler)
	);
}

function between(least: number, value: number, most: number): number {
	return Math.min(Math.max(least, value), most);
}

const COMPILED_WORDS_KEPT = 50;
const compiledWords = new Map<string, ConsentWords>();

/** Compiled once for each pair of lists: they are asked for every event. */
function consentWords(optOut: string | undefined, optIn: string | undefined): ConsentWords {
	const key = JSON.stringify([optOut, optIn]);
	const known = compiledWords.get(key);
	if (known) return known;
	if (compiledWords.size >= COMPILED_WORDS_KEPT) compiledWords.clear();
	const words = compileConsentWords(
		optOut === undefined ? DEFAULT_OPT_OUT_WORDS : splitList(optOut),
		optIn === undefined ? DEFAULT_OPT_IN_WORDS : splitList(optIn),
	);
	compiledWords.set(key, words);
	return words;
}

/** Commas, semicolons or lines between the entries: people type all three. */
function splitList(list: string): string[] {
	return list
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

function addresses(list: string | undefined): string[] {
	return splitList(list ?? '').map(canonicalAddress);
}

function canonicalAddress(address: string): string {
	const phone = toE164(address);
	return phone === undefined ? address : canonicalPhone(phone);
}

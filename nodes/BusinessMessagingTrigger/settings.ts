import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import { type IHookFunctions, type ITriggerFunctions, type IWebhookFunctions } from 'n8n-workflow';

import type { ListenerSettings } from '../../intake/listeners/listener-settings';
import { splitList } from '../ports/typed-list';
import { DEFAULT_OPT_IN_WORDS, DEFAULT_OPT_OUT_WORDS } from '../../messaging/consent-words';
import {
	CONVERSATION_UPDATES,
	MESSAGE_TYPES,
	type ConversationUpdate,
	type DeliveryState,
	type EventHandover,
	type EventKind,
	type Handler,
	type MessageType,
} from '../../messaging/event';
import { canonicalPhone, countryOf } from '../../messaging/phone';
import type { ProviderAdapter } from '../../messaging/provider';
import type { Channel, Provider } from '../../messaging/provider-names';
import { readTypedPhone } from '../../messaging/typed-phone';
import { providers } from '../../providers';
import { readDefaultCountry } from '../ports/country-option';
import { errorWithRemedy } from '../ports/error-with-remedy';
import { locatorValue } from '../ports/locator-value';
import { numberValue } from '../ports/number-value';
import { outputKinds } from './outputs';

export const DEFAULT_STATUS_STATES: readonly DeliveryState[] = ['delivered', 'read', 'failed'];
export const DEFAULT_HANDOVER_MINUTES = 60;
/** More than the longest month, because the service messages of a calendar month are counted from these records. */
export const DEFAULT_KEPT_DAYS = 35;
/** Records must outlive repeats: WhatsApp delivers again for up to 7 days (docs/facts/whatsapp-cloud.md). */
export const FEWEST_KEPT_DAYS = 8;
/** Longest time for which one customer's answer may wait because others write. */
export const LONGEST_COLLECTION_SECONDS = 10;
export const LONGEST_JOIN_SECONDS = 30;
/** All types but reactions and unsupported ones such as polls, which start a workflow only if the user chooses them. */
export const DEFAULT_MESSAGE_TYPES: readonly MessageType[] = MESSAGE_TYPES.filter(
	(type) => type !== 'reaction' && type !== 'unsupported',
);
/**
 * First version in which the bot is silent while an agent handles, and customers are answered one message at a time.
 */
export const QUIET_SINCE = 2;

type TriggerContext = IWebhookFunctions | ITriggerFunctions | IHookFunctions;

interface Filters {
	channels?: Channel[];
	statusStates?: DeliveryState[];
	handlers?: Handler[];
	handoverTo?: Array<EventHandover['direction']>;
	messageTypes?: MessageType[];
	includeEdits?: boolean;
	includeGroups?: boolean;
	alsoWhileHandled?: boolean;
	onlyFrom?: string;
	notFrom?: string;
	defaultCountry?: string;
}

type ConversationUpdates = Partial<Record<ConversationUpdate, unknown>> & {
	onlyUnanswered?: boolean;
};

interface Options {
	optOutWords?: string;
	optInWords?: string;
	handBackWords?: string;
	handoverMinutes?: number;
	keptDays?: number;
	keepTextsDays?: number;
	collectSeconds?: number;
	oneAtATime?: boolean;
	joinSeconds?: number;
	includeRaw?: boolean;
	includeAnswers?: boolean;
}

/** Returns what the user chose in the trigger's panel, with the defaults of its version. */
export function readSettings(context: TriggerContext): ListenerSettings {
	const filters = context.getNodeParameter('filters', {}) as Filters;
	const options = context.getNodeParameter('options', {}) as Options;
	const version = context.getNode().typeVersion;
	const isQuiet = version >= QUIET_SINCE;
	const number = (label: string, value: unknown) => numberValue(context.getNode(), label, value);
	const provider = context.getNodeParameter('provider') as Provider;
	const adapter: ProviderAdapter = providers[provider];
	const chosen = locatorValue(context.getNodeParameter('businessId', ''));
	const businessId = adapter.readBusiness(chosen, adapter.channels[0]);
	const home = homeOf(adapter, businessId, filters);
	const kinds = outputKinds(context.getNodeParameter('triggerOn', []) as string[], version);
	return {
		provider,
		kinds,
		...(businessId !== undefined && { businessId }),
		statusStates: filters.statusStates ?? [...DEFAULT_STATUS_STATES],
		channels: filters.channels ?? [],
		handoverTo: filters.handoverTo ?? [],
		...messageTypes(filters, isQuiet),
		includeEdits: filters.includeEdits ?? !isQuiet,
		includeGroups: filters.includeGroups ?? !isQuiet,
		...handlers(filters, isQuiet),
		...conversationUpdates(context, kinds),
		onlyFrom: addresses(context, 'Only From', filters.onlyFrom, home),
		notFrom: addresses(context, 'Not From', filters.notFrom, home),
		optOutWords: wordsOr(DEFAULT_OPT_OUT_WORDS, options.optOutWords),
		optInWords: wordsOr(DEFAULT_OPT_IN_WORDS, options.optInWords),
		handBackWords: wordsOr([], options.handBackWords),
		handoverMinutes:
			number('Pause Bot After a Takeover (Minutes)', options.handoverMinutes) ??
			DEFAULT_HANDOVER_MINUTES,
		keptDays: Math.max(
			FEWEST_KEPT_DAYS,
			number('Keep Records For (Days)', options.keptDays) ?? DEFAULT_KEPT_DAYS,
		),
		keepTextsDays: Math.max(0, number('Keep Texts For (Days)', options.keepTextsDays) ?? 0),
		collectMs:
			1000 *
			between(
				0,
				number('Collect Events For (Seconds)', options.collectSeconds) ?? 0,
				LONGEST_COLLECTION_SECONDS,
			),
		inOrder: options.oneAtATime ?? isQuiet,
		joinMs:
			1000 *
			between(
				0,
				number('Join Messages Within (Seconds)', options.joinSeconds) ?? 0,
				LONGEST_JOIN_SECONDS,
			),
		includeRaw: options.includeRaw ?? false,
		includeAnswers: options.includeAnswers ?? false,
	};
}

function messageTypes(
	{ messageTypes: chosen }: Filters,
	isQuiet: boolean,
): Pick<ListenerSettings, 'messageTypes'> {
	const types = chosen ?? (isQuiet ? [...DEFAULT_MESSAGE_TYPES] : []);
	return types.length > 0 ? { messageTypes: types } : {};
}

function handlers(
	{ handlers: chosen, alsoWhileHandled }: Filters,
	isQuiet: boolean,
): Pick<ListenerSettings, 'handlers' | 'handlersLimit'> {
	if (!isQuiet) return { handlers: chosen ?? [], handlersLimit: 'everyEvent' };
	return { handlers: alsoWhileHandled ? [] : ['bot'], handlersLimit: 'messagesAndTaps' };
}

/** Most minutes of an update: a year. */
const MOST_MINUTES = 365 * 24 * 60;

/** Names of the times in the panel. */
export const UPDATE_LABELS = {
	windowCloses: 'Window Closes Within (Minutes)',
	customerSilent: 'Customer Silent For (Minutes)',
	agentSilent: 'Agent Silent For (Minutes)',
} as const satisfies Record<ConversationUpdate, string>;

/**
 * Returns the times of the conversation updates.
 *
 * @throws NodeOperationError when Conversation Update is chosen without any time, because it would never start
 */
function conversationUpdates(
	context: TriggerContext,
	kinds: readonly EventKind[],
): Pick<ListenerSettings, 'updateMinutes' | 'onlyUnansweredWindows'> {
	if (!kinds.includes('conversation')) return { updateMinutes: {}, onlyUnansweredWindows: false };
	const chosen = context.getNodeParameter('conversationUpdates', {}) as ConversationUpdates;
	const updateMinutes = Object.fromEntries(
		CONVERSATION_UPDATES.flatMap((update) => {
			const minutes = numberValue(context.getNode(), UPDATE_LABELS[update], chosen[update]) ?? 0;
			return minutes > 0 ? [[update, Math.min(minutes, MOST_MINUTES)]] : [];
		}),
	);
	if (Object.keys(updateMinutes).length === 0) {
		throw errorWithRemedy(context.getNode(), {
			title: 'Conversation Update has no time',
			remedy: 'Add a time under Conversation Updates, e.g. Customer Silent For.',
		});
	}
	return { updateMinutes, onlyUnansweredWindows: chosen.onlyUnanswered ?? false };
}

function between(least: number, value: number, most: number): number {
	return Math.min(Math.max(least, value), most);
}

/** Returns the country of numbers without country code: that of the chosen number, else the one that the user names. */
function homeOf(
	adapter: ProviderAdapter,
	businessId: string | undefined,
	{ defaultCountry }: Filters,
): CountryCode | undefined {
	const phone = businessId === undefined ? undefined : adapter.phoneOfBusiness?.(businessId);
	const named = readDefaultCountry(defaultCountry) ?? '';
	const country = phone === undefined ? undefined : countryOf(phone);
	return country ?? (isSupportedCountry(named) ? named : undefined);
}

/**
 * Returns each address as events name it: a phone number in its one spelling, and the text itself, which may be an id.
 *
 * @throws NodeOperationError for a number of unknown country, because the filter would match no customer
 */
function addresses(
	context: TriggerContext,
	label: string,
	list: string | undefined,
	home: CountryCode | undefined,
): string[] {
	return splitList(list ?? '').flatMap((typed) => {
		const reading = readTypedPhone(typed, home);
		if ('phone' in reading) return [canonicalPhone(reading.phone), typed];
		const isUnclear = reading.problem === 'noCountry' || reading.problem === 'digitsLost';
		if (!isUnclear || context.getNode().typeVersion < QUIET_SINCE) return [typed];
		throw errorWithRemedy(context.getNode(), {
			title: `"${label}" holds a number without country code`,
			remedy:
				'Write every number with plus and country code, e.g. +55 11 98888-0001, or choose Filters > Default Country.',
		});
	});
}

/** Returns the typed words; the defaults where the option is not set, or its expression gives nothing. */
function wordsOr(defaults: readonly string[], typed: string | null | undefined): string[] {
	return typed === undefined || typed === null ? [...defaults] : splitList(typed);
}

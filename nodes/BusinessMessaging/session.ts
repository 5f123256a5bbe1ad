import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import { partiesOf } from '../../delivery/parties';
import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import { countryOf } from '../../messaging/phone';
import type { Account, ProviderAdapter, Recipient, Sender } from '../../messaging/provider';
import { IS_SIMULATED, type Channel, type Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { chosenStore } from '../ports/chosen-store';
import { readDefaultCountry } from '../ports/country-option';
import { locatorValue } from '../ports/locator-value';
import { CREDENTIAL_TYPES, splitCredential } from '../ports/provider-credentials';
import { clockOf, providerHttp } from '../ports/provider-http';
import { ANOTHER_CUSTOMER, ANOTHER_CUSTOMER_LABEL, WHO_WROTE } from './fields/customer';
import { lastSender } from './last-sender';
import { identifyRun, type RunIdentity } from './send-identity';
import type { IncomingEvent } from './who-wrote/incoming-event';
import { findWhoWrote, type WhoWrote } from './who-wrote/who-wrote';

/** Provider, credential, store and network of one run, shared by its items. */
export interface Session {
	adapter: ProviderAdapter;
	account: Account;
	store: Store;
	http: Http;
	/** Returns the clock of the item's business: real time, or the Simulator's. */
	clock(businessId: string): Promise<() => Date>;
	/**
	 * Returns the ISO 3166-1 alpha-2 country of a business, for numbers without country code; `undefined` when it is
	 * unknown.
	 */
	country(businessId: string): Promise<string | undefined>;
	/** Numbers of earlier items to the same customer, by the item of a send. */
	earlierItems: readonly number[];
	/** Returns the identity of this run, by which repeats of its sends are recognised. */
	run(): Promise<RunIdentity | undefined>;
	/** Sentences to show above the output when the run ends, each once. */
	hints: Set<string>;
}

export async function openSession(context: IExecuteFunctions): Promise<Session> {
	const provider = context.getNodeParameter('provider', 0) as Provider;
	const type = CREDENTIAL_TYPES[provider];
	const credential = type === undefined ? undefined : await context.getCredentials(type);
	const store = await chosenStore(context);
	const adapter = providers[provider];
	const clocks = new Map<string, Promise<() => Date>>();
	let run: Promise<RunIdentity | undefined> | undefined;
	const countries = new Map<string, Promise<string | undefined>>();
	return {
		adapter,
		account: splitCredential(credential).account,
		store,
		http: providerHttp(context, type, store),
		clock(businessId) {
			const known = clocks.get(businessId) ?? clockOf(IS_SIMULATED[provider], store, businessId);
			clocks.set(businessId, known);
			return known;
		},
		country(businessId) {
			const known = countries.get(businessId) ?? countryOfBusiness(adapter, store, businessId);
			countries.set(businessId, known);
			return known;
		},
		run() {
			run ??= identifyRun(context);
			return run;
		},
		earlierItems: [],
		hints: new Set(),
	};
}

async function countryOfBusiness(
	adapter: ProviderAdapter,
	store: Store,
	businessId: string,
): Promise<string | undefined> {
	const phone =
		adapter.phoneOfBusiness?.(businessId) ??
		(await store.businesses.phoneOf(adapter.name, businessId));
	return phone === undefined ? undefined : countryOf(phone);
}

/** The customer and the business of an item, or why it is not known who the customer is. */
export type Ends =
	| { ok: true; from: Sender; to: Recipient; typed: string }
	| { ok: false; error: MessagingError; typed: string };

/** Reads both ends of a conversation: of the customer who wrote, or as the user typed them. Throws where one is empty. */
export async function readEnds(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<Ends> {
	const who = whoWroteIfChosen(context, session, item);
	if (who?.ok === false) return { ...who, typed: '' };
	const from = findSender(context, session, item) ?? (await findLastSender(context, session, item));
	if (!from) throw noSender(context.getNode(), item);
	const typed = who ? who.event.contact.id : readCustomer(context, item);
	const chosen = context.getNodeParameter('options.defaultCountry', item, '');
	const home = (await session.country(from.id)) ?? readDefaultCountry(chosen);
	const reading = session.adapter.readAddress(typed, from.channel, home);
	return reading.ok ? { ...reading, from, typed } : { ...reading, typed };
}

function readCustomer(context: IExecuteFunctions, item: number): string {
	const typed = String(context.getNodeParameter('to', item, '') ?? '').trim();
	if (typed !== '') return typed;
	const label = context.getNode().typeVersion < 2 ? 'Customer' : ANOTHER_CUSTOMER_LABEL;
	throw new NodeOperationError(context.getNode(), `"${label}" is empty`, {
		itemIndex: item,
		description:
			'Enter a phone number with country code, or the contact ID of an event: {{ $json.contact.id }}.',
	});
}

/** Returns the event of the customer who wrote; `undefined` when the user names the customer. Throws when it is unknown. */
export function eventOfWhoWrote(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): IncomingEvent | undefined {
	const who = whoWroteIfChosen(context, session, item);
	if (who?.ok === false) throw refused(context.getNode(), who.error, item);
	return who?.event;
}

/** Returns `undefined` when the user names the customer. Version 1 and operations without a customer have no choice. */
function whoWroteIfChosen(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): WhoWrote | undefined {
	const choice = context.getNodeParameter('customer', item, '');
	return choice === WHO_WROTE ? findWhoWrote(context, session.adapter.name, item) : undefined;
}

/** Reads the two parties of a conversation from the item. Throws where one is missing or cannot be read. */
export async function readParties(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<{ to: Recipient; from: Sender; parties: Parties }> {
	const ends = await readEnds(context, session, item);
	if (!ends.ok) throw refused(context.getNode(), ends.error, item);
	const { to, from } = ends;
	return { to, from, parties: partiesOf(session.adapter, from, to) };
}

/** Reads the sender of the item: that of the event, or the one that the user chose. Throws when there is none. */
export function readSender(context: IExecuteFunctions, session: Session, item: number): Sender {
	const sender = findSender(context, session, item);
	if (!sender) throw noSender(context.getNode(), item);
	return sender;
}

function noSender(node: INode, itemIndex: number): NodeOperationError {
	return new NodeOperationError(node, '"Business Number" is empty', {
		itemIndex,
		description:
			'Choose one from the list, or enter the business ID of an event: {{ $json.business.id }}.',
	});
}

/** Returns `undefined` when *Business Number* is empty, and no event tells it. */
function findSender(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Sender | undefined {
	const event = eventOfWhoWrote(context, session, item);
	if (event) return senderOf(session, event);
	const typed = locatorValue(context.getNodeParameter('from', item, ''));
	const who =
		typed === '' && namesAnother(context, item)
			? findWhoWrote(context, session.adapter.name, item)
			: undefined;
	const channel = readChannel(context, session, item, who?.ok ? who.event.channel : undefined);
	if (who?.ok) return { ...senderOf(session, who.event), channel };
	const id = session.adapter.readBusiness(typed, channel);
	return id === undefined ? undefined : { id, channel, account: session.account };
}

/** Returns the sender that another customer last wrote to, for an empty *Business Number*. */
async function findLastSender(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<Sender | undefined> {
	if (!namesAnother(context, item)) return undefined;
	const isChosen = context.getNodeParameter('channel', item, '') !== '';
	const channels = isChosen ? [readChannel(context, session, item)] : session.adapter.channels;
	const home = readDefaultCountry(context.getNodeParameter('options.defaultCountry', item, ''));
	return await lastSender(session, readCustomer(context, item), channels, home);
}

function namesAnother(context: IExecuteFunctions, item: number): boolean {
	return context.getNodeParameter('customer', item, '') === ANOTHER_CUSTOMER;
}

/** Returns our side of an event. */
function senderOf({ adapter, account }: Session, { business, channel }: IncomingEvent): Sender {
	return { id: adapter.readBusiness(business.id, channel) ?? business.id, channel, account };
}

/** Reads the channel of the item. The provider's first one is the default. */
function readChannel(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	otherwise = session.adapter.channels[0],
): Channel {
	const { channels } = session.adapter;
	const given = String(context.getNodeParameter('channel', item, '') ?? '').trim();
	const channel = given === '' ? otherwise : channels.find((carried) => carried === given);
	if (channel) return channel;
	throw new NodeOperationError(context.getNode(), `This provider does not carry "${given}" here`, {
		itemIndex: item,
		description: `Choose one of: ${channels.join(', ')}.`,
	});
}

/** Returns a provider's refusal as n8n shows it: title, then reason and remedy. */
export function refused(node: INode, error: MessagingError, item: number): NodeOperationError {
	const trace = error.traceId === undefined ? '' : ` (trace ${error.traceId})`;
	return new NodeOperationError(node, error.title, {
		itemIndex: item,
		description: `${error.reason} ${error.remedy} [${error.code}]${trace}`,
	});
}

/** Returns the error for an operation that the provider does not have. */
export function notOffered(node: INode, what: string, item: number): NodeOperationError {
	return new NodeOperationError(node, `This provider does not offer: ${what}`, {
		itemIndex: item,
		description:
			'Choose another provider. The page "Capabilities" of the documentation lists what each can do.',
	});
}

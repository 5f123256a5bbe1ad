import { NodeOperationError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import { partiesOf } from '../../delivery/parties';
import type { MessagingError } from '../../messaging/error';
import type { Recipient, Sender } from '../../messaging/provider';
import type { Channel } from '../../messaging/provider-names';
import type { Parties } from '../../store/contracts/parties';
import { readDefaultCountry } from '../ports/country-option';
import { locatorValue } from '../ports/locator-value';
import { ANOTHER_CUSTOMER, ANOTHER_CUSTOMER_LABEL, WHO_WROTE } from './fields/customer';
import { lastSender } from './last-sender';
import { refused } from './node-errors';
import type { KnownEnds, Session } from './session';
import type { IncomingEvent } from './who-wrote/incoming-event';
import { findWhoWrote, type WhoWrote } from './who-wrote/who-wrote';

/** The customer and the business of an item, or the reason why the customer is not known. */
export type Ends = KnownEnds | { ok: false; error: MessagingError; typed: string };

/**
 * Reads both parties of an item and keeps them for its send. Failures are read again, so that the send explains them.
 */
export async function readEndsAhead(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<KnownEnds | undefined> {
	const ends = await readEnds(context, session, item).catch(() => undefined);
	if (!ends?.ok) return undefined;
	session.endsAhead.set(item, ends);
	return ends;
}

/**
 * Reads both parties of a conversation: those of the event of the customer who wrote, or those that the user typed.
 * Throws where one is empty.
 */
export async function readEnds(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<Ends> {
	const ahead = session.endsAhead.get(item);
	if (ahead !== undefined) {
		// A send reads them once, so the memory is free when it leaves.
		session.endsAhead.delete(item);
		return ahead;
	}
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

/** Returns `undefined` when *Business Number* is empty, and no event names the number. */
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

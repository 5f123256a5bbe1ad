import type { IExecuteFunctions, INodeExecutionData, NodeTypeAndVersion } from 'n8n-workflow';

import { EVENT_KINDS } from '../../../messaging/event';
import type { MessagingError } from '../../../messaging/error';
import type { Provider } from '../../../messaging/provider-names';
import { itemsOfNode, linkedItem, nodesBefore } from '../../ports/nodes-before';
import { isToolCall } from '../../ports/tool-call';
import { partiesKey, readIncomingEvent, type IncomingEvent } from './incoming-event';
import { nodesWithDoubtfulLinks } from './linked-nodes';
import {
	doubtfulLinks,
	eventWithoutCustomer,
	lostLink,
	notStartedByEvent,
	otherProvider,
	severalCustomers,
	severalInToolCall,
	toolWithoutEvent,
} from './unknown-customer';

/** The event of the customer who wrote, or the reason why it is not known. */
export type WhoWrote = { ok: true; event: IncomingEvent } | { ok: false; error: MessagingError };

/**
 * Finds the customer who wrote, for one item:
 *
 * 1. The events that started the execution are those of our trigger. Where it did not run, they are the events in the
 * items that entered the sub-workflow. 2. If the item holds one of them, that is the one. Otherwise the only one, or
 * the one that the item is linked to. 3. If there is none, the item's own event counts.
 *
 * In a tool call an event of our trigger counts only if it is the only one. A model can write anything into the item,
 * also fields that the tool does not have. Every doubt is a refusal, because the message could reach another customer.
 */
export function findWhoWrote(
	context: IExecuteFunctions,
	provider: Provider,
	item: number,
): WhoWrote {
	return ofProvider(provider, findEvent(context, item));
}

/** Finds the event of the customer who wrote, whichever provider it came through; see `findWhoWrote`. */
export function findEvent(context: IExecuteFunctions, item: number): WhoWrote {
	const origin = originOf(context);
	const found =
		origin.found.get(item) ??
		(origin.isToolCall ? inToolCall(origin) : inItem(context, origin, item));
	origin.found.set(item, found);
	return found;
}

/** The beginning of the execution, and the findings for its items. */
interface Origin {
	isToolCall: boolean;
	/** Whether our trigger started the execution. */
	isTrigger: boolean;
	/** The nodes that output the events. */
	sources: NodeTypeAndVersion[];
	/** The events by customer and business. */
	events: Map<string, IncomingEvent[]>;
	/** The only customer; `undefined` when there are several, or an item that names none. */
	sole: IncomingEvent | undefined;
	/** Number of customers, and one more when an item names none. */
	customers: number;
	before: NodeTypeAndVersion[];
	found: Map<number, WhoWrote>;
}

/** The origin of each run of a node. n8n gives each run a context of its own. */
const origins = new WeakMap<IExecuteFunctions, Origin>();

function originOf(context: IExecuteFunctions): Origin {
	const known = origins.get(context);
	if (known) return known;
	const before = nodesBefore(context);
	const triggers = sourcesOf(context, before, TRIGGER, EVENT_KINDS.length);
	const isTrigger = triggers.items.length > 0;
	const { sources, items } = isTrigger
		? triggers
		: sourcesOf(context, before, SUB_WORKFLOW_TRIGGER, 1);
	const read = items.map(({ json }) => readIncomingEvent(json));
	const events = byParties(read.filter((event) => event !== undefined));
	const customers = events.size + (read.includes(undefined) ? 1 : 0);
	const [only] = events.values();
	const origin: Origin = {
		isToolCall: isToolCall(context),
		...{ isTrigger, sources, events, customers, before },
		sole: customers === 1 ? only?.at(-1) : undefined,
		found: new Map(),
	};
	origins.set(context, origin);
	return origin;
}

const TRIGGER = /\.businessMessagingTrigger$/;
const SUB_WORKFLOW_TRIGGER = /^n8n-nodes-base\.executeWorkflowTrigger$/;

function sourcesOf(
	context: IExecuteFunctions,
	before: readonly NodeTypeAndVersion[],
	type: RegExp,
	outputs: number,
): { sources: NodeTypeAndVersion[]; items: INodeExecutionData[] } {
	const sources = before.filter((node) => type.test(node.type));
	return { sources, items: sources.flatMap(({ name }) => itemsOfNode(context, name, outputs)) };
}

function byParties(events: readonly IncomingEvent[]): Origin['events'] {
	const grouped: Origin['events'] = new Map();
	for (const event of events) {
		const key = partiesKey(event);
		const group = grouped.get(key) ?? [];
		grouped.set(key, group);
		group.push(event);
	}
	return grouped;
}

function inToolCall({ isTrigger, customers, sole }: Origin): WhoWrote {
	if (!isTrigger) return refuse(toolWithoutEvent());
	return customers > 1 ? refuse(severalInToolCall(customers)) : accept(sole);
}

function inItem(context: IExecuteFunctions, origin: Origin, item: number): WhoWrote {
	const own = readIncomingEvent(context.getInputData()[item]?.json);
	if (origin.events.size === 0 && own) return accept(own);
	const same = (own && origin.events.get(partiesKey(own))) ?? [];
	const event = same.find(({ message }) => message?.id === own?.message?.id) ?? same.at(-1);
	if (event) return accept(event);
	if (origin.customers > 1) return inLinkedItem(context, origin, item);
	return accept(origin.sole, origin.isTrigger ? eventWithoutCustomer : notStartedByEvent);
}

function inLinkedItem(context: IExecuteFunctions, origin: Origin, item: number): WhoWrote {
	const doubtful = nodesWithDoubtfulLinks(origin.before);
	const [first] = doubtful.filter(({ name }) => isFirst(context, name, doubtful));
	if (doubtful.length > 0) return refuse(doubtfulLinks((first ?? doubtful[0])?.name ?? ''));
	const links = origin.sources.map(({ name }) => linkedItem(context, name, item));
	for (const link of links) {
		if (link.found) return accept(readIncomingEvent(link.found.json));
		if (link.isAmbiguous) return refuse(severalCustomers());
	}
	const causes = links.flatMap((link) => (link.found ? [] : (link.cause ?? [])));
	return refuse(lostLink(causes[0]));
}

/** Returns whether no other of these nodes is before this one. */
function isFirst(
	context: IExecuteFunctions,
	name: string,
	nodes: readonly NodeTypeAndVersion[],
): boolean {
	const before = new Set(context.getParentNodes(name).map((node) => node.name));
	return nodes.every((node) => node.name === name || !before.has(node.name));
}

function ofProvider(provider: Provider, found: WhoWrote): WhoWrote {
	if (!found.ok || found.event.provider === provider) return found;
	return refuse(otherProvider(found.event.provider, provider));
}

function accept(
	event: IncomingEvent | undefined,
	otherwise: () => MessagingError = eventWithoutCustomer,
): WhoWrote {
	return event ? { ok: true, event } : refuse(otherwise());
}

function refuse(error: MessagingError): WhoWrote {
	return { ok: false, error };
}

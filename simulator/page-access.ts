import { isShippedId } from './shipped-ids';

/**
 * Decides who may open the chat page and use its routes. The link itself is the secret, and the page asks for no
 * password. A link that can be guessed works only on the machine that runs n8n.
 */

/** The facts about a trigger that decide whether its link is a secret. */
export interface PageTrigger {
	typeVersion: number;
	nodeId: string;
	webhookId?: string | undefined;
	/** The option *Open to Everyone*: a link that can be guessed works from everywhere. */
	openToEveryone?: boolean;
}

/** Origin of a request to the page. */
export interface PageVisitor {
	/** Address of the socket. Never taken from a header, because visitors choose their headers. */
	remoteAddress?: string | undefined;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
}

export type PageVerdict = { open: true } | { open: false; reason: 'linkCanBeGuessed' };

/** First version in which the trigger's path is its node id. Before, it was the `webhookId`. */
const PATH_IS_NODE_ID_SINCE = 2;

/** Returns whether this visitor may open the page, post to it and download its files. */
export function mayOpenPage(visitor: PageVisitor, trigger: PageTrigger): PageVerdict {
	const isOpen = isOpened(trigger) || isLinkSecret(trigger) || isOnThisMachine(visitor);
	return isOpen ? { open: true } : { open: false, reason: 'linkCanBeGuessed' };
}

/**
 * Returns whether the user opened the page to everyone. The link of a shipped example is public, so it stays closed.
 */
function isOpened({ openToEveryone = false, nodeId }: PageTrigger): boolean {
	return openToEveryone && !isShippedId(nodeId);
}

/**
 * Returns whether the link is secret. Triggers of older versions keep their address, unless it is the published one of
 * an example. A `webhookId` is missing only where n8n makes the path from the workflow's random id.
 */
function isLinkSecret({ typeVersion, nodeId, webhookId }: PageTrigger): boolean {
	if (typeVersion >= PATH_IS_NODE_ID_SINCE) return isUnguessable(nodeId) && !isShippedId(nodeId);
	return webhookId === undefined || !isShippedId(webhookId);
}

const RANDOM_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
/** Fewest different digits of a random UUID. One in ten million has fewer, and most typed ones do. */
const FEWEST_DIFFERENT_DIGITS = 8;

function isUnguessable(id: string): boolean {
	const digits = new Set(id.toLowerCase().replaceAll('-', ''));
	return RANDOM_UUID.test(id) && digits.size >= FEWEST_DIFFERENT_DIGITS;
}

/** A proxy on this machine connects from the loopback address, too, for visitors from everywhere. */
const FORWARDING_HEADERS = [
	'forwarded',
	'via',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-proto',
	'x-real-ip',
	'x-client-ip',
	'true-client-ip',
	'cf-connecting-ip',
	'cf-ray',
	'fly-client-ip',
];

const LOOPBACK_ADDRESS = /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/i;

/** Names of this machine. Unchecked, a foreign website whose name resolves to the loopback address would pass. */
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Returns whether the request comes from a program on the machine of n8n, directly, to an address of that machine. */
export function isOnThisMachine({ remoteAddress, headers }: PageVisitor): boolean {
	return (
		LOOPBACK_ADDRESS.test(remoteAddress ?? '') &&
		LOOPBACK_HOST.test(headers.host ?? '') &&
		FORWARDING_HEADERS.every((name) => headers[name] === undefined)
	);
}

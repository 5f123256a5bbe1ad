import type { InboundRequest } from '../../messaging/inbound-request';
import { boundEntries } from '../../messaging/reading/bounded-entries';
import { dropDeepNesting } from '../../messaging/reading/nesting';
import { listOf, recordOf, textOf, type Loose } from './loose-json';
import { endsOf, type Ends } from './people';
import { isCustomerSnapshot, statusInSnapshot } from './snapshot';

/**
 * The four forms in which Botmaker tells what happened (docs/facts/botmaker.md#webhook-formats and
 * docs/facts/botmaker.md#webhook-direction): format 1.1, an envelope with a list of messages, a status or an event; the
 * old flat body in lower case; the oldest one in upper case; and the oldest status. Which one comes depends on how old
 * the webhook in Botmaker's console is.
 */
export interface Entry {
	kind: 'message' | 'status' | 'event';
	item: Loose;
	/** Fields that all entries of a delivery share. In the flat forms it is the item itself. */
	envelope: Loose;
	ends: Ends;
	/** The delivery as if it had brought this entry alone. */
	raw: unknown;
	receivedAt: Date;
}

/** Every readable entry, in the order in which they stand. */
export function entriesOf(request: InboundRequest): Entry[] {
	const given = recordOf(boundEntries(request.body).value);
	const body = isCustomerSnapshot(given) ? statusInSnapshot(given) : given;
	const kind = kindOf(body);
	const list = kind && LISTS[kind].find((name) => Array.isArray(body[name]));
	const { [list ?? '']: items, ...rest } = body;
	// The list is left out of this, or one bad entry would cost all of its neighbours.
	const envelope = recordOf(dropDeepNesting(rest));
	const ends = endsOf(envelope, request.receiver);
	if (kind === undefined || ends === undefined) return [];
	const { receivedAt } = request;
	if (list === undefined) {
		const raw = body === given ? envelope : recordOf(dropDeepNesting(given));
		return [{ kind, item: envelope, envelope, ends, raw, receivedAt }];
	}
	return listOf(items).flatMap((one) => {
		if (typeof one !== 'object' || one === null || Array.isArray(one)) return [];
		const item = recordOf(dropDeepNesting(one));
		return [{ kind, item, envelope, ends, raw: { ...envelope, [list]: [item] }, receivedAt }];
	});
}

/** Format 1.1 names itself, or has one of its lists. */
function isFlat(body: Loose): boolean {
	const lists = Object.values(LISTS).flat();
	return (
		body.v === undefined &&
		!lists.some((name) => Array.isArray(body[name])) &&
		FLAT.some((name) => name in body)
	);
}

/** The fields by which a flat body is known. */
const FLAT = ['_id_', 'STATUS', 'MESSAGE', 'CHAT_PLATFORM_ID', 'WHATSAPP_NUMBER'] as const;

/** Keys of lists with several entries, the most trusted first. Only `messages` is verified. */
const LISTS = {
	message: ['messages'],
	status: ['statuses', 'messages'],
	event: ['events'],
} as const satisfies Record<Entry['kind'], readonly string[]>;

/** The fields by which a flat body is known to be a message. */
const CONTENT = [
	'message',
	'image',
	'audio',
	'video',
	'file',
	'location',
	'contacts',
	'error',
	'buttonPayload',
	'MESSAGE',
	'IMAGES_URLS',
	'AUDIOS_URLS',
	'VIDEOS_URLS',
	'FILES_URLS',
] as const;

/** Only format 1.1 has a `type`. In the flat forms it is a variable of the bot, which may have any name and value. */
function kindOf(body: Loose): Entry['kind'] | undefined {
	const type = isFlat(body) ? undefined : textOf(body, 'type')?.toLowerCase();
	if (type === 'status' || type === 'event') return type;
	if (type === 'message' || Array.isArray(body.messages)) return 'message';
	if (type !== undefined) return undefined;
	if (textOf(body, 'STATUS') !== undefined) return 'status';
	return CONTENT.some((name) => body[name] !== undefined && body[name] !== null)
		? 'message'
		: undefined;
}

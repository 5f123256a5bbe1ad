import type { InboundRequest } from '../../messaging/inbound-request';
import { boundEntries } from '../../messaging/reading/bounded-entries';
import { dropDeepNesting } from '../../messaging/reading/nesting';
import { listOf, recordOf, textOf, type Loose } from './loose-json';
import { endsOf, type Ends } from './people';
import { isCustomerSnapshot, statusInSnapshot } from './snapshot';

/**
 * One entry of a webhook, in one of four forms (docs/facts/botmaker.md#webhook-formats and
 * docs/facts/botmaker.md#webhook-direction): format 1.1, an envelope with a list of messages, a status or an event; the
 * old flat body in lower case; the oldest one in upper case; and the oldest status. The form depends on the age of the
 * webhook in Botmaker's console.
 */
export interface Entry {
	kind: 'message' | 'status' | 'event';
	item: Loose;
	/** Fields that all entries of a delivery share. In the flat forms it is the item itself. */
	envelope: Loose;
	ends: Ends;
	/** The delivery with this entry only. */
	raw: unknown;
	receivedAt: Date;
}

/** Returns every readable entry, in the order of the delivery. */
export function entriesOf(request: InboundRequest): Entry[] {
	const given = recordOf(boundEntries(request.body).value);
	const body = isCustomerSnapshot(given) ? statusInSnapshot(given) : given;
	const kind = kindOf(body);
	const list = kind && LISTS[kind].find((name) => Array.isArray(body[name]));
	const { [list ?? '']: items, ...rest } = body;
	// The list is left out of this, because one bad entry would make all others unreadable.
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

/** Returns whether the body is flat. Format 1.1 names itself, or has one of its lists. */
function isFlat(body: Loose): boolean {
	const lists = Object.values(LISTS).flat();
	return (
		body.v === undefined &&
		!lists.some((name) => Array.isArray(body[name])) &&
		FLAT.some((name) => name in body)
	);
}

/** The fields that identify a flat body. */
const FLAT = ['_id_', 'STATUS', 'MESSAGE', 'CHAT_PLATFORM_ID', 'WHATSAPP_NUMBER'] as const;

/** Keys of lists with several entries, the most trusted first. Only `messages` is verified. */
const LISTS = {
	message: ['messages'],
	status: ['statuses', 'messages'],
	event: ['events'],
} as const satisfies Record<Entry['kind'], readonly string[]>;

/** The fields that identify a flat body as a message. */
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

/**
 * Returns the kind of an entry. Only format 1.1 has a `type`. In the flat forms that is a variable of the bot, which
 * may have any name and value.
 */
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

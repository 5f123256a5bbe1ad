import type { EventMedia, EventMessage, SharedContact } from '../../messaging/event';
import { onlyKnown } from '../../messaging/reading/only-known';
import { fileKind } from './file-kind';
import { listOf, recordOf, textOf, type Loose } from './loose-json';
import { phoneOf } from './people';

/**
 * Content of a message (docs/facts/botmaker.md#webhook-formats). Media come as addresses; the oldest form has lists of
 * them, so one message can be several.
 */
export type Content = Omit<EventMessage, 'id'>;

const FILES = [
	['image', ['image', 'IMAGES_URLS']],
	['video', ['video', 'VIDEOS_URLS']],
	['audio', ['audio', 'AUDIOS_URLS']],
	['document', ['file', 'FILES_URLS']],
] as const satisfies ReadonlyArray<readonly [EventMessage['type'], readonly string[]]>;

/** Returns at least one content. An unreadable one is `unsupported`, so that the message is visible. */
export function contentsOf(item: Loose): [Content, ...Content[]] {
	const [first, ...others] = filesOf(item);
	if (first) return [first, ...others];
	return [placeOf(item) ?? cardsOf(item) ?? wordsOf(item) ?? unsupported(item)];
}

/** Returns the text of a message: what was typed, or the caption of a file. */
export function wordsIn(item: Loose): string {
	return textOf(item, 'message', 'MESSAGE', 'caption') ?? '';
}

function filesOf(item: Loose): Content[] {
	const caption = textOf(item, 'caption') ?? textOf(item, 'message', 'MESSAGE') ?? '';
	const files = FILES.flatMap(([type, names]) =>
		names.flatMap((name) => addressesIn(item[name])).map((url) => ({ type, media: mediaOf(url) })),
	);
	return files.map((file, index) => ({ ...file, text: index === 0 ? caption : '' }));
}

/** Returns the addresses in a value: an address, a list of them, or an object with one. */
function addressesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.slice(0, MOST_FILES).flatMap(oneAddress);
	return oneAddress(value);
}

const MOST_FILES = 30;

function oneAddress(value: unknown): string[] {
	const url = typeof value === 'string' ? value : textOf(recordOf(value), 'url');
	return url !== undefined && /^https?:\/\/\S+$/i.test(url) ? [url] : [];
}

function mediaOf(url: string): EventMedia {
	return { url, ...onlyKnown(fileKind(url)) };
}

function placeOf(item: Loose): Content | undefined {
	const place = recordOf(item.location);
	const latitude = degrees(place.latitude, 90);
	const longitude = degrees(place.longitude, 180);
	if (latitude === undefined || longitude === undefined) return undefined;
	const name = textOf(place, 'name');
	const address = textOf(place, 'address');
	return {
		type: 'location',
		text: wordsIn(item),
		location: { latitude, longitude, ...onlyKnown({ name, address }) },
	};
}

function degrees(value: unknown, most: number): number | undefined {
	const isText = typeof value === 'string' && value.trim() !== '';
	const number = typeof value === 'number' || isText ? Number(value) : Number.NaN;
	return Math.abs(number) <= most ? number : undefined;
}

/** Reads contact cards, which have the form of Meta's contact objects. */
function cardsOf(item: Loose): Content | undefined {
	const contacts = listOf(item.contacts).flatMap((given) => cardOf(recordOf(given)));
	return contacts.length > 0 ? { type: 'contacts', text: wordsIn(item), contacts } : undefined;
}

function cardOf(card: Loose): SharedContact[] {
	const parts = recordOf(card.name);
	const name =
		textOf(parts, 'formatted_name', 'first_name') ?? textOf(card, 'name', 'firstName') ?? '';
	const phones = listOf(card.phones).flatMap((phone) => {
		const number = typeof phone === 'string' ? phone : textOf(recordOf(phone), 'phone', 'wa_id');
		return number === undefined ? [] : [phoneOf(number) ?? number];
	});
	const emails = listOf(card.emails).flatMap((email) => {
		const address = typeof email === 'string' ? email : textOf(recordOf(email), 'email');
		return address === undefined ? [] : [address];
	});
	const organization = textOf(recordOf(card.org), 'company');
	if (name === '' && phones.length === 0 && emails.length === 0) return [];
	return [
		{
			name,
			...(phones.length > 0 ? { phones } : {}),
			...(emails.length > 0 ? { emails } : {}),
			...onlyKnown({ organization }),
		},
	];
}

function wordsOf(item: Loose): Content | undefined {
	const text = wordsIn(item);
	return text === '' ? undefined : { type: 'text', text };
}

/** Reads an entry that Botmaker cannot show: it only says "Unsupported message". */
function unsupported(item: Loose): Content {
	const error = textOf(item, 'error');
	const isLocation = item.location !== undefined && item.location !== null;
	const unsupportedType =
		error === undefined ? (isLocation ? 'location' : 'unknown') : 'unsupported';
	return { type: 'unsupported', text: '', unsupportedType };
}

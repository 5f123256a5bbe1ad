import type { EventMessage } from '../../messaging/event';
import { cleanText } from './answer-text';

/** Reads the place of an answer: a shared location, coordinates, or an address in words. */

export type PlaceAnswer =
	{ latitude: number; longitude: number; name?: string; address?: string } | { address: string };

/** Two numbers of degrees, as people copy them and as links of maps have them. */
const COORDINATES = /(?<![\d.])(-?\d{1,2}\.\d{2,20})(?:,|%2C) ?(-?\d{1,3}\.\d{2,20})(?![\d.])/i;
const LETTER = /\p{L}/gu;
const NO_ADDRESS = /:\/\/|^(?:não|nao|no s[eé]|no lo s[eé]|i don['’]?t know)(?!\p{L})/iu;
/** Fewer letters name no place. */
const MIN_LETTERS = 4;

/** Returns the location of a message. */
export function readLocation({ location }: EventMessage): PlaceAnswer | undefined {
	if (location === undefined) return undefined;
	const { latitude, longitude, name, address } = location;
	return {
		latitude,
		longitude,
		...(name !== undefined && { name }),
		...(address !== undefined && { address }),
	};
}

/** Returns the place that a text names: coordinates, also in a link of a map, or else the text as the address. */
export function readPlaceText(text: string): PlaceAnswer | undefined {
	const clean = cleanText(text);
	const found = COORDINATES.exec(clean);
	const [latitude, longitude] = [Number(found?.[1]), Number(found?.[2])];
	if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
	if (NO_ADDRESS.test(clean) || (clean.match(LETTER)?.length ?? 0) < MIN_LETTERS) return undefined;
	return { address: text.replace(/\s+/g, ' ').trim() };
}

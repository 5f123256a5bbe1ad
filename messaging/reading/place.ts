import { z } from 'zod';

import type { EventMessage } from '../event';
import { text } from './loose-json';
import { onlyKnown } from './only-known';

/** Degrees, as a number or as its digits. */
const coordinate = z.union([
	z.number().finite(),
	z
		.string()
		.regex(/^\s*-?\d{1,3}(\.\d{1,20})?\s*$/)
		.transform(Number),
]);
const place = z.object({ latitude: coordinate, longitude: coordinate, name: text, address: text });

/**
 * Reads a location with `latitude` and `longitude`; `undefined` without one of them, because half a location would
 * mislead a workflow.
 */
export function readPlace(part: unknown): EventMessage['location'] {
	const read = place.safeParse(part);
	if (!read.success) return undefined;
	const { latitude, longitude, name, address } = read.data;
	return {
		latitude,
		longitude,
		...onlyKnown({ name: name || undefined, address: address || undefined }),
	};
}

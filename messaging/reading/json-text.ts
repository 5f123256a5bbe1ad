import { boundEntries } from './bounded-entries';
import { dropDeepNesting } from './nesting';

/** Returns the JSON that a text holds, within the bounds of a delivery; `undefined` when it holds none. Total. */
export function readJsonText(text: string): unknown {
	try {
		return dropDeepNesting(boundEntries(JSON.parse(text) as unknown).value);
	} catch {
		return undefined;
	}
}

import fc from 'fast-check';

/**
 * JSON whose keys are the names of properties that every object has. A value like `{"toString":"x"}` cannot be
 * converted to text, and an own `__proto__` must never become a prototype.
 */
export const HOSTILE_OBJECTS: readonly unknown[] = [
	'{"toString":"x"}',
	'{"toString":{"toString":1},"valueOf":[]}',
	'{"valueOf":null}',
	'{"toJSON":"x"}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'{"__proto__":{"polluted":true,"id":"1"}}',
	'{"hasOwnProperty":1,"length":4294967295}',
	'{"then":"x"}',
	'[{"toString":"x"}]',
].map((text): unknown => JSON.parse(text));

/** Returns any JSON value, with one of these objects in every third place. */
export function hostileJson(): fc.Arbitrary<unknown> {
	return fc.oneof(
		{ weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
		{ weight: 1, arbitrary: fc.constantFrom(...HOSTILE_OBJECTS) },
	);
}

/** Returns objects with some of these keys, nested a few levels deep, with hostile keys and values among them. */
export function hostileObjects(names: readonly string[]): fc.Arbitrary<unknown> {
	const key = fc.constantFrom(...names, 'toString', 'valueOf', '__proto__', 'constructor');
	const { object } = fc.letrec<{ object: unknown; value: unknown }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 3, depthSize: 'small' },
			{ weight: 3, arbitrary: hostileJson() },
			{ weight: 1, arbitrary: tie('object') },
			{ weight: 1, arbitrary: fc.array(tie('object'), { maxLength: 2 }) },
		),
		object: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
	}));
	// Parsed from text, which makes `__proto__` an own key.
	return object.map((value): unknown => JSON.parse(JSON.stringify(value)));
}

/** Returns every key of some JSON, each once. */
export function keysIn(json: unknown): string[] {
	if (typeof json !== 'object' || json === null) return [];
	const own = Array.isArray(json) ? [] : Object.keys(json);
	return [...new Set([...own, ...Object.values(json).flatMap(keysIn)])];
}

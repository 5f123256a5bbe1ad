import { RE2JS } from 're2js';
import { foldText } from '../messaging/text-folding';

/**
 * Regular expressions in RE2 syntax. RE2 reads the text once from start to end whatever the pattern is, so no pattern
 * and no message can make a workflow hang; what it cannot do (look-around, back-references) is refused when compiled.
 */

export type CompiledPattern = { ok: true; matches: Pattern } | { ok: false; reason: string };

/** Whether the pattern occurs in the text as it was typed, or in the text without case and accents. */
export type Pattern = (text: string) => boolean;

/** `/pattern/flags`, as people copy it from elsewhere. */
const DELIMITED = /^\/(.+)\/([a-z]*)$/s;

/** @param source the pattern, also as `/pattern/flags`; case never counts, `m` and `s` are obeyed */
export function compilePattern(source: string): CompiledPattern {
	const delimited = DELIMITED.exec(source);
	const flags = delimited?.[2] ?? '';
	try {
		const compiled = RE2JS.compile(
			delimited?.[1] ?? source,
			RE2JS.CASE_INSENSITIVE |
				(flags.includes('m') ? RE2JS.MULTILINE : 0) |
				(flags.includes('s') ? RE2JS.DOTALL : 0),
		);
		return { ok: true, matches: (text) => compiled.test(text) || compiled.test(foldText(text)) };
	} catch (error) {
		return { ok: false, reason: error instanceof Error ? error.message : String(error) };
	}
}

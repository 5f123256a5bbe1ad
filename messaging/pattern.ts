import { RE2JS } from 're2js';

/**
 * Regular expressions in RE2 syntax. RE2 reads the text once from start to end whatever the pattern is, so no pattern
 * and no message can block a workflow. Look-around and back-references, which it lacks, are refused when compiled.
 */

export type CompiledPattern =
	{ ok: true; matches: Pattern; find: FindMatch } | { ok: false; reason: string };

/**
 * Returns whether the pattern occurs in the text as it was typed, or in the same text folded (without case and
 * accents). The caller cuts and folds the text, once for all patterns.
 */
export type Pattern = (typed: string, folded: string) => boolean;

/** Returns the first part of a text that the pattern matches. The caller cuts the text. */
export type FindMatch = (text: string) => string | undefined;

/** `/pattern/flags`, as people copy it from elsewhere. */
const DELIMITED = /^\/(.+)\/([a-z]*)$/s;

/**
 * Compiles a pattern.
 *
 * @param source the pattern, also as `/pattern/flags`; case is always ignored; the flags `m` and `s` are supported
 */
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
		const matches: Pattern = (typed, folded) => compiled.test(typed) || compiled.test(folded);
		const find: FindMatch = (text) => {
			const matcher = compiled.matcher(text);
			return matcher.find() ? (matcher.group() ?? undefined) : undefined;
		};
		return { ok: true, matches, find };
	} catch (error) {
		return { ok: false, reason: error instanceof Error ? error.message : String(error) };
	}
}

import { compilePattern } from '../../messaging/pattern';
import { MAX_TEXT_LENGTH } from './answer-text';

/** Returns the part of the text that a pattern matches. A pattern that does not compile matches nothing. */
export function readPattern(text: string, pattern: string): string | undefined {
	if (text.length > MAX_TEXT_LENGTH) return undefined;
	const compiled = compilePattern(pattern);
	return (compiled.ok && compiled.find(text)) || undefined;
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Files beside the checkout that are no part of the project: payloads of other projects, and cases. Tests read them in
 * place, and are left out with one visible line elsewhere.
 */
const FOLDER = path.resolve(__dirname, '..', '..', '..', 'shared');

/** Returns the parsed JSON of such a file; `undefined` with a line on stderr when there is none. */
export function sharedJson(file: string): unknown {
	const text = sharedText(file);
	return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** Returns the text of such a file; `undefined` with a line on stderr when there is none. */
export function sharedText(file: string): string | undefined {
	const location = path.join(FOLDER, file);
	if (existsSync(location)) return readFileSync(location, 'utf8');
	process.stderr.write(
		`Tests with ${file} are not declared: there is no such file in ../shared.\n`,
	);
	return undefined;
}

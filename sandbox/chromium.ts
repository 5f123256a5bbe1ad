import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureProgram, type ProgramCheck } from './debian-packages';

/** Finds a browser for the browser tests: an installed one, or on Debian the distribution's own. */

const NAMES_ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const USUAL_PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Returns the path of a browser for `chromium.launch({ executablePath })`, or `undefined`. BUSINESS_MESSAGING_CHROMIUM
 * overrides it.
 */
export function findChromium(): string | undefined {
	const chosen = process.env['BUSINESS_MESSAGING_CHROMIUM'];
	if (chosen !== undefined && chosen !== '') return chosen;
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const onPath = NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...onPath, ...USUAL_PLACES, chromium.executablePath()].find((file) => existsSync(file));
}

export async function ensureChromium(): Promise<ProgramCheck> {
	return await ensureProgram({
		title: 'Chromium',
		debianPackage: 'chromium',
		find: findChromium,
		remedy: 'install Chromium or Chrome, or name it in BUSINESS_MESSAGING_CHROMIUM',
	});
}

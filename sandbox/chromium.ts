import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { installDebianPackage, isRootOnDebian } from './debian-packages';

/** The browser of the browser tests: one that this machine has, or on Debian the distribution's own. */

const NAMES_ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const USUAL_PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of a browser for `chromium.launch({ executablePath })`, or `undefined`. BUSINESS_MESSAGING_CHROMIUM wins. */
export function findChromium(): string | undefined {
	const chosen = process.env['BUSINESS_MESSAGING_CHROMIUM'];
	if (chosen !== undefined && chosen !== '') return chosen;
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const onPath = NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...onPath, ...USUAL_PLACES, chromium.executablePath()].find((file) => existsSync(file));
}

export type BrowserCheck = { ok: true; path: string } | { ok: false; reason: string };

/** Installs Debian's Chromium where no permission is needed: as root on Debian, as on build machines. */
export async function ensureChromium(): Promise<BrowserCheck> {
	const present = findChromium();
	if (present !== undefined) return { ok: true, path: present };
	if (!isRootOnDebian())
		return {
			ok: false,
			reason: 'no Chromium or Chrome found; install one, or name it in BUSINESS_MESSAGING_CHROMIUM',
		};
	try {
		await installDebianPackage('chromium', 'Chromium');
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { ok: false, reason: `no Chromium found, and it could not be installed. ${message}` };
	}
	const installed = findChromium();
	return installed === undefined
		? { ok: false, reason: 'apt-get installed no Chromium that could be found' }
		: { ok: true, path: installed };
}

import { chromium, type Browser } from 'playwright-core';

import { findChromium } from '../../sandbox/chromium';

/** Disables every connection of the browser to its vendor, and enables root in a container. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

/**
 * Returns the path of Chromium, or prints one line with the reason and returns `undefined`. The caller then declares no
 * tests.
 */
export function chromiumOrWhyNot(what: string): string | undefined {
	const executablePath = findChromium();
	if (executablePath === undefined) {
		process.stderr.write(`${what} are not declared: this machine has no Chromium.\n`);
	}
	return executablePath;
}

export async function launchBrowser(executablePath: string): Promise<Browser> {
	return await chromium.launch({ executablePath, args: ARGUMENTS });
}

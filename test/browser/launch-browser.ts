import { chromium, type Browser } from 'playwright-core';

import { findChromium } from '../../sandbox/chromium';

/** Off: everything by which a browser talks to its maker; on: what it needs where a container runs as root. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

/** `undefined`, with one line that says why, where this machine has no Chromium: the caller then declares no tests. */
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

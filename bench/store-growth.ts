import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import type { Part } from './part';

/** The whole file is `bench/store.ts`, which can also be run alone; here its figures become a section. */

const CONTACTS = '1000000';
const QUICK_CONTACTS = '20000';
const WITHIN_MS = 900_000;
const MEASURED = /^ {2}(sqlite|postgres), (\d+) contacts: ([\d.]+) ms; ([\d.]+) ms .*; (\d+) MB$/;
const RATIO = /^ {2}(sqlite|postgres), ratio: ([\d.]+)$/;

export const storeGrowth: Part = {
	name: 'store',
	title: 'Store with few and many contacts',
	async run({ quick }) {
		const contacts = quick ? QUICK_CONTACTS : CONTACTS;
		const ended = spawnSync(
			process.execPath,
			['--import', 'tsx', join(__dirname, 'store.ts'), '--contacts', contacts],
			{ encoding: 'utf8', timeout: WITHIN_MS, stdio: ['ignore', 'pipe', 'inherit'] },
		);
		if (ended.status !== 0)
			throw new Error(`bench/store.ts ended with ${ended.status ?? 'time-out'}`);
		const lines = ended.stdout.split('\n');
		return {
			how: 'What one inbound message costs the store, flush to disk included: claim, contact, window, counters in one transaction. Median of 2,000, the stores in turn. PostgreSQL on this machine with its usual settings.',
			columns: ['', 'contacts', 'ms alone', 'ms each of 20 at once', 'MB'],
			rows: lines.flatMap((line) => {
				const found = MEASURED.exec(line);
				return found ? [found.slice(1)] : [];
			}),
			ratios: lines.flatMap((line) => {
				const [, engine, ratio] = RATIO.exec(line) ?? [];
				return engine ? [`${engine}: ${ratio} × the time of a thousand contacts.`] : [];
			}),
		};
	},
};

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

import { figure, scaled, type Part } from './part';

/** Measures each count in a process of its own, because the peak memory of a process never falls. */

const FEW = 1_000;
const MANY = 100_000;
const WITHIN_MS = 900_000;
const measuredSchema = z.object({ before: z.number(), peak: z.number(), seconds: z.number() });

export const memory: Part = {
	name: 'memory',
	title: 'Memory of a large send',
	async run(options) {
		const counts = [FEW, scaled(MANY, options)];
		const measured = counts.map((count) => ({ count, ...measure(count) }));
		const [few, many] = measured;
		const perItem =
			((many?.peak ?? 0) - (few?.peak ?? 0)) / ((many?.count ?? 0) - (few?.count ?? 0));
		return {
			how: 'The node processes the given number of items in plain Node, not in n8n: Send Text with guards, unlimited pacing, a store on SQLite and a network that answers at once. The figures are resident memory of the process and include the items.',
			columns: ['items', 'MB before', 'MB at the peak', 'seconds'],
			rows: measured.map(({ count, before, peak, seconds }) => [
				String(count),
				figure(before),
				figure(peak),
				figure(seconds),
			]),
			ratios: [
				`Each further item: ${figure(perItem * 1000)} kB, including its input and its result.`,
			],
		};
	},
};

function measure(count: number): z.infer<typeof measuredSchema> {
	const ended = spawnSync(
		process.execPath,
		['--import', 'tsx', join(__dirname, 'memory-send.ts'), String(count)],
		{ encoding: 'utf8', timeout: WITHIN_MS, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	if (ended.status !== 0)
		throw new Error(`memory-send.ts ended with ${ended.status ?? 'time-out'}`);
	return measuredSchema.parse(JSON.parse(ended.stdout));
}

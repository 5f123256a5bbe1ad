import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { n8nInstallationFolder } from '../sandbox/paths';

const BYTES_PER_GIGABYTE = 1024 ** 3;

/** Returns the machine and the versions in one line. */
export function machine(): string {
	const manifest: unknown = JSON.parse(
		readFileSync(join(n8nInstallationFolder(), 'node_modules', 'n8n', 'package.json'), 'utf8'),
	);
	const n8n = z.object({ version: z.string() }).parse(manifest).version;
	const memory = Math.round(totalmem() / BYTES_PER_GIGABYTE);
	const model = cpus()[0]?.model.trim();
	return `${availableParallelism()} cores (${model}), ${memory} GB, ${process.platform}, Node ${process.versions.node}, n8n ${n8n}`;
}

/** Returns the load average of the last minute; near 0 the machine is idle. */
export function load(): string {
	return (loadavg()[0] ?? 0).toFixed(1);
}

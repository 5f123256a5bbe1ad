import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFailure } from '../../../sandbox/failure';
import { HANDLE_FILE_VARIABLE } from './shared-n8n';
import { startN8n, type StartedN8n } from './start-n8n';

/** One n8n for all end-to-end files; `global-teardown.ts` stops it, and so does the end of this process. */

const started: { n8n?: StartedN8n } = {};

export default async function globalSetup(): Promise<void> {
	try {
		const n8n = await startN8n();
		started.n8n = n8n;
		const file = join(n8n.userFolder, 'handle.json');
		writeFileSync(file, JSON.stringify(n8n.handle));
		process.env[HANDLE_FILE_VARIABLE] = file;
	} catch (error) {
		throw new Error(`the end-to-end tests have no n8n: ${describeFailure(error)}`);
	}
}

export async function stopSharedN8n(): Promise<void> {
	await started.n8n?.stop();
}

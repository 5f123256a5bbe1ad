import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { runningN8n, type RunningN8n } from './running-n8n';

/** The n8n that `global-setup.ts` started for all end-to-end files. */

/** Names the file in which `global-setup.ts` leaves the handle. */
export const HANDLE_FILE_VARIABLE = 'BUSINESS_MESSAGING_E2E_HANDLE';

const handleSchema = z.object({
	baseUrl: z.string(),
	cookie: z.string(),
	apiKey: z.string(),
	logFile: z.string(),
	userFolder: z.string(),
});

/**
 * Returns the n8n that all files share. Give workflows `webhookId`s of your own (`randomUUID()`), and check only the
 * executions of your own workflows. `stop()` does nothing.
 */
export function sharedN8n(): RunningN8n {
	const file = process.env[HANDLE_FILE_VARIABLE];
	if (file === undefined)
		throw new Error('no shared n8n: run the end-to-end tests with jest.e2e.config.js');
	const handle = handleSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
	return runningN8n(handle, () => Promise.resolve());
}

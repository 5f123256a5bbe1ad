import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importExamples, readExamples, type ImportedExample } from '../../../sandbox/examples';
import { anyFreePort } from '../../../sandbox/free-port';
import { n8nApi } from '../../../sandbox/n8n-api';
import { ensureN8nInstallation } from '../../../sandbox/n8n-installation';
import { startN8nOnFreePort, startN8nProcess } from '../../../sandbox/n8n-process';
import { openSession } from '../../../sandbox/n8n-session';
import { installPackage, preparePackage } from '../../../sandbox/package-installation';
import { projectFolder } from '../../../sandbox/paths';
import { runningN8n, type N8nHandle, type RunningN8n } from './running-n8n';

export interface StartOptions {
	/** Import and publish the workflows of `examples/`: all, or those with these folder names. Default: none. */
	examples?: 'all' | string[];
	/** Environment variables for n8n, e.g. `N8N_CONCURRENCY_PRODUCTION_LIMIT` or `BUSINESS_MESSAGING_DB`. */
	env?: Record<string, string>;
	/** Another folder than the checkout to pack and install. Its `dist` must be built. */
	project?: string;
}

export interface StartedN8n extends RunningN8n {
	handle: N8nHandle;
	examples: ImportedExample[];
	/** Kills n8n's own process (`kill -9`), which can finish nothing. Resolves when it is gone. */
	kill(): Promise<void>;
	/** Asks n8n to end, as a service manager does, and waits as long as that takes. */
	shutDown(): Promise<void>;
	/** Starts n8n again after `kill` or `shutDown`, with the same folder, port and settings. */
	startAgain(): Promise<void>;
}

/**
 * Starts an n8n of its own with the packed package, in a folder that lives as long as it does. Takes about ten seconds:
 * use `sharedN8n()` unless the test needs settings of its own, restarts n8n, or kills it.
 * @throws SandboxFailure with the end of n8n's log when n8n does not start.
 */
export async function startN8n(options: StartOptions = {}): Promise<StartedN8n> {
	const userFolder = mkdtempSync(join(tmpdir(), 'business-messaging-e2e-'));
	const logFile = join(userFolder, 'n8n.log');
	const removeFolder = () => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	try {
		const installation = await ensureN8nInstallation();
		installPackage(await preparePackage(options.project ?? projectFolder), userFolder);
		const settings = {
			installation,
			userFolder,
			isTemporary: true,
			logFile,
			env: { GENERIC_TIMEZONE: 'UTC', ...options.env },
		};
		let n8n = await startN8nOnFreePort(await anyFreePort(), settings);
		const kill = async () => {
			process.kill(n8n.processId, 'SIGKILL');
			await n8n.ended;
			// Its task runner is left behind, and would be in the way of the next one.
			await n8n.stop();
		};
		const shutDown = async () => {
			process.kill(n8n.processId, 'SIGTERM');
			await n8n.ended;
			await n8n.stop();
		};
		const startAgain = async () => {
			n8n = await startN8nProcess({ ...settings, port: Number(new URL(n8n.baseUrl).port) });
		};
		const stop = async () => {
			await n8n.stop();
			removeFolder();
		};
		try {
			const connection = await openSession(n8n.baseUrl);
			const wanted = readExamples().filter(
				({ name }) => options.examples === 'all' || options.examples?.includes(name) === true,
			);
			const record = join(userFolder, 'examples.json');
			const examples = await importExamples(n8nApi(connection), wanted, record);
			const handle = { ...connection, logFile, userFolder };
			return { ...runningN8n(handle, stop), handle, examples, kill, shutDown, startAgain };
		} catch (error) {
			await stop();
			throw error;
		}
	} catch (error) {
		removeFolder();
		throw error;
	}
}

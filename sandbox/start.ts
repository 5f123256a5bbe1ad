import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import { z } from 'zod';
import { importExamples, readExamples, type ImportedExample } from './examples';
import { describeFailure, SandboxFailure } from './failure';
import { isAlive } from './folder-lock';
import { n8nApi } from './n8n-api';
import { ensureN8nInstallation } from './n8n-installation';
import { startN8nOnFreePort, type N8nProcess } from './n8n-process';
import { openSession, OWNER } from './n8n-session';
import { buildIfChanged } from './package-build';
import { installPackage, linkN8nWorkflow, preparePackage } from './package-installation';
import { sandboxFolder } from './paths';
import { say, withProgress } from './progress';

/**
 * Runs `npm start`: a real n8n with this package and its examples, ready to chat with. All its data is in `.sandbox`,
 * so the second start takes seconds.
 */

const WANTED_PORT = 5678;
/** Records the version of each example that is in n8n. */
const EXAMPLES_FILE = join(sandboxFolder, 'examples.json');
const RUNNING_FILE = join(sandboxFolder, 'running.json');
const INTERRUPTED = 'interrupted';
const runningSchema = z.object({ processId: z.number(), baseUrl: z.string() });

async function main(): Promise<void> {
	const startedAt = Date.now();
	await refuseSecondStart();
	const [installation, prepared] = await Promise.all([
		ensureN8nInstallation(),
		buildIfChanged().then(() => preparePackage()),
	]);
	installPackage(prepared, sandboxFolder);
	linkN8nWorkflow(installation, sandboxFolder);

	const interrupted = untilInterrupted();
	const starting = withProgress('Starting n8n', undefined, () =>
		startN8nOnFreePort(WANTED_PORT, {
			installation,
			userFolder: sandboxFolder,
			logFile: join(sandboxFolder, 'n8n.log'),
		}),
	);
	const n8n = await Promise.race([starting, interrupted]);
	if (n8n === INTERRUPTED) return;
	writeFileSync(RUNNING_FILE, JSON.stringify({ processId: n8n.processId, baseUrl: n8n.baseUrl }));
	try {
		const examples = await Promise.race([bringInExamples(n8n), n8n.ended, interrupted]);
		if (examples === INTERRUPTED) return;
		if (examples instanceof SandboxFailure) throw examples;
		printLinks(n8n.baseUrl, examples, Math.round((Date.now() - startedAt) / 1000));
		const end = await Promise.race([n8n.ended, interrupted]);
		if (end !== INTERRUPTED) throw end;
	} finally {
		say('Stopping n8n.');
		await n8n.stop();
		rmSync(RUNNING_FILE, { force: true });
	}
}

async function bringInExamples(n8n: N8nProcess): Promise<ImportedExample[]> {
	const api = n8nApi(await openSession(n8n.baseUrl));
	return await importExamples(api, readExamples(), EXAMPLES_FILE);
}

/** Refuses a second start, because two processes of n8n on one SQLite file would damage it. */
async function refuseSecondStart(): Promise<void> {
	mkdirSync(sandboxFolder, { recursive: true });
	if (!existsSync(RUNNING_FILE)) return;
	const content: unknown = JSON.parse(readFileSync(RUNNING_FILE, 'utf8'));
	const running = runningSchema.safeParse(content);
	if (!running.success || !isAlive(running.data.processId)) return;
	const { baseUrl, processId } = running.data;
	const answer = await axios
		.get<unknown>(`${baseUrl}/healthz`, { timeout: 3_000 })
		.catch(() => undefined);
	if (answer !== undefined)
		throw new SandboxFailure(
			`The sandbox runs already: ${baseUrl} (process ${processId}). Use it, or end that process first.`,
		);
}

function untilInterrupted(): Promise<typeof INTERRUPTED> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.on(signal, () => resolve(INTERRUPTED));
	});
}

function printLinks(baseUrl: string, examples: ImportedExample[], seconds: number): void {
	const withChat = examples.filter((example) => example.chatUrl !== undefined);
	const [first, ...others] = withChat;
	say(`\nThe sandbox is ready (${seconds} s).\n`);
	if (first !== undefined) say(`  Chat      ${first.chatUrl}   "${first.title}": say hi`);
	say(`  Editor    ${baseUrl}/`);
	if (first !== undefined) say(`  Workflow  ${baseUrl}/workflow/${first.workflowId}`);
	say(`  Login     ${OWNER.email}   ${OWNER.password}\n`);
	if (examples.length === 0) say('There are no examples in this checkout.\n');
	if (others.length > 0) {
		say('More chats:');
		for (const example of others)
			say(
				`  ${example.title}\n    ${example.chatUrl}\n    ${baseUrl}/workflow/${example.workflowId}`,
			);
		say('');
	}
	for (const example of examples)
		if (example.notPublished !== undefined)
			say(`Imported but not published: ${example.title}. ${example.notPublished}\n`);
	say(
		'Press Ctrl-C to stop. Everything that it keeps is in .sandbox; delete that folder to start afresh.',
	);
}

main().then(
	// A start of n8n that is still running ends with this process.
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`\n${describeFailure(error)}\n`);
		process.exit(1);
	},
);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Sends the given number of texts through the node and prints its memory as JSON. `bench/memory.ts` runs it. The store
 * of the process is in a temporary folder.
 */

const BYTES_PER_MEGABYTE = 1_000_000;
const KILOBYTES_PER_MEGABYTE = 1_000;

const PARAMETERS: Record<string, unknown> = {
	provider: 'whatsappCloud',
	resource: 'message',
	operation: 'send',
	messageType: 'text',
	from: '700100200300401',
	closedWindow: 'block',
	options: { messagesPerSecond: 1_000_000 },
};

function contextFor(count: number): IExecuteFunctions {
	const items = Array.from({ length: count }, (_, index) => ({
		json: { to: `+55119${70_000_000 + index}`, text: `Olá, cliente ${index}!` },
	}));
	let sent = 0;
	const context = {
		getInputData: () => items,
		runExecutionData: { resultData: { runData: {} }, resumeToken: 'bench' },
		getExecutionId: () => 'bench',
		getMode: () => 'webhook',
		getWorkflow: () => ({ id: 'bench' }),
		getExecuteData: () => ({ source: null }),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getNode: () => ({
			id: 'send',
			name: 'Send',
			type: 'businessMessaging',
			typeVersion: 1,
			parameters: {},
		}),
		getNodeParameter: (name: string, item: number, fallback: unknown) => {
			if (name === 'to') return items[item]?.json.to;
			if (name === 'text') return items[item]?.json.text;
			return PARAMETERS[name] ?? fallback;
		},
		getCredentials: async () => ({
			accessToken: 'EAA-invented-access-token',
			baseUrl: 'http://127.0.0.1:9',
		}),
		getParentNodes: () => [],
		getTimezone: () => 'UTC',
		continueOnFail: () => false,
		helpers: {
			httpRequestWithAuthentication: async () => ({
				statusCode: 200,
				headers: {},
				body: { messages: [{ id: `wamid.BENCH-${sent++}` }] },
			}),
		},
	};
	return context as unknown as IExecuteFunctions;
}

/** Records a message of each customer, so that their customer service windows are open. */
async function openWindows(count: number): Promise<void> {
	const { messagingProcess } = await import('../nodes/process');
	const store = await messagingProcess().stores.open();
	const now = new Date();
	const batch = 1_000;
	for (let from = 0; from < count; from += batch) {
		const events = Array.from({ length: Math.min(batch, count - from) }, (_, index) => {
			const phone = `+55119${70_000_000 + from + index}`;
			return {
				event: 'message' as const,
				id: `open-${from + index}`,
				provider: 'whatsappCloud' as const,
				channel: 'whatsapp' as const,
				timestamp: now.toISOString(),
				contact: { id: phone.slice(1), phone },
				business: { id: '700100200300401' },
				message: { id: `open-${from + index}`, type: 'text' as const, text: 'oi' },
			};
		});
		await store.inbox.receive(events, {
			account: 'account:bench',
			receiver: 'bench',
			owner: { bootId: 'bench', hostname: 'bench', processId: process.pid },
			now,
			plan: () => ({
				shopOf: () => undefined,
				recognise: async (event) => event,
				windowHours: () => 24,
				handoverMinutes: 60,
				keepTextsDays: () => 0,
				readAnswer: () => ({ is: 'ordinary' }),
				hearers: () => [],
			}),
		});
	}
}

async function main(): Promise<void> {
	const count = Number(process.argv[2]);
	const folder = mkdtempSync(join(tmpdir(), 'business-messaging-bench-'));
	process.env['N8N_USER_FOLDER'] = folder;
	try {
		const { runItems } = await import('../nodes/BusinessMessaging/run-items');
		await openWindows(count);
		const context = contextFor(count);
		const before = process.memoryUsage.rss() / BYTES_PER_MEGABYTE;
		const start = performance.now();
		const [results = []] = await runItems(context);
		const seconds = (performance.now() - start) / 1000;
		if (results.length !== count) throw new Error(`${results.length} of ${count} were sent`);
		const peak = process.resourceUsage().maxRSS / KILOBYTES_PER_MEGABYTE;
		process.stdout.write(JSON.stringify({ before, peak, seconds }));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

void main();

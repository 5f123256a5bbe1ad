import { writeFileSync } from 'node:fs';
import {
	ManualExecutionCancelledError,
	TimeoutExecutionCancelledError,
	type INodeExecutionData,
	type IRun,
	type ITriggerFunctions,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { runHere, runsHere } from '../../../nodes/BusinessMessagingTrigger/inbox-keeper';
import { recover } from '../../../nodes/BusinessMessagingTrigger/recover';
import { conversationStore, thisProcess } from '../../../nodes/ports/conversation-store';
import type { Owner } from '../../../store/contracts/owner';
import type { Store } from '../../../store/contracts/store';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { message, receive } from '../../store/events';

// Of n8n there is only what `trigger()` calls; the ends of executions are the errors that n8n 2.41.1 rejects with
// (active-executions.js). test/e2e/kill.test.ts has the real one.

interface End {
	promise: Promise<IRun>;
	resolve: (run: IRun) => void;
	reject: (error: Error) => void;
}

/** As n8n's class, which it does not export. */
class ExecutionNotFoundError extends Error {}

const HEIR: Owner = { bootId: 'heir-boot', hostname: 'another-host', processId: 2 };
const PARAMETERS: Record<string, unknown> = { provider: 'whatsappCloud', triggerOn: ['message'] };

describe('an execution that the trigger has started', () => {
	const folder = temporaryFolder();
	let store: Store;
	let workflows = 0;

	beforeAll(() => void (process.env.BUSINESS_MESSAGING_DB = folder.file('store.sqlite')));
	afterAll(() => void delete process.env.BUSINESS_MESSAGING_DB);
	beforeEach(async () => void (store = await conversationStore()));

	/** Starts an execution with one message, and ends it; gives what is still held. */
	const heldAfter = async (end: (done: End) => void): Promise<string[]> => {
		const workflowId = `workflow-${++workflows}`;
		const trigger = `${workflowId}:node-1`;
		const context = contextOf(workflowId, 'init', end);
		const { closeFunction } = await recover(context);
		const options = { trigger, owner: thisProcess, now: new Date() };
		const { fresh } = await receive(store, [message('a')], options);
		runHere(trigger, fresh);
		await new Promise((resolve) => setImmediate(resolve));
		await closeFunction?.();
		const kept = await store.inbox.takeOver({
			trigger,
			owner: HEIR,
			now: new Date(),
			deadBefore: new Date(Date.now() + 60_000),
			isProcessAlive: () => false,
			atMost: 10,
		});
		return kept.map(({ id }) => id);
	};

	it.each([
		['ended', (done) => done.resolve({} as IRun)],
		['was cancelled by a person', (done) => done.reject(new ManualExecutionCancelledError('1'))],
		['took too long', (done) => done.reject(new TimeoutExecutionCancelledError('1'))],
		[
			'was refused by n8n, and noted as failed at once',
			(done) => done.reject(new ExecutionNotFoundError('No active execution found')),
		],
	] satisfies Array<[string, (done: End) => void]>)(
		'is not started again when it %s',
		async (_how, end) => expect(await heldAfter(end)).toEqual([]),
	);

	it('is to come again when n8n could not begin it', async () => {
		const brokenDatabase = (done: End) => done.reject(new Error('SQLITE_BUSY'));
		expect(await heldAfter(brokenDatabase)).toEqual(['a']);
	});
});

describe('a conversation store that cannot be opened', () => {
	const folder = temporaryFolder();

	beforeAll(() => {
		writeFileSync(folder.file('no-folder'), '');
		process.env.BUSINESS_MESSAGING_DB = folder.file('no-folder/store.sqlite');
	});
	afterAll(() => void delete process.env.BUSINESS_MESSAGING_DB);

	it('is told to whoever publishes the workflow', async () => {
		const publishing = recover(contextOf('workflow-1', 'activate'));
		await expect(publishing).rejects.toThrow('cannot be opened');
	});

	it('does not keep n8n from starting the trigger, which tries again', async () => {
		const { closeFunction } = await recover(contextOf('workflow-1', 'init'));
		expect(runsHere('workflow-1:node-1')).toBe(true);
		await closeFunction?.();
	});
});

function contextOf(
	workflowId: string,
	activation: WorkflowActivateMode,
	end: (done: End) => void = () => undefined,
): ITriggerFunctions {
	return {
		getMode: () => 'trigger',
		getActivationMode: () => activation,
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => ({ id: 'node-1' }),
		getNodeParameter: (name: string, fallback?: unknown) => PARAMETERS[name] ?? fallback,
		helpers: { createDeferredPromise },
		logger: { warn: () => undefined },
		emit: (_data: INodeExecutionData[][], _response: undefined, done: End) => end(done),
	} as unknown as ITriggerFunctions;
}

function createDeferredPromise(): End {
	let end: Omit<End, 'promise'> | undefined;
	const promise = new Promise<IRun>((resolve, reject) => (end = { resolve, reject }));
	if (end === undefined) throw new Error('a promise calls its executor at once');
	return { promise, ...(end as Omit<End, 'promise'>) };
}

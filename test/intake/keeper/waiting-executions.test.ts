import { WaitingExecutions, type CallResult } from '../../../intake/keeper/waiting-executions';
import type { ProcessClock, StoreHandle } from '../../../intake/ports';
import type { ExecutionCall } from '../../../store/contracts/waits';
import type { Store } from '../../../store/contracts/store';

const NOW = new Date('2026-03-02T12:00:00.000Z');
const CLOCK: ProcessClock = {
	monotonic: () => 0,
	now: () => NOW,
	every: () => () => undefined,
	after: (_milliseconds, work) => {
		queueMicrotask(work);
		return () => undefined;
	},
};

const callTo = (questionId: string, attempt = 1): ExecutionCall => ({
	questionId,
	attempt,
	execution: { id: questionId, workflowId: 'w', nodeId: 'n', token: 't', publicBase: '' },
});

/** Returns a store that names these calls as due, and records the executions that are reported as gone. */
function storeWith(due: readonly string[]) {
	const gone: string[] = [];
	let looks = 0;
	const waits = {
		due: async () => {
			looks++;
			return due.map(callTo);
		},
		executionGone: async (id: string) => void gone.push(id),
	};
	const store: StoreHandle = {
		location: 'memory',
		use: async (work) => await work({ waits } as unknown as Store),
	};
	return { store, gone, looks: () => looks };
}

describe('calls to waiting executions', () => {
	it('calls reach every execution that is due', async () => {
		const called: string[] = [];
		const executions = new WaitingExecutions(async ({ id }) => {
			called.push(id);
			return 'taken';
		}, CLOCK);
		const ids = Array.from({ length: 60 }, (_, index) => `q${index}`);
		await executions.look(storeWith(ids).store, NOW);
		expect(called.sort()).toEqual([...ids].sort());
	});

	it('a call is repeated while n8n saves that the execution waits', async () => {
		const results: CallResult[] = ['busy', 'busy', 'taken'];
		let calls = 0;
		const executions = new WaitingExecutions(async () => results[calls++] ?? 'taken', CLOCK);
		const { store, gone } = storeWith(['q']);
		await executions.look(store, NOW);
		expect(calls).toBe(3);
		expect(gone).toEqual([]);
	});

	it('calls end for an execution that runs on, until the store names it again', async () => {
		let calls = 0;
		const executions = new WaitingExecutions(async () => {
			calls++;
			return 'busy';
		}, CLOCK);
		const { store, gone } = storeWith(['q']);
		await executions.look(store, NOW);
		expect(calls).toBeLessThan(10);
		expect(gone).toEqual([]);
	});

	it('the store hears of an execution for which n8n fails again and again', async () => {
		const executions = new WaitingExecutions(async () => 'failed', CLOCK);
		const { store, gone } = storeWith([]);
		await executions.call(store, [callTo('q')]);
		expect(gone).toEqual([]);
		await executions.call(store, [callTo('q', 2)]);
		expect(gone).toEqual(['q']);
	});

	it('the store hears of an execution that n8n no longer has, and the caller of one that is not reached', async () => {
		const executions = new WaitingExecutions(
			async ({ id }) => (id === 'old' ? 'gone' : 'unreachable'),
			CLOCK,
		);
		const { store, gone } = storeWith(['old', 'new']);
		expect(await executions.look(store, NOW)).toBe(1);
		expect(gone).toEqual(['old']);
	});

	it('one look at a store ends before the next begins', async () => {
		const { store, looks } = storeWith(['q']);
		const executions = new WaitingExecutions(async () => 'taken', CLOCK);
		await Promise.all([executions.look(store, NOW), executions.look(store, NOW)]);
		expect(looks()).toBe(1);
	});

	it('a store that does not answer makes a look end without an error', async () => {
		const executions = new WaitingExecutions(async () => 'taken', CLOCK);
		const store: StoreHandle = {
			location: 'away',
			use: async () => await Promise.reject(new Error('away')),
		};
		await expect(executions.look(store, NOW)).resolves.toBe(0);
	});
});

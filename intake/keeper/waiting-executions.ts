import type { ExecutionCall, WaitingExecution } from '../../store/contracts/waits';
import type { ProcessClock, StoreHandle } from '../ports';

/** Result of a call to a waiting execution. */
export type CallResult =
	/** n8n accepted the call. */
	| 'taken'
	/** The execution runs, or n8n has not yet saved that it waits. */
	| 'busy'
	/** n8n answered with an internal error, as it does for an execution that it has recovered from a crash. */
	| 'failed'
	/** n8n could not be reached under its address. */
	| 'unreachable'
	/** The execution has ended, or waits for something else. */
	| 'gone';

/** Calls the waiting execution, so that its node asks the store what to do. */
export type CallExecution = (
	execution: WaitingExecution,
	questionId: string,
) => Promise<CallResult>;

/** Times between two attempts while n8n saves that the execution waits, in ms. */
const ATTEMPT_PAUSES_MS = [100, 150, 250, 500, 1_000];
/** Most executions that are called at once. */
const CALLS_AT_ONCE = 25;

/** Calls the executions that wait for a customer: with an answer, a reminder, or the end of their time. */
export class WaitingExecutions {
	readonly #looking = new Set<string>();

	constructor(
		private readonly callExecution: CallExecution,
		private readonly clock: ProcessClock,
	) {}

	/**
	 * Calls the executions that are due in a store. Never rejects.
	 *
	 * @returns the number of executions that could not be reached
	 */
	async look(store: StoreHandle, now: Date): Promise<number> {
		if (this.#looking.has(store.location)) return 0;
		this.#looking.add(store.location);
		try {
			return await this.call(store, await store.use(({ waits }) => waits.due(now)));
		} catch {
			// The store does not answer. The next look tries again.
			return 0;
		} finally {
			this.#looking.delete(store.location);
		}
	}

	/**
	 * Calls executions. Never rejects: the store names again what could not be called.
	 *
	 * @returns the number of executions that could not be reached
	 */
	async call(store: StoreHandle, calls: readonly ExecutionCall[]): Promise<number> {
		const left = [...calls];
		let unreachable = 0;
		const work = async () => {
			for (let call = left.shift(); call; call = left.shift()) {
				if ((await this.#callOne(store, call)) === 'unreachable') unreachable += 1;
			}
		};
		await Promise.all(Array.from({ length: Math.min(CALLS_AT_ONCE, calls.length) }, work));
		return unreachable;
	}

	async #callOne(store: StoreHandle, call: ExecutionCall): Promise<CallResult> {
		const { execution, questionId, attempt } = call;
		let result = await this.callExecution(execution, questionId);
		for (const pause of ATTEMPT_PAUSES_MS) {
			if (result !== 'busy' && result !== 'failed') break;
			await new Promise<void>((resolve) => this.clock.after(pause, resolve));
			result = await this.callExecution(execution, questionId);
		}
		// An internal error that lasts is that of a crashed execution. A first one may come from two calls at once.
		if (result === 'gone' || (result === 'failed' && attempt > 1)) {
			await store.use(({ waits }) => waits.executionGone(questionId)).catch(() => undefined);
		}
		return result;
	}
}

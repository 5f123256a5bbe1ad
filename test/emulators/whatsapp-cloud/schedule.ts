/** The emulator's own time: waits and background work that end at once when it is closed. */
export interface Schedule {
	/** Resolves after the time, or at once when stopped. */
	sleep(milliseconds: number): Promise<void>;
	/** Starts work in the background, for which only `settled` waits. */
	run(work: () => Promise<void>): void;
	/** Resolves when no work is under way. */
	settled(): Promise<void>;
	stop(): void;
	readonly stopped: AbortSignal;
}

export function schedule(): Schedule {
	const controller = new AbortController();
	const underWay = new Set<Promise<void>>();
	return {
		stopped: controller.signal,
		stop: () => controller.abort(),
		sleep: (milliseconds) => {
			if (milliseconds <= 0 || controller.signal.aborted) return Promise.resolve();
			return new Promise((resolve) => {
				const end = (): void => {
					clearTimeout(timer);
					controller.signal.removeEventListener('abort', end);
					resolve();
				};
				const timer = setTimeout(end, milliseconds);
				controller.signal.addEventListener('abort', end);
			});
		},
		run: (work) => {
			const promise = work()
				.catch(() => undefined)
				.finally(() => underWay.delete(promise));
			underWay.add(promise);
		},
		settled: async () => {
			while (underWay.size > 0) await Promise.all(underWay);
		},
	};
}

import type { ProcessClock } from '../../intake/ports';

/** The time and the timers of this process. */
export const processClock: ProcessClock = {
	monotonic: () => performance.now(),
	now: () => new Date(),
	every: (milliseconds, work) => {
		const timer = setInterval(work, milliseconds).unref();
		return () => clearInterval(timer);
	},
	after: (milliseconds, work) => {
		const timer = setTimeout(work, milliseconds).unref();
		return () => clearTimeout(timer);
	},
};

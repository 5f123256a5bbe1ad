// Loaded into the measured n8n only (NODE_OPTIONS --require). Writes down how long the event loop was silent, with the
// processor time that the main thread spent in it: a gap without it is another program's, or the disk's.
const { openSync, writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const TICK_MS = 5;
/** Shorter gaps are those of a busy machine. */
const SHORTEST_MS = 10;

// Children of n8n inherit the option: its task runner has another command line.
if (isMainThread && process.argv.includes('start')) {
	const log = openSync(process.env.BENCH_SILENCE_LOG, 'a');
	const processorMs = () => {
		const { user, system } = process.threadCpuUsage();
		return (user + system) / 1000;
	};
	let last = { at: performance.now(), spent: processorMs() };
	const tick = () => {
		const now = { at: performance.now(), spent: processorMs() };
		const silentMs = now.at - last.at - TICK_MS;
		if (silentMs >= SHORTEST_MS) {
			const gap = { end: Date.now(), silentMs, processorMs: now.spent - last.spent };
			writeSync(log, `${JSON.stringify(gap)}\n`);
		}
		last = now;
	};
	setInterval(tick, TICK_MS).unref();
}

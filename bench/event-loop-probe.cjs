// Loaded into the measured n8n only (NODE_OPTIONS --require). Logs each delay of the event loop with the processor time
// that the main thread spent in it. A delay without processor time comes from another program or from the disk.
const { openSync, writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const TICK_MS = 5;
/** Shorter delays also occur on a busy machine. */
const SHORTEST_MS = 10;

// Children of n8n inherit the option: its task runner has another command line.
if (isMainThread && process.argv.includes('start')) {
	const log = openSync(process.env.BENCH_EVENT_LOOP_LOG, 'a');
	const processorMs = () => {
		const { user, system } = process.threadCpuUsage();
		return (user + system) / 1000;
	};
	let last = { at: performance.now(), spent: processorMs() };
	const tick = () => {
		const now = { at: performance.now(), spent: processorMs() };
		const delayMs = now.at - last.at - TICK_MS;
		if (delayMs >= SHORTEST_MS) {
			const delay = { end: Date.now(), delayMs, processorMs: now.spent - last.spent };
			writeSync(log, `${JSON.stringify(delay)}\n`);
		}
		last = now;
	};
	setInterval(tick, TICK_MS).unref();
}

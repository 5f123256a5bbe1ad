import type { ServerResponse } from 'node:http';

import type { Call, Reply } from './calls';
import type { Fault } from './options';

/** Failures that a test has ordered, in the order in which they were ordered. */
export interface FaultQueue {
	add(fault: Fault): void;
	/** Returns the fault for this call, and uses it up by one. */
	take(call: Call): Fault | undefined;
	clear(): void;
}

const DEFAULT_PATH = /\/messages$/;

export function faultQueue(): FaultQueue {
	const queue: Array<{ fault: Fault; left: number }> = [];
	return {
		add: (fault) => void queue.push({ fault, left: fault.times ?? 1 }),
		take: (call) => {
			const index = queue.findIndex(
				({ fault }) =>
					(fault.path ?? DEFAULT_PATH).test(call.path) &&
					(fault.method === undefined || fault.method === call.method),
			);
			const entry = queue[index];
			if (!entry) return undefined;
			entry.left -= 1;
			if (entry.left <= 0) queue.splice(index, 1);
			return entry.fault;
		},
		clear: () => void queue.splice(0),
	};
}

/** Replaces the answer by a fault. Returns the status that the caller got, 0 for none. */
export function spoil(fault: Fault, response: ServerResponse): number {
	if ('hang' in fault) return 0;
	if ('drop' in fault) {
		response.destroy();
		return 0;
	}
	const reply: Reply =
		'garbage' in fault
			? { status: 200, body: '<html>upstream is having a bad day</html>' }
			: { status: fault.status, body: fault.body ?? {}, headers: fault.headers };
	send(response, reply);
	return reply.status;
}

/** Sends bytes and texts unchanged, everything else as JSON. */
export function send(response: ServerResponse, reply: Reply): void {
	if (response.destroyed || response.writableEnded) return;
	const raw = Buffer.isBuffer(reply.body) || typeof reply.body === 'string';
	response.writeHead(reply.status, {
		'content-type': raw ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
		'x-fb-trace-id': 'EmulatedTrace',
		...reply.headers,
	});
	response.end(raw ? reply.body : JSON.stringify(reply.body));
}

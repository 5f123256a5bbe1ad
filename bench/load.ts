import { Agent, request } from 'node:http';

/** A provider that delivers webhooks as fast as they are answered, over a fixed number of keep-alive connections. */

/** An answer later than this ends the benchmark. */
const ANSWER_TIMEOUT_MS = 60_000;

export interface WebhookRequest {
	body: Buffer;
	headers: Record<string, string>;
}

export interface Answered {
	/** Time from the first request to the last answer. */
	seconds: number;
	/** The median, in ms. */
	halfWithinMs: number;
	/** Answers by HTTP status. */
	statuses: Map<number, number>;
}

/** Sends each request once, in order, with `connections` requests at a time. */
export async function deliverAll(
	url: string,
	requests: readonly WebhookRequest[],
	connections: number,
): Promise<Answered> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const spent: number[] = [];
	const statuses = new Map<number, number>();
	let next = 0;
	const connection = async (): Promise<void> => {
		for (;;) {
			const wanted = requests[next++];
			if (wanted === undefined) return;
			const start = performance.now();
			const status = await post(url, wanted, agent);
			spent.push(performance.now() - start);
			statuses.set(status, (statuses.get(status) ?? 0) + 1);
		}
	};
	const start = performance.now();
	try {
		await Promise.all(Array.from({ length: connections }, connection));
	} finally {
		agent.destroy();
	}
	const seconds = (performance.now() - start) / 1000;
	spent.sort((a, b) => a - b);
	return { seconds, halfWithinMs: spent[Math.floor(spent.length / 2)] ?? 0, statuses };
}

function post(url: string, { body, headers }: WebhookRequest, agent: Agent): Promise<number> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			url,
			{
				method: 'POST',
				agent,
				timeout: ANSWER_TIMEOUT_MS,
				headers: {
					'content-type': 'application/json',
					'content-length': String(body.length),
					...headers,
				},
			},
			(response) => {
				response.resume();
				response.once('end', () => resolve(response.statusCode ?? 0));
				response.once('error', reject);
			},
		);
		outgoing.once('timeout', () => outgoing.destroy(new Error(`${url} did not answer`)));
		outgoing.once('error', reject);
		outgoing.end(body);
	});
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One piece of work: the request of one execution, and its duration. Times in ms of `performance.now()`. */
export interface Work {
	listener: string;
	person: string;
	texts: string[];
	begunAt: number;
	/** Undefined while it runs. */
	endedAt?: number;
	/** False: the requester was gone before the work was done. */
	isDone: boolean;
}

/** A web service that executions wait for, so that they last without a Wait node. */
export interface WorkServer {
	readonly baseUrl: string;
	/** Every piece of work, in the order in which it was begun. */
	readonly works: Work[];
	close(): Promise<void>;
}

/** @param lasts how long a piece of work takes, in ms */
export async function startWorkServer(lasts: (work: Work) => number): Promise<WorkServer> {
	const works: Work[] = [];
	const server = createServer((request, response) => {
		const query = new URL(request.url ?? '', 'http://127.0.0.1').searchParams;
		const work: Work = {
			listener: query.get('listener') ?? '',
			person: query.get('person') ?? '',
			texts: (query.get('text') ?? '').split('\n'),
			begunAt: performance.now(),
			isDone: false,
		};
		works.push(work);
		const timer = setTimeout(() => {
			work.isDone = true;
			work.endedAt = performance.now();
			response.end('{}');
		}, lasts(work));
		response.on('close', () => {
			clearTimeout(timer);
			work.endedAt ??= performance.now();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		works,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	callWaitingExecution,
	reachesWaitingExecutions,
} from '../../../nodes/process/call-waiting-execution';

interface Answer {
	status: number;
	body: string;
}

const NOT_SERVED: Answer = { status: 404, body: '<pre>Cannot POST /webhook-waiting/7/node</pre>' };
const TAKEN: Answer = { status: 200, body: '{"received":true}' };
const ABSENT: Answer = { status: 404, body: '{"message":"The execution \\"7\\" does not exist."}' };

/** Starts a server that gives one answer to everything, and records the paths. */
async function startServer(answer: Answer) {
	const paths: string[] = [];
	const server: Server = createServer((request, response) => {
		paths.push(request.url ?? '');
		request.resume();
		response.writeHead(answer.status).end(answer.body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { port, paths, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('calls to n8n for a waiting execution', () => {
	const { N8N_PORT, WEBHOOK_URL } = process.env;
	const closings: Array<() => Promise<unknown>> = [];
	afterEach(async () => {
		for (const close of closings.splice(0)) await close();
		set('N8N_PORT', N8N_PORT);
		set('WEBHOOK_URL', WEBHOOK_URL);
	});

	function set(name: string, value: string | undefined): void {
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	}

	async function serve(answer: Answer) {
		const server = await startServer(answer);
		closings.push(server.close);
		return server;
	}

	/** Calls with this answer of the own process, and this one under the public address. */
	async function call(own: Answer, away?: Answer) {
		const ownServer = await serve(own);
		process.env.N8N_PORT = `${ownServer.port}`;
		delete process.env.WEBHOOK_URL;
		const publicServer = away && (await serve(away));
		const publicBase = publicServer
			? `http://127.0.0.1:${publicServer.port}/n8n/webhook-waiting`
			: '';
		const execution = { id: '7', workflowId: 'w', nodeId: 'node', token: 'a b', publicBase };
		const result = await callWaitingExecution(execution, 'question');
		return { result, own: ownServer.paths, away: publicServer?.paths ?? [] };
	}

	it.each([
		['taken', TAKEN],
		['busy', { status: 409, body: '{"message":"The execution \\"7\\" is running already."}' }],
		['gone', { status: 409, body: '{"message":"The execution \\"7\\" has finished already."}' }],
		['gone', { status: 401, body: '{"error":"Invalid token"}' }],
		['gone', ABSENT],
		['failed', { status: 500, body: '{"message":"There was a problem executing the workflow"}' }],
	])("n8n's answer means %s: %j", async (result, answer) => {
		expect(await call(answer, TAKEN)).toEqual({
			result,
			own: ['/webhook-waiting/7/node?signature=a%20b'],
			away: [],
		});
	});

	it.each([
		NOT_SERVED,
		{ status: 502, body: 'Bad Gateway' },
		{ status: 503, body: '{"code":503,"message":"Database is not ready!"}' },
		{ status: 401, body: '<html>Please log in</html>' },
		{ status: 403, body: '{"error":"forbidden"}' },
		{ status: 200, body: '<html>Please log in</html>' },
	])('an answer that is not of a working n8n ends no question: %j', async (answer) => {
		expect(await call(answer, answer)).toMatchObject({ result: 'unreachable' });
		expect(await call(answer, TAKEN)).toMatchObject({
			result: 'taken',
			away: ['/n8n/webhook-waiting/7/node?signature=a%20b'],
		});
	});

	it('the address of waiting executions is reached where n8n looks for one, here or publicly', async () => {
		process.env.N8N_PORT = `${(await serve(ABSENT)).port}`;
		delete process.env.WEBHOOK_URL;
		expect(await reachesWaitingExecutions()).toBe(true);
		process.env.N8N_PORT = `${(await serve(NOT_SERVED)).port}`;
		expect(await reachesWaitingExecutions()).toBe(false);
		process.env.WEBHOOK_URL = `http://127.0.0.1:${(await serve(ABSENT)).port}/`;
		expect(await reachesWaitingExecutions()).toBe(true);
	});
});

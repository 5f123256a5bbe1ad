import {
	NodeApiError,
	type IExecutePaginationFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { readEitherWay, readPages } from '../../../nodes/Usedesk/pages';

type Request = Parameters<typeof readPages>[0];

const node = { id: 'n1', name: 'Usedesk', type: 't', typeVersion: 1, position: [0, 0] } as object;

/** Answers each request by the function `answer` of its offset and method. */
function double(
	parameters: Record<string, unknown>,
	answer: (request: Request['options']) => Array<Record<string, unknown>>,
) {
	const requests: Array<Request['options']> = [];
	const context = {
		getNode: () => node as INode,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		makeRoutingRequest: async ({ options }: Request): Promise<INodeExecutionData[]> => {
			requests.push(options);
			return answer(options).map((json) => ({ json }) as INodeExecutionData);
		},
	};
	return { context: context as unknown as IExecutePaginationFunctions, requests };
}

const request = (): Request => ({
	options: { method: 'POST', url: '/tickets', body: { fstatus: 1 }, qs: {} },
	preSend: [],
	postReceive: [],
});
const offsetOf = (options: Request['options']) => (options.body as { offset: number }).offset;
const noRoute = (code: string) =>
	new NodeApiError(node as INode, {}, { message: 'x', httpCode: code });

describe('Usedesk: lists', () => {
	const entries = Array.from({ length: 250 }, (_, index) => ({ id: String(index) }));

	it.each([1, 7, 100, 250])('reads all entries, whatever the size of a page: %d', async (size) => {
		const { context } = double({ returnAll: true }, (options) =>
			entries.slice(offsetOf(options), offsetOf(options) + size),
		);
		expect(await readPages.call(context, request())).toHaveLength(250);
	});

	it('asks for no page more than the limit needs', async () => {
		const { context, requests } = double({ returnAll: false, limit: 150 }, (options) =>
			entries.slice(offsetOf(options), offsetOf(options) + 100),
		);
		expect(await readPages.call(context, request())).toHaveLength(150);
		expect(requests.map(({ body }) => body)).toEqual([
			{ fstatus: 1, offset: 0 },
			{ fstatus: 1, offset: 100 },
		]);
	});

	it('ends its loop when the server ignores the offset or returns no ids', async () => {
		const same = double({ returnAll: true }, () => entries);
		expect(await readPages.call(same.context, request())).toHaveLength(250);
		expect(same.requests).toHaveLength(2);
		const nameless = double({ returnAll: true }, () => [{ name: 'a' }, { name: 'a' }]);
		expect(await readPages.call(nameless.context, request())).toHaveLength(2);
		expect(nameless.requests).toHaveLength(1);
	});
});

describe('Usedesk: reads that some installations accept only as GET', () => {
	it.each(['404', '405'])(
		'asks again as GET after %s, with the fields in the query',
		async (code) => {
			const { context, requests } = double({}, (options) => {
				if (options.method === 'POST') throw noRoute(code);
				return [{ id: '1' }];
			});
			expect(await readEitherWay.call(context, request())).toEqual([{ json: { id: '1' } }]);
			expect(requests[1]).toMatchObject({ method: 'GET', qs: { fstatus: 1 } });
			expect(requests[1]).not.toHaveProperty('body');
		},
	);

	it('asks once where the answer is another refusal', async () => {
		const { context, requests } = double({}, () => {
			throw noRoute('401');
		});
		await expect(readEitherWay.call(context, request())).rejects.toMatchObject({ httpCode: '401' });
		expect(requests).toHaveLength(1);
	});

	it('shows the first refusal where neither is a route', async () => {
		const { context } = double({}, (options) => {
			throw noRoute(options.method === 'POST' ? '404' : '405');
		});
		await expect(readEitherWay.call(context, request())).rejects.toMatchObject({ httpCode: '404' });
	});
});

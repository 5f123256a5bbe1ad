import {
	NodeApiError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

/** How lists are read to their end, and reads that some installations want as GET. */

type Request = DeclarativeRestApiSettings.ResultOptions;

/** Wrong method or no such route: Laravel, on which Usedesk runs, tells them apart, proxies in front of it do not. */
const TRY_THE_OTHER_METHOD = ['404', '405'];

/**
 * Page after page by `offset` until a page brings nothing new. Usedesk says that a page has 100 entries
 * (docs/facts/usedesk.md#connection); nothing here relies on it, and a server that ignores `offset` cannot hold the
 * node in a circle.
 */
export async function readPages(
	this: IExecutePaginationFunctions,
	request: Request,
): Promise<INodeExecutionData[]> {
	const returnAll = this.getNodeParameter('returnAll', false) as boolean;
	const limit = returnAll ? Infinity : (this.getNodeParameter('limit', 50) as number);
	const found: INodeExecutionData[] = [];
	const seen = new Set<unknown>();
	for (let offset = 0; found.length < limit;) {
		const body = { ...(request.options.body as IDataObject | undefined), offset };
		const page = await this.makeRoutingRequest({
			...request,
			options: { ...request.options, body },
		});
		const fresh = page.filter(({ json }) => json.id === undefined || !seen.has(json.id));
		const known = fresh.some(({ json }) => json.id !== undefined);
		for (const { json } of fresh) seen.add(json.id);
		found.push(...fresh);
		// Without ids nobody could tell a new page from the same one again.
		if (fresh.length === 0 || !known) break;
		offset += page.length;
	}
	return found.slice(0, limit);
}

/**
 * One request as POST, as the documentation has it; where that is no route, once more as GET, as clients in the wild
 * read channels, agents and clients (docs/facts/usedesk.md#connection).
 */
export async function readEitherWay(
	this: IExecutePaginationFunctions,
	request: Request,
): Promise<INodeExecutionData[]> {
	const found = await postOrGet(this, request);
	const returnAll = this.getNodeParameter('returnAll', true) as boolean;
	return returnAll ? found : found.slice(0, this.getNodeParameter('limit', 50) as number);
}

async function postOrGet(
	context: IExecutePaginationFunctions,
	request: Request,
): Promise<INodeExecutionData[]> {
	let refusal: NodeApiError;
	try {
		return await context.makeRoutingRequest(request);
	} catch (error) {
		if (!isNoRoute(error)) throw asApiError(context, error);
		refusal = error;
	}
	const { body, ...options } = request.options;
	const qs = { ...options.qs, ...(body as IDataObject | undefined) };
	try {
		return await context.makeRoutingRequest({
			...request,
			options: { ...options, method: 'GET', qs },
		});
	} catch (error) {
		// Where neither is a route, the first answer says what is wrong.
		throw isNoRoute(error) ? asApiError(context, refusal) : asApiError(context, error);
	}
}

function isNoRoute(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && TRY_THE_OTHER_METHOD.includes(error.httpCode ?? '');
}

/** Gives back an error of n8n's as it is. */
function asApiError(context: IExecutePaginationFunctions, error: unknown): NodeApiError {
	return new NodeApiError(
		context.getNode(),
		error as ConstructorParameters<typeof NodeApiError>[1],
	);
}

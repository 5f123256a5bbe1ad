import {
	NodeApiError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

/** Reads whole lists, page by page, and makes reads that some installations accept only as GET. */

type Request = DeclarativeRestApiSettings.ResultOptions;

/**
 * HTTP codes for a wrong method or a missing route. Laravel, on which Usedesk runs, tells them apart; proxies do not.
 */
const TRY_THE_OTHER_METHOD = ['404', '405'];

/**
 * Reads page after page by `offset` until a page has nothing new. Usedesk documents 100 entries for each page
 * (docs/facts/usedesk.md#connection). The code does not rely on it, and a server that ignores `offset` causes no
 * endless loop.
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
		// Without ids a new page looks the same as the one before.
		if (fresh.length === 0 || !known) break;
		offset += page.length;
	}
	return found.slice(0, limit);
}

/**
 * Sends a request as POST, as documented. Where there is no such route, it sends it again as GET, as other programs
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
		// If neither is a route, the first answer has the cause.
		throw isNoRoute(error) ? asApiError(context, refusal) : asApiError(context, error);
	}
}

function isNoRoute(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && TRY_THE_OTHER_METHOD.includes(error.httpCode ?? '');
}

/** Wraps an error, but returns an error of n8n unchanged. */
function asApiError(context: IExecutePaginationFunctions, error: unknown): NodeApiError {
	return new NodeApiError(
		context.getNode(),
		error as ConstructorParameters<typeof NodeApiError>[1],
	);
}

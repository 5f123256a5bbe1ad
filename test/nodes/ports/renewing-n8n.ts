import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { BusinessMessagingBotmakerApi } from '../../../credentials/BusinessMessagingBotmakerApi.credentials';

/**
 * n8n as far as it renews credentials: what its `httpRequestWithAuthentication` and `preAuthentication` do, step by
 * step (read in n8n 2.41). Errors are wrapped as n8n wraps them, with the answer somewhere under `cause`.
 */
export interface RenewingN8n {
	context: IAllExecuteFunctions;
	/** The credential as n8n has stored it. */
	stored: IDataObject;
	/** Number of times that n8n has written it. */
	writes: number;
}

const TYPE = new BusinessMessagingBotmakerApi();

export function renewingN8n(credential: IDataObject): RenewingN8n {
	const n8n = { stored: { ...credential }, writes: 0 } as RenewingN8n;

	const preAuthentication = async (data: IDataObject, expired: boolean): Promise<void> => {
		if (data.renewal !== '' && !expired) return;
		const helper = { helpers: { httpRequest: send } };
		const output = await TYPE.preAuthentication.call(helper, data as never);
		if (output.renewal === undefined) return;
		const before = { ...n8n.stored };
		await pause();
		n8n.stored = { ...before, ...output };
		n8n.writes += 1;
		Object.assign(data, output);
	};

	const request = async (_type: string, options: IHttpRequestOptions): Promise<unknown> => {
		const data = { ...n8n.stored };
		await preAuthentication(data, false);
		const first = await TYPE.authenticate(data as never, options);
		try {
			return await send(first);
		} catch (error) {
			if ((error as { response?: { status?: number } }).response?.status !== 401)
				throw wrapped(error);
			await preAuthentication(data, true);
			try {
				return await send(await TYPE.authenticate(data as never, first));
			} catch (again) {
				throw wrapped(again);
			}
		}
	};

	n8n.context = {
		getCredentials: async () => {
			await pause();
			return { ...n8n.stored };
		},
		helpers: { httpRequestWithAuthentication: request },
	} as unknown as IAllExecuteFunctions;
	return n8n;
}

/** Waits for another turn of the event loop, as a database does. */
function pause(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

function wrapped(error: unknown): Error {
	return new Error('Authorization failed - please check your credentials', { cause: error });
}

/**
 * Sends a request like n8n's plain helper, which throws for a status of failure unless its options say to ignore it.
 */
async function send(options: IHttpRequestOptions): Promise<never> {
	const { url, method = 'GET', headers, body, qs, ignoreHttpStatusErrors: ignore } = options;
	const address = new URL(url);
	for (const [name, value] of Object.entries(qs ?? {}))
		address.searchParams.set(name, String(value));
	const response = await fetch(address, {
		method,
		headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const answer = {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers.entries()),
		body: await response.text(),
	};
	const throwsAt = (status: number): boolean =>
		typeof ignore === 'object' ? ignore.except.includes(status) : !ignore && status >= 400;
	if (throwsAt(response.status)) {
		throw Object.assign(new Error(`Request failed with status code ${response.status}`), {
			response: { status: answer.statusCode, headers: answer.headers, data: answer.body },
		});
	}
	return { ...answer, body: parsed(answer.body) } as never;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

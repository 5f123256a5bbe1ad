import { Agent } from 'node:http';
import axios, { isAxiosError, type AxiosInstance } from 'axios';
import { z } from 'zod';
import { SandboxFailure } from './failure';

/** The owner of a sandbox: created on the first start, logged in on every other, with a key for n8n's public API. */

/** Fixed and printed: the sandbox listens on the loopback address only and holds nothing of value. */
export const OWNER = { email: 'sandbox@example.com', password: 'Sandbox-2026' } as const;

const API_KEY_LABEL = 'sandbox';
const REQUEST_TIMEOUT_MS = 60_000;

const settingsSchema = z.object({
	data: z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) }),
});
const cookieHeaderSchema = z.array(z.string()).min(1);
const scopesSchema = z.object({ data: z.array(z.string()) });
const keysSchema = z.object({ data: z.object({ items: z.array(z.unknown()) }).passthrough() });
const keySchema = z.object({ id: z.string(), label: z.string() });
const newKeySchema = z.object({ data: z.object({ rawApiKey: z.string() }) });

/** Data for requests to a running n8n; plain JSON, so that another process can use it. */
export interface N8nConnection {
	baseUrl: string;
	/** Cookie of the logged-in owner, for `/rest` and `/types`. */
	cookie: string;
	/** Key for `/api/v1`. */
	apiKey: string;
}

/**
 * Logs in.
 *
 * @throws SandboxFailure when the owner cannot log in, e.g. because the password was changed
 */
export async function openSession(baseUrl: string): Promise<N8nConnection> {
	const cookie = (await setUpOwner(baseUrl)) ?? (await logIn(baseUrl));
	const http = axios.create({ baseURL: baseUrl, headers: { cookie }, timeout: REQUEST_TIMEOUT_MS });
	await removeOldKeys(http);
	const scopes = scopesSchema.parse((await http.get<unknown>('/rest/api-keys/scopes')).data).data;
	const created = await http.post<unknown>('/rest/api-keys', {
		label: API_KEY_LABEL,
		expiresAt: null,
		scopes,
	});
	return { baseUrl, cookie, apiKey: newKeySchema.parse(created.data).data.rawApiKey };
}

/** Returns a client for both of n8n's interfaces. Its errors contain n8n's message. */
export function httpFor(connection: N8nConnection): AxiosInstance {
	const http = axios.create({
		baseURL: connection.baseUrl,
		headers: { cookie: connection.cookie, 'X-N8N-API-KEY': connection.apiKey },
		timeout: REQUEST_TIMEOUT_MS,
		// On a busy machine n8n closes an idle connection at the moment when it is used again ("socket hang up").
		httpAgent: new Agent({ keepAlive: false }),
	});
	http.interceptors.response.use(undefined, (error: unknown) => {
		if (isAxiosError(error) && error.response !== undefined) {
			const answer = z.object({ message: z.string() }).safeParse(error.response.data);
			if (answer.success) error.message += `: ${answer.data.message}`;
		}
		return Promise.reject(error);
	});
	return http;
}

/** Creates the owner; `undefined` when n8n has one already. */
async function setUpOwner(baseUrl: string): Promise<string | undefined> {
	const timeout = REQUEST_TIMEOUT_MS;
	const settings = await axios.get<unknown>(`${baseUrl}/rest/settings`, { timeout });
	const { showSetupOnFirstLoad } = settingsSchema.parse(settings.data).data.userManagement;
	if (!showSetupOnFirstLoad) return undefined;
	const owner = { ...OWNER, firstName: 'Sandbox', lastName: 'Owner' };
	const answer = await axios.post<unknown>(`${baseUrl}/rest/owner/setup`, owner, { timeout });
	return cookieOf(answer.headers['set-cookie']);
}

async function logIn(baseUrl: string): Promise<string> {
	const answer = await axios.post<unknown>(
		`${baseUrl}/rest/login`,
		{ emailOrLdapLoginId: OWNER.email, password: OWNER.password },
		{ timeout: REQUEST_TIMEOUT_MS, validateStatus: () => true },
	);
	if (answer.status !== 200)
		throw new SandboxFailure(
			`The sandbox's owner (${OWNER.email}) could not log in to n8n (HTTP ${answer.status}). ` +
				'If its password was changed, delete the .sandbox folder to start afresh.',
		);
	return cookieOf(answer.headers['set-cookie']);
}

/** Deletes the keys of earlier starts, because a label can be used only once and an old key cannot be read again. */
async function removeOldKeys(http: AxiosInstance): Promise<void> {
	const answer = (await http.get<unknown>('/rest/api-keys')).data;
	const list = z.object({ data: z.array(z.unknown()) }).safeParse(answer);
	const items = list.success ? list.data.data : keysSchema.parse(answer).data.items;
	for (const item of items) {
		const key = keySchema.safeParse(item);
		if (key.success && key.data.label === API_KEY_LABEL)
			await http.delete(`/rest/api-keys/${key.data.id}`);
	}
}

function cookieOf(header: unknown): string {
	return cookieHeaderSchema
		.parse(header)
		.map((cookie) => cookie.split(';')[0] ?? '')
		.join('; ');
}

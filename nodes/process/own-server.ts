import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Calls of this process to n8n's own web server. */

export interface ServerAnswer {
	status: number;
	/** Text of the answer, as far as it is short. */
	body: string;
}

const TIMEOUT_MS = 10_000;
const LONGEST_BODY = 10_000;

/** Calls a path of this process on this machine, whatever n8n's public address is. Rejects when nothing answers. */
export async function postToOwnServer(
	path: string,
	body: object,
	headers: Record<string, string> = {},
): Promise<ServerAnswer> {
	const { port, protocol, address } = ownServer();
	const host = address.includes(':') ? `[${address}]` : address;
	// The request goes to this process itself, under a name that its certificate does not have.
	return await post(`${protocol}//${host}:${port}${path}`, body, headers, false);
}

/** Calls a public address of n8n. Rejects when nothing answers. */
export async function postToPublicAddress(url: string, body: object): Promise<ServerAnswer> {
	return await post(url, body, {}, true);
}

async function post(
	url: string,
	body: object,
	headers: Record<string, string>,
	rejectUnauthorized: boolean,
): Promise<ServerAnswer> {
	const isHttps = url.startsWith('https:');
	const send = isHttps ? httpsRequest : httpRequest;
	return await new Promise<ServerAnswer>((resolve, reject) => {
		const call = send(
			url,
			{
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				timeout: TIMEOUT_MS,
				...(isHttps && { rejectUnauthorized }),
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => {
					if (text.length < LONGEST_BODY) text += chunk;
				});
				response.once('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
				response.once('error', reject);
			},
		);
		call.once('timeout', () => call.destroy(new Error('n8n did not answer')));
		call.once('error', reject);
		call.end(JSON.stringify(body));
	});
}

function ownServer(): { port: number; protocol: string; address: string } {
	const { N8N_PORT, N8N_PROTOCOL, N8N_LISTEN_ADDRESS = '' } = process.env;
	const isEverywhere = ['', '::', '0.0.0.0'].includes(N8N_LISTEN_ADDRESS);
	return {
		port: Number(N8N_PORT) || 5678,
		protocol: N8N_PROTOCOL === 'https' ? 'https:' : 'http:',
		address: isEverywhere ? '127.0.0.1' : N8N_LISTEN_ADDRESS,
	};
}

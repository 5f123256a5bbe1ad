import type { IWebhookFunctions } from 'n8n-workflow';

/** Just enough of n8n to receive a request. What it does not prove is how n8n itself reads one; the e2e tests do. */
export function webhookDouble(given: {
	body: unknown;
	query?: Record<string, string>;
	parameters?: Record<string, unknown>;
	credential?: Record<string, string>;
	node?: string;
}) {
	const answers: Array<{ status: number; body: unknown }> = [];
	const logged: string[] = [];
	const response = {
		status: (status: number) => ({
			json: (body: unknown) => {
				answers.push({ status, body });
			},
		}),
	};
	const context = {
		getRequestObject: () => ({
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			query: given.query ?? {},
			rawBody: Buffer.from(JSON.stringify(given.body)),
		}),
		getResponseObject: () => response,
		getCredentials: () =>
			Promise.resolve({
				server: 'own',
				baseUrl: 'http://x',
				apiToken: 'key-1',
				...given.credential,
			}),
		getNodeParameter: (name: string, fallback: unknown) => given.parameters?.[name] ?? fallback,
		getWorkflow: () => ({ id: 'w1' }),
		getNode: () => ({ id: given.node ?? 'n1', name: 'Usedesk Trigger' }),
		getMode: () => 'webhook',
		logger: { warn: (line: string) => logged.push(line) },
	};
	return { context: context as unknown as IWebhookFunctions, answers, logged };
}

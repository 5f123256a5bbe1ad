import type { CallResult } from '../../intake/keeper/waiting-executions';
import type { WaitingExecution } from '../../store/contracts/waits';
import { postToOwnServer, postToPublicAddress, type ServerAnswer } from './own-server';

/** Endpoint under which n8n hears calls to waiting executions, unless it is configured. */
const DEFAULT_ENDPOINT = 'webhook-waiting';

/**
 * Calls the node of a waiting execution (docs/facts/n8n.md#waiting). This process answers itself, unless n8n lets it
 * serve no such calls; then the call goes to n8n's public address.
 */
export async function callWaitingExecution(
	execution: WaitingExecution,
	questionId: string,
): Promise<CallResult> {
	const publicBases = [execution.publicBase, ownPublicBase()];
	return (await post(pathOf(execution), { questionId }, publicBases)) ?? 'unreachable';
}

/** Returns whether this process reaches n8n's address of waiting executions. Asks for an execution that is not there. */
export async function reachesWaitingExecutions(): Promise<boolean> {
	return (await post('/0/none', {}, [ownPublicBase()])) !== undefined;
}

/** Returns the answer of n8n in this process, else the first one of n8n under a public address. */
async function post(
	path: string,
	body: object,
	publicBases: readonly string[],
): Promise<CallResult | undefined> {
	const own = await postToOwnServer(`/${endpoint()}${path}`, body).catch(() => undefined);
	const ownResult = own && resultOf(own);
	if (ownResult !== undefined) return ownResult;
	for (const base of new Set(publicBases.filter((url) => url !== ''))) {
		const away = await postToPublicAddress(`${base}${path}`, body).catch(() => undefined);
		const result = away && resultOf(away);
		if (result !== undefined) return result;
	}
	return undefined;
}

/** Returns the public address of waiting executions as this process is configured; `''` where it is not. */
function ownPublicBase(): string {
	const { WEBHOOK_URL = '' } = process.env;
	return WEBHOOK_URL === '' ? '' : `${WEBHOOK_URL.replace(/\/$/, '')}/${endpoint()}`;
}

function endpoint(): string {
	return process.env.N8N_ENDPOINT_WEBHOOK_WAIT ?? DEFAULT_ENDPOINT;
}

function pathOf({ id, nodeId, token }: WaitingExecution): string {
	const query = token === '' ? '' : `?signature=${encodeURIComponent(token)}`;
	return `/${encodeURIComponent(id)}/${encodeURIComponent(nodeId)}${query}`;
}

/**
 * Returns what n8n said; `undefined` for an answer that is not n8n's: a page of text, or one of a proxy before it. Only
 * n8n's own answers may end a question.
 */
function resultOf({ status, body }: ServerAnswer): CallResult | undefined {
	if (!isJsonObject(body)) return undefined;
	if (status >= 200 && status < 300) return 'taken';
	if (status === 409 && body.includes('running already')) return 'busy';
	if (status === 500) return 'failed';
	return [401, 404, 409].includes(status) ? 'gone' : undefined;
}

function isJsonObject(body: string): boolean {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === 'object' && value !== null;
	} catch {
		return false;
	}
}

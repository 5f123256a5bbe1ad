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
	const path = pathOf(execution);
	const endpoint = process.env.N8N_ENDPOINT_WEBHOOK_WAIT ?? DEFAULT_ENDPOINT;
	const own = await postToOwnServer(`/${endpoint}${path}`, { questionId }).catch(() => undefined);
	if (own && isByN8n(own)) return resultOf(own);
	if (execution.publicBase === '') return 'unreachable';
	const url = `${execution.publicBase.replace(/\/$/, '')}${path}`;
	const away = await postToPublicAddress(url, { questionId }).catch(() => undefined);
	return away && isByN8n(away) ? resultOf(away) : 'unreachable';
}

function pathOf({ id, nodeId, token }: WaitingExecution): string {
	const query = token === '' ? '' : `?signature=${encodeURIComponent(token)}`;
	return `/${encodeURIComponent(id)}/${encodeURIComponent(nodeId)}${query}`;
}

/** Returns whether n8n has looked for the execution. A process without this endpoint answers with a page of text. */
function isByN8n({ status, body }: ServerAnswer): boolean {
	return status !== 404 || body.includes('execution');
}

function resultOf({ status, body }: ServerAnswer): CallResult {
	if (status >= 200 && status < 300) return 'taken';
	if (status === 409 && body.includes('running already')) return 'busy';
	return status < 500 ? 'gone' : 'failed';
}

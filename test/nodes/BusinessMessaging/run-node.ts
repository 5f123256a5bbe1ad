import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	NodeTypeAndVersion,
} from 'n8n-workflow';

import type { HttpResult } from '../../../messaging/http';
import type { Store } from '../../../store/contracts/store';
import { executeDouble } from '../MessageRouter/execute-double';

/**
 * Runs the whole node on items, as n8n would, with the Simulator as provider: its store is a file of the test's own.
 * What it does not prove is how n8n itself reads parameters; the end-to-end tests do.
 */
export async function runNode(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	options: { continueOnFail?: boolean; timeZone?: string; parents?: NodeTypeAndVersion[] } = {},
): Promise<INodeExecutionData[][]> {
	const { runItems } = await import('../../../nodes/BusinessMessaging/run-items');
	const { context } = executeDouble({ provider: 'simulator', ...parameters }, items, options);
	return await runItems(context);
}

/** The store that the node under test uses. Its folder must be set before the first call. */
export async function nodeStore(): Promise<Store> {
	const { conversationStore } = await import('../../../nodes/ports/conversation-store');
	return await conversationStore();
}

export function answerOf(body: unknown): HttpResult {
	return { ok: true, status: 200, headers: {}, body };
}

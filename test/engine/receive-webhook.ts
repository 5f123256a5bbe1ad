import './quiet-n8n';
import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type INodeParameters,
	type IWebhookData,
	type IWebhookResponseData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalData } from './additional-data';
import type { CredentialData } from './given-credentials';
import { nodeTypes, PACKAGE } from './package-nodes';

export interface TriggerNode {
	/** A type of this package. */
	type: string;
	typeVersion?: number;
	id?: string;
	parameters: INodeParameters;
	credentials?: CredentialData;
	mode?: WorkflowExecuteMode;
	/** Address of the visitor whom the request comes from. */
	remoteAddress?: string;
}

export interface ReceivedWebhook {
	/** Outputs and answer that the node leaves to n8n. */
	response: IWebhookResponseData;
	/** Answers that the node gave itself. */
	answers: Array<{ status: number; body: unknown }>;
	/** Warnings in the log of n8n. */
	logged: string[];
}

/** Gives a request with a JSON body to a trigger of this package, in n8n's own context for webhooks. */
export async function receiveWebhook(
	{ type, typeVersion = 1, id = 'trigger-1', parameters, ...given }: TriggerNode,
	body: unknown,
	query: Record<string, string> = {},
): Promise<ReceivedWebhook> {
	const { credentials = {}, mode = 'webhook' } = given;
	const node = {
		...{ id, name: 'Trigger', type: PACKAGE + type, typeVersion, parameters },
		position: [0, 0] as [number, number],
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
	};
	const base = { id: 'workflow-1', nodes: [node], connections: {}, active: true };
	const workflow = new Workflow({ ...base, nodeTypes });
	const answers: ReceivedWebhook['answers'] = [];
	const around = Object.assign(additionalData(base, credentials, mode), {
		httpRequest: {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			query,
			rawBody: Buffer.from(JSON.stringify(body)),
			socket: { remoteAddress: given.remoteAddress },
		},
		httpResponse: responseInto(answers),
	});
	const webhook = {} as IWebhookData;
	const context = new WebhookContext(workflow, node, around, mode, webhook, [], null);
	const log = jest.spyOn(context.logger, 'warn');
	const nodeType = nodeTypes.getByNameAndVersion(node.type, typeVersion);
	const response = (await nodeType.webhook?.call(context)) ?? {};
	const logged = log.mock.calls.map(([message]) => message);
	log.mockRestore();
	return { response, answers, logged };
}

/** Returns the part of an HTTP response that triggers use. */
function responseInto(answers: ReceivedWebhook['answers']) {
	let status = 200;
	const answer = (body: unknown) => void answers.push({ status, body });
	const response = {
		status: (given: number) => {
			status = given;
			return response;
		},
		setHeader: () => response,
		removeHeader: () => undefined,
		json: answer,
		end: answer,
	};
	return response;
}

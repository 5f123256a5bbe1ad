import {
	NodeApiError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type PostReceiveAction,
} from 'n8n-workflow';

import { readAccount, withoutSecrets } from '../account';
import { explain } from './explain';
import { checkAnswer, type Expected } from './check-answer';

/** Reader of every answer: checks it, explains a refusal, and converts the data for the workflow. */

/**
 * @param purpose the operation, for the explanation, e.g. `Ticket > Create`
 * @param toItems converts an accepted body into the JSON of items
 */
export function receive(
	purpose: string,
	expected: Expected,
	toItems: (body: unknown, context: IExecuteSingleFunctions) => object[],
): PostReceiveAction {
	return async function (
		this: IExecuteSingleFunctions,
		_items: INodeExecutionData[],
		response: IN8nHttpFullResponse,
	): Promise<INodeExecutionData[]> {
		const body = parsed(response.body);
		const verdict = checkAnswer({ status: response.statusCode, body }, expected);
		if (!verdict.ok) {
			const { message, description } = explain(verdict.refusal, purpose);
			throw new NodeApiError(
				this.getNode(),
				{},
				{
					message,
					description: withoutSecrets(description, await readAccount(this)),
					httpCode: String(response.statusCode),
					itemIndex: this.getItemIndex(),
				},
			);
		}
		return toItems(body, this).map((json) => ({
			json: json as IDataObject,
			pairedItem: { item: this.getItemIndex() },
		}));
	};
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

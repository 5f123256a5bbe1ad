import {
	NodeOperationError,
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { asRepeatable } from '../../../../messaging/error';
import { templateFields } from '../../fields/template';
import { notOffered, refused } from '../../node-errors';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

/** Fields for name and language. Those for variables serve sending only. */
const properties = templateFields('template', {}).slice(0, 2);

const displayOptions = { show: { resource: ['template'], operation: ['get'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const node = context.getNode();
	const { templates } = session.adapter;
	if (templates === undefined) throw notOffered(node, 'templates', item);
	const name = String(context.getNodeParameter('templateName', item, '', { extractValue: true }));
	const language = String(context.getNodeParameter('templateLanguage', item, ''));
	if (name === '' || language === '') {
		throw new NodeOperationError(node, 'No template is chosen', {
			itemIndex: item,
			description: 'Choose a template and its language.',
		});
	}
	const found = await templates.get(session.account, name, language, session.http);
	if (!found.ok) throw refused(node, asRepeatable(found.error), item);
	return { output: 'result', json: found.value as unknown as IDataObject };
}

import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { endsFields } from '../../fields/ends';
import { sendOptions } from '../../fields/send-options';
import { templateFields } from '../../fields/template';
import { readCommon } from '../../send-options';
import type { Session } from '../../session';
import { readTemplateMessage } from '../../template-parameters';
import type { OperationResult } from '../operation';
import { deliverItem, SENDS_AT_ONCE } from './deliver-item';

const properties: INodeProperties[] = [
	...endsFields,
	...templateFields('template', {}),
	sendOptions,
];

const displayOptions = { show: { resource: ['message'], operation: ['sendTemplate'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export const concurrency = SENDS_AT_ONCE;

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const template = await readTemplateMessage(context, session, item, 'template');
	const message = { ...template, ...readCommon(context, item) };
	return await deliverItem(context, session, item, message, { closedWindow: 'block' });
}

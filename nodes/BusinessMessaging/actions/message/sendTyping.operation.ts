import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { senderOfCustomerFields } from '../../fields/ends';
import { inboundMessageField } from '../../fields/inbound-message';
import { sendSignal } from '../../send-signal';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const properties: INodeProperties[] = [...senderOfCustomerFields, inboundMessageField];

const displayOptions = { show: { resource: ['message'], operation: ['sendTyping'] } };

export const description = updateDisplayOptions(displayOptions, properties);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	return await sendSignal(context, session, item, 'typing');
}

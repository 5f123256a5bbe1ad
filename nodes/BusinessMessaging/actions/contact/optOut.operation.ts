import { updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import { consentFields } from '../../fields/consent';
import { recordConsent } from '../../record-consent';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['contact'], operation: ['optOut'] } };

export const description = updateDisplayOptions(displayOptions, consentFields);

export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	return await recordConsent(context, session, item, 'optedOut');
}

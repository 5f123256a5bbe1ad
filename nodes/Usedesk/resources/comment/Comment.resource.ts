import type { INodeProperties } from 'n8n-workflow';

import { operationField } from '../../shown-for';
import { createFields, createOption } from './create.operation';

export const commentProperties: INodeProperties[] = [
	operationField('comment', [createOption], 'create'),
	...createFields,
];

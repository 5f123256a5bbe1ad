import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { asChange, asRepeatable } from '../../../../messaging/error';
import type { Template } from '../../../../messaging/provider';
import { readParameters } from '../../parameter-reader';
import { notOffered, refused } from '../../node-errors';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const properties: INodeProperties[] = [
	{
		displayName: 'Template Name',
		name: 'deletedTemplateName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_ready',
	},
	{
		displayName: 'Language Code',
		name: 'deletedTemplateLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. pt_BR',
		description: 'Leave empty to delete the template in all of its languages',
	},
	{
		displayName: 'Confirm Delete',
		name: 'confirmDelete',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete the template at the provider. This cannot be undone, and on WhatsApp its name cannot be used again for 30 days. While this is off, the node only returns what it would delete.',
	},
];

const displayOptions = { show: { resource: ['template'], operation: ['delete'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** Returns a preview until it is confirmed. Only `true` confirms: a text from an expression does not. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const node = context.getNode();
	const { account, http } = session;
	const { templates } = session.adapter;
	if (templates?.remove === undefined) throw notOffered(node, 'deleting templates', item);
	const parameters = readParameters(context, item);
	const name = parameters.required('deletedTemplateName', 'Template Name');
	const language = parameters.text('deletedTemplateLanguage', 'Language Code') || undefined;
	const listed = await templates.list(account, http);
	if (!listed.ok) throw refused(node, asRepeatable(listed.error), item);
	const found = listed.value.filter(
		(template) =>
			template.name === name && (language === undefined || template.language === language),
	);
	const isConfirmed = context.getNodeParameter('confirmDelete', item, false) === true;
	if (isConfirmed && found.length > 0) {
		const removed = await templates.remove(account, { name, ...(language && { language }) }, http);
		if (!removed.ok) throw refused(node, asChange(removed.error, 'with Template > List'), item);
	}
	return {
		output: 'result',
		json: { name, deleted: isConfirmed && found.length > 0, templates: found.map(toJson) },
	};
}

function toJson({ id, name, language, category, status }: Template): IDataObject {
	return { id, name, language, category, status };
}

import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { Template } from '../../../../messaging/provider';
import { formOf } from '../../parameter-reader';
import { notOffered, refused, type Session } from '../../session';
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
		description: 'Leave it empty to delete the template in all of its languages',
	},
	{
		displayName: 'Yes, Delete',
		name: 'confirmDelete',
		type: 'boolean',
		default: false,
		description:
			'Whether to delete the template at the provider. There is no way back, and on WhatsApp its name cannot be used again for 30 days. While this is off, the node only says what would be deleted.',
	},
];

const displayOptions = { show: { resource: ['template'], operation: ['delete'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** A preview until it is confirmed. Only `true` itself confirms: an expression that gives a word does not. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const node = context.getNode();
	const { account, http } = session;
	const { templates } = session.adapter;
	if (templates?.remove === undefined) throw notOffered(node, 'deleting templates', item);
	const form = formOf(context, item);
	const name = form.required('deletedTemplateName', 'Template Name');
	const language = form.text('deletedTemplateLanguage') || undefined;
	const listed = await templates.list(account, http);
	if (!listed.ok) throw refused(node, listed.error, item);
	const found = listed.value.filter(
		(template) =>
			template.name === name && (language === undefined || template.language === language),
	);
	const isConfirmed = context.getNodeParameter('confirmDelete', item, false) === true;
	if (isConfirmed && found.length > 0) {
		const removed = await templates.remove(account, { name, ...(language && { language }) }, http);
		if (!removed.ok) throw refused(node, removed.error, item);
	}
	return {
		output: 'result',
		json: { name, deleted: isConfirmed && found.length > 0, templates: found.map(toJson) },
	};
}

function toJson({ id, name, language, category, status }: Template): IDataObject {
	return { id, name, language, category, status };
}

import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import type { TemplateDraft } from '../../../../messaging/provider';
import { formOf } from '../../form-reader';
import { notOffered, refused, type Session } from '../../session';
import type { OperationResult } from '../operation';

const properties: INodeProperties[] = [
	{
		displayName: 'Template Name',
		name: 'newTemplateName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_ready',
		description: 'Small letters, digits and underscores',
	},
	{
		displayName: 'Language Code',
		name: 'newTemplateLanguage',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. pt_BR',
	},
	{
		displayName: 'Category',
		name: 'newTemplateCategory',
		type: 'options',
		options: [
			{ name: 'Authentication', value: 'authentication', description: 'Login codes only' },
			{ name: 'Marketing', value: 'marketing', description: 'Offers, news, invitations' },
			{ name: 'Utility', value: 'utility', description: 'About something the customer ordered' },
		],
		default: 'utility',
		description: 'WhatsApp moves a template to another category when its text does not fit',
	},
	{
		displayName: 'Text',
		name: 'newTemplateText',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Hi {{1}}, your order {{2}} is ready.',
		description:
			'Blanks are numbered from 1, in two curly brackets. Leave the field on Fixed, or n8n reads them as its own.',
	},
	{
		displayName: 'Sample Values',
		name: 'newTemplateSamples',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Sample Value' },
		default: [],
		description:
			'One for each blank of the text, in their order. WhatsApp judges the template by it.',
	},
	{
		displayName: 'Options',
		name: 'newTemplateOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: "Fields in the Provider's Own Form",
				name: 'raw',
				type: 'json',
				default: '{}',
				description:
					'For what has no field here, such as buttons or a picture. Laid over what the other fields make.',
			},
			{ displayName: 'Footer', name: 'footer', type: 'string', default: '' },
			{ displayName: 'Header', name: 'header', type: 'string', default: '' },
		],
	},
];

const displayOptions = { show: { resource: ['template'], operation: ['create'] } };

export const description = updateDisplayOptions(displayOptions, properties);

/** Hands a template in. Whether WhatsApp approves it comes later, as an account update. */
export async function execute(
	context: IExecuteFunctions,
	session: Session,
	item: number,
): Promise<OperationResult> {
	const { templates } = session.adapter;
	if (templates?.create === undefined) {
		throw notOffered(context.getNode(), 'creating templates', item);
	}
	const draft = readDraft(context, item);
	const created = await templates.create(session.account, draft, session.http);
	if (!created.ok) throw refused(context.getNode(), created.error, item);
	const { name, language, category } = draft;
	return { output: 'result', json: { ...created.value, name, language, category } };
}

function readDraft(context: IExecuteFunctions, item: number): TemplateDraft {
	const form = formOf(context, item);
	const body = form.required('newTemplateText', 'Text');
	const { header, footer, raw } = context.getNodeParameter('newTemplateOptions', item, {}) as {
		header?: string;
		footer?: string;
		raw?: unknown;
	};
	return {
		name: form.required('newTemplateName', 'Template Name'),
		language: form.required('newTemplateLanguage', 'Language Code'),
		category: context.getNodeParameter(
			'newTemplateCategory',
			item,
			'utility',
		) as TemplateDraft['category'],
		body,
		examples: readSamples(context, item, body),
		...(header ? { header } : {}),
		...(footer ? { footer } : {}),
		...(raw === undefined ? {} : { raw: form.json(raw, "Fields in the Provider's Own Form") }),
	};
}

/** As many as there are blanks: WhatsApp refuses a template with a blank that has no sample. */
function readSamples(context: IExecuteFunctions, item: number, body: string): string[] {
	const given = context.getNodeParameter('newTemplateSamples', item, []);
	const samples = (Array.isArray(given) ? given : [given]).map((value) =>
		String(value ?? '').trim(),
	);
	const filled = samples.filter((sample) => sample !== '');
	const blanks = new Set([...body.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1])).size;
	if (filled.length === blanks) return filled;
	throw new NodeOperationError(
		context.getNode(),
		`The text has ${blanks} blanks, and there are ${filled.length} sample values`,
		{ itemIndex: item, description: 'Give one sample value for each blank, in their order.' },
	);
}

import { NodeOperationError, updateDisplayOptions, type IExecuteFunctions } from 'n8n-workflow';

import { asChange } from '../../../../messaging/error';
import type { TemplateDraft, TemplateDraftButton } from '../../../../messaging/provider';
import { newTemplateFields } from '../../fields/new-template';
import { readParameters, type Row } from '../../parameter-reader';
import { notOffered, refused } from '../../node-errors';
import type { Session } from '../../session';
import type { OperationResult } from '../operation';

const displayOptions = { show: { resource: ['template'], operation: ['create'] } };

export const description = updateDisplayOptions(displayOptions, newTemplateFields);

/** Submits a template. WhatsApp's decision comes later, as an account update. */
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
	if (!templates.draftsButtons && (draft.buttons || draft.headerExample)) {
		throw notOffered(
			context.getNode(),
			'buttons and sample values of headers in new templates',
			item,
		);
	}
	const created = await templates.create(session.account, draft, session.http);
	if (!created.ok)
		throw refused(context.getNode(), asChange(created.error, 'with Template > List'), item);
	const { name, language, category } = draft;
	return { output: 'result', json: { ...created.value, name, language, category } };
}

function readDraft(context: IExecuteFunctions, item: number): TemplateDraft {
	const parameters = readParameters(context, item);
	const body = parameters.required('newTemplateText', 'Text');
	const { header, headerExample, footer, raw, buttons } = context.getNodeParameter(
		'options',
		item,
		{},
	) as {
		header?: string;
		headerExample?: string;
		footer?: string;
		raw?: unknown;
		buttons?: { button?: Row[] };
	};
	return {
		name: parameters.required('newTemplateName', 'Template Name'),
		language: parameters.required('newTemplateLanguage', 'Language Code'),
		category: context.getNodeParameter(
			'newTemplateCategory',
			item,
			'utility',
		) as TemplateDraft['category'],
		body,
		examples: readSamples(context, item, body),
		...(header ? { header } : {}),
		...(header && headerExample ? { headerExample } : {}),
		...(buttons?.button?.length ? { buttons: buttons.button.map(readButton) } : {}),
		...(footer ? { footer } : {}),
		...(raw === undefined
			? {}
			: { raw: parameters.json(raw, "Fields in the Provider's Own Format") }),
	};
}

function readButton({ kind, title, url, example }: Row): TemplateDraftButton {
	const text = (value: unknown) => String(value ?? '').trim();
	if (kind !== 'url') return { kind: 'quickReply', title: text(title) };
	const sample = text(example);
	return { kind, title: text(title), url: text(url), ...(sample && { example: sample }) };
}

/** Reads one sample value for each variable: WhatsApp refuses a template with a variable without one. */
function readSamples(context: IExecuteFunctions, item: number, body: string): string[] {
	const given = context.getNodeParameter('newTemplateSamples', item, []);
	const samples = (Array.isArray(given) ? given : [given]).map((value) =>
		String(value ?? '').trim(),
	);
	const filled = samples.filter((sample) => sample !== '');
	const variables = new Set([...body.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]))
		.size;
	if (filled.length === variables) return filled;
	throw new NodeOperationError(
		context.getNode(),
		`The text has ${counted(variables, 'variable')} but ${counted(filled.length, 'sample value')}`,
		{
			itemIndex: item,
			description: 'Enter one under "Sample Values" for each variable of the text, in their order.',
		},
	);
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

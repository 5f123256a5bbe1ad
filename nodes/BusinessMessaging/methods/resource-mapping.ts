import type { FieldType, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import type { TemplateSlot } from '../../../messaging/provider';
import { slotFieldId } from '../template-slots';
import { accountTemplates } from './account-templates';

export const resourceMapping = {
	async getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await variablesOf(this, 'template');
	},
	async getWindowTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		return await variablesOf(this, 'windowTemplate');
	},
};

async function variablesOf(
	context: ILoadOptionsFunctions,
	prefix: string,
): Promise<ResourceMapperFields> {
	const name = context.getCurrentNodeParameter(`${prefix}Name`, { extractValue: true });
	const language = context.getCurrentNodeParameter(`${prefix}Language`);
	const template = (await accountTemplates(context)).find(
		(candidate) => candidate.name === name && candidate.language === language,
	);
	if (template === undefined) {
		return { fields: [], emptyFieldsNotice: 'Choose a template and its language first.' };
	}
	return {
		fields: template.variables.map(({ key, label, kind, required }) => ({
			id: slotFieldId(key),
			displayName: label,
			required,
			defaultMatch: false,
			display: true,
			type: FIELD_TYPES[kind],
			canBeUsedToMatch: false,
		})),
		emptyFieldsNotice: `This template has no variables. It reads: ${template.body}`,
	};
}

const FIELD_TYPES = {
	text: 'string',
	image: 'url',
	video: 'url',
	document: 'url',
	location: 'string',
	payload: 'string',
	urlSuffix: 'string',
	couponCode: 'string',
} as const satisfies Record<TemplateSlot['kind'], FieldType>;

import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { accountTemplates } from './account-templates';

export const loadOptions = {
	async getTemplateLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await languagesOf(this, 'templateName');
	},
	async getWindowTemplateLanguages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await languagesOf(this, 'windowTemplateName');
	},
};

async function languagesOf(
	context: ILoadOptionsFunctions,
	parameter: string,
): Promise<INodePropertyOptions[]> {
	const name = context.getCurrentNodeParameter(parameter, { extractValue: true });
	const approved = (await accountTemplates(context)).filter(
		(template) => template.name === name && template.status === 'approved',
	);
	return approved.map(({ language }) => ({ name: language, value: language }));
}

import type { INodeProperties } from 'n8n-workflow';

/**
 * Returns fields for a template's name, language and variables. They serve Send Template and the template that replaces
 * free text; `prefix` distinguishes the two.
 */
export function templateFields(
	prefix: 'template' | 'windowTemplate',
	show: Record<string, string[]>,
): INodeProperties[] {
	const language = `${prefix}Language`;
	return [
		{
			displayName: 'Template',
			name: `${prefix}Name`,
			type: 'resourceLocator',
			required: true,
			default: { __rl: true, mode: 'list', value: '' },
			description: 'An approved template of your account',
			displayOptions: { show },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
				},
				{ displayName: 'By Name', name: 'id', type: 'string', placeholder: 'e.g. order_ready' },
			],
		},
		{
			displayName: 'Language Name or ID',
			name: language,
			type: 'options',
			typeOptions: {
				loadOptionsMethod:
					prefix === 'template' ? 'getTemplateLanguages' : 'getWindowTemplateLanguages',
				loadOptionsDependsOn: [`${prefix}Name.value`],
			},
			required: true,
			default: '',
			description:
				'The languages in which the template was approved. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			displayOptions: { show },
		},
		{
			displayName: 'Variables',
			name: `${prefix}Variables`,
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description: 'Values of the variables. Each field shows the text around its variable.',
			displayOptions: { show },
			typeOptions: {
				loadOptionsDependsOn: [`${prefix}Name.value`, language],
				resourceMapper: {
					resourceMapperMethod:
						prefix === 'template' ? 'getTemplateVariables' : 'getWindowTemplateVariables',
					mode: 'add',
					fieldWords: { singular: 'variable', plural: 'variables' },
					addAllFields: true,
					multiKeyMatch: false,
					supportAutoMap: false,
				},
			},
		},
	];
}

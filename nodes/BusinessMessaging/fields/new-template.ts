import type { INodeProperties } from 'n8n-workflow';

import { storeOption } from '../../ports/store-option';

/** Fields of a new template. The last option takes fields in the provider's own format. */
export const newTemplateFields: INodeProperties[] = [
	{
		displayName: 'Template Name',
		name: 'newTemplateName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_ready',
		description: 'Lower-case letters without accents, digits and underscores',
	},
	{
		displayName: 'Language Code',
		name: 'newTemplateLanguage',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. pt_BR',
		description: 'Language of the text. The same template may be submitted once for each language.',
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
		description: 'WhatsApp changes the category of a template when its text does not match it',
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
			'Variables are numbered from 1, in two curly brackets. Leave the field on Fixed, or n8n reads them as its own.',
	},
	{
		displayName: 'Sample Values',
		name: 'newTemplateSamples',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Sample Value' },
		default: [],
		description:
			'One for each variable of the text, in their order. WhatsApp reviews the template with them.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Buttons',
				name: 'buttons',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, sortable: true },
				default: {},
				placeholder: 'Add Button',
				options: [
					{
						displayName: 'Button',
						name: 'button',
						values: [
							{
								displayName: 'Kind',
								name: 'kind',
								type: 'options',
								options: [
									{ name: 'Link', value: 'url' },
									{ name: 'Quick Reply', value: 'quickReply' },
								],
								default: 'quickReply',
							},
							{
								displayName: 'Link',
								name: 'url',
								type: 'string',
								default: '',
								placeholder: 'e.g. https://shop.example/orders/{{1}}',
								description: 'May end in the variable {{1}}',
								displayOptions: { show: { kind: ['url'] } },
							},
							{
								displayName: 'Sample Link',
								name: 'example',
								type: 'string',
								default: '',
								placeholder: 'e.g. https://shop.example/orders/77',
								description: 'The whole address, when the link has a variable',
								displayOptions: { show: { kind: ['url'] } },
							},
							{
								displayName: 'Title',
								name: 'title',
								type: 'string',
								default: '',
								placeholder: 'e.g. See order',
								description: 'Text on the button',
							},
						],
					},
				],
			},
			storeOption,
			{
				displayName: "Fields in the Provider's Own Format",
				name: 'raw',
				type: 'json',
				default: '{}',
				description:
					'Fields that are missing here, such as a picture (on WhatsApp: components). They override the fields above.',
			},
			{
				displayName: 'Footer',
				name: 'footer',
				type: 'string',
				default: '',
				placeholder: 'e.g. Padaria Sol',
				description: 'A line in small grey letters below the text, without variables',
			},
			{
				displayName: 'Header',
				name: 'header',
				type: 'string',
				default: '',
				placeholder: 'e.g. Your order is ready',
				description: 'A line in bold letters above the text, with at most one variable',
			},
			{
				displayName: 'Sample Value of the Header',
				name: 'headerExample',
				type: 'string',
				default: '',
				description: 'For the variable of the header',
			},
		],
	},
];

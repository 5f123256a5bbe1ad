import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/**
 * Returns the fields of the WhatsApp template of a public reply, required when the client's last message is more than
 * 24 hours old. They depend on the service that connects the channel to WhatsApp (docs/facts/usedesk.md#comments).
 */
export function templateFields(show: NonNullable<IDisplayOptions['show']>): INodeProperties[] {
	const byName = { ...show, template: ['byName'] };
	return [
		{
			displayName: 'WhatsApp Template',
			name: 'template',
			type: 'options',
			options: [
				{ name: 'None', value: 'none', description: 'Sends the message as it is' },
				{
					name: 'By ID (Channel Through Pact)',
					value: 'byId',
					description: 'For a WhatsApp channel that Pact connects',
				},
				{
					name: 'By Name (Channel Through Infobip or Landbot)',
					value: 'byName',
					description: 'For a WhatsApp channel that Infobip or Landbot connects',
				},
			],
			default: 'none',
			description:
				'An approved template, for clients who last wrote more than 24 hours ago. Only for WhatsApp channels.',
			displayOptions: { show },
		},
		{
			displayName: 'Template ID',
			name: 'templateId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 12',
			description: 'ID of the template at Pact',
			displayOptions: { show: { ...show, template: ['byId'] } },
			routing: { send: { type: 'body', property: 'template_id' } },
		},
		{
			displayName: 'Template Name',
			name: 'templateName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. order_ready',
			description: 'Name of the template as it was approved',
			displayOptions: { show: byName },
			routing: { send: { type: 'body', property: 'template_name' } },
		},
		{
			displayName: 'Template Language',
			name: 'templateLanguage',
			type: 'string',
			required: true,
			default: 'pt_BR',
			placeholder: 'e.g. pt_BR',
			description: 'Language of the template as it was approved; pt_BR is not pt',
			displayOptions: { show: byName },
			routing: { send: { type: 'body', property: 'template_lang' } },
		},
		{
			displayName: 'Template Variables',
			name: 'templateVariables',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Variable' },
			default: [],
			placeholder: 'e.g. Ana',
			description: 'Values of the variables of the template, in their order',
			displayOptions: { show: byName },
			routing: { send: { type: 'body', property: 'template_variables' } },
		},
	];
}

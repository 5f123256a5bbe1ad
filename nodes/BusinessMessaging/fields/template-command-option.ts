import type { INodeProperties } from 'n8n-workflow';

/** Option by which the text of a message can choose a template, e.g. for the agents of a help desk. */
export const templateCommandOption: INodeProperties = {
	displayName: 'Template Command',
	name: 'templateCommand',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Template Command',
	description:
		'Word at the start of a text that sends a template in place of the text. An agent of a help desk writes "/template order_ready Ana; 77-1" to send the template order_ready with these values.',
	displayOptions: { show: { '/operation': ['send'], '/messageType': ['text'] } },
	options: [
		{
			displayName: 'Command',
			name: 'command',
			values: [
				{
					displayName: 'Word',
					name: 'word',
					type: 'string',
					default: '/template',
					placeholder: 'e.g. /template',
				},
				{
					displayName: 'Language Code',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. pt_BR',
					description: 'Language in which these templates were approved',
				},
			],
		},
	],
};

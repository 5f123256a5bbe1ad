import type { INodeProperties } from 'n8n-workflow';

export const contactCardsField: INodeProperties = {
	displayName: 'Contacts',
	name: 'contactCards',
	type: 'fixedCollection',
	placeholder: 'Add Contact',
	typeOptions: { multipleValues: true },
	default: { card: [{ name: '', phone: '', email: '', organization: '' }] },
	displayOptions: { show: { messageType: ['contacts'] } },
	options: [
		{
			displayName: 'Contact',
			name: 'card',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'name@email.com',
					default: '',
				},
				{ displayName: 'Organization', name: 'organization', type: 'string', default: '' },
			],
		},
	],
};

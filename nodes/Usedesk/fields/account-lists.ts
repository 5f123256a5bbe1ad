import type { INodeProperties, INodePropertyRouting } from 'n8n-workflow';

/** Fields whose choices come from the account: from a list, or by ID. */

interface Field {
	name: string;
	displayName: string;
	description: string;
	required?: boolean;
	displayOptions?: INodeProperties['displayOptions'];
	routing?: INodePropertyRouting;
}

export function agentField(field: Field): INodeProperties {
	return choice(field, 'searchAgents', 'e.g. 3001');
}

/** Adds the choice of no agent. */
export function assigneeField(field: Field): INodeProperties {
	return choice(field, 'searchAssignees', 'e.g. 3001');
}

export function groupField(field: Field): INodeProperties {
	return choice(field, 'searchGroups', 'e.g. 41');
}

/** Adds the choice of no group. */
export function groupOrNoneField(field: Field): INodeProperties {
	return choice(field, 'searchGroupsOrNone', 'e.g. 41');
}

export function channelField(field: Field): INodeProperties {
	return choice(field, 'searchChannels', 'e.g. 77');
}

function choice(field: Field, searchListMethod: string, placeholder: string): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*([0-9]+|null)?\\s*$',
							errorMessage: 'An ID in Usedesk consists of digits',
						},
					},
				],
			},
		],
	};
}

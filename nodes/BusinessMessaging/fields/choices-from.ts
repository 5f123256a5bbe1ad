import type { INodeProperties } from 'n8n-workflow';

/** Names that the fields of an entry have unless the user gives others. */
export const CHOICE_COLUMNS = {
	title: 'Title',
	id: 'ID',
	description: 'Description',
	section: 'Section',
} as const;

const MENUS = ['buttons', 'list'];
const fromList = { show: { messageType: MENUS, choicesFrom: ['list'] } };

/** Fields for the choices of a menu: typed in the node, or taken from a list in the item. */
export const choicesFromFields: INodeProperties[] = [
	{
		displayName: 'Choices From',
		name: 'choicesFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Fields Here',
				value: 'fields',
				description: 'Buttons or rows that you type in below',
			},
			{
				name: 'List in the Item',
				value: 'list',
				description: 'Entries of a list, e.g. free appointments of a calendar',
			},
		],
		default: 'fields',
		displayOptions: { show: { messageType: MENUS } },
		description: 'Where the buttons or rows come from',
	},
	{
		displayName: 'List',
		name: 'choicesList',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.slots }}',
		hint: 'Drag a list here. The node Aggregate makes a list of several items.',
		description: 'A list of texts, or of entries with a title',
		displayOptions: fromList,
	},
	{
		displayName: 'Fields of an Entry',
		name: 'choiceColumns',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Names that the fields of an entry have, where they differ from the defaults',
		displayOptions: fromList,
		options: Object.entries(CHOICE_COLUMNS).map(([name, displayName]) => ({
			displayName: `${displayName} Field`,
			name,
			type: 'string' as const,
			default: name,
			description: `Name of the field that holds the ${displayName}`,
		})),
	},
];

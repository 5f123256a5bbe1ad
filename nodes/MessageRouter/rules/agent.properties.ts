import type { INodeProperties } from 'n8n-workflow';
import type { AgentRow } from '../../../routing/agent-list';
import { WEEKDAYS } from '../../../routing/business-days';
import { backAfterField } from '../../BusinessMessaging/fields/back-after';
import { storeOption } from '../../ports/store-option';
import { timeZoneOption } from './time-zone-option';

/** Panel fields of Route By Agent. */

const show = { operation: ['agent'] };

/** Fields of an agent of the list: first who it is, then the limits. */
const agentFields: INodeProperties[] = [
	{
		displayName: 'Agent ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. bia@acme.example',
		description:
			'ID or e-mail address of the agent. Use the same in Set Presence and in every other list.',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Bia',
		description: 'Name of the agent for the customer',
	},
	{
		displayName: 'Capacity',
		name: 'capacity',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'Most conversations at once, with all of your numbers together',
	},
	{
		displayName: 'Skills',
		name: 'skills',
		type: 'string',
		default: '',
		placeholder: 'e.g. Sales, Spanish',
		description: 'Topics, teams or languages of the agent. Separated by commas.',
	},
	{
		displayName: 'Hours',
		name: 'hours',
		type: 'string',
		default: '',
		placeholder: 'e.g. 09:00-12:00, 13:00-18:00',
		description: 'Working hours. Leave empty for the whole day.',
	},
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		options: WEEKDAYS.map((day) => ({
			name: day.charAt(0).toUpperCase() + day.slice(1),
			value: day,
		})),
		default: [],
		description: 'Working days. Leave empty for all days.',
	},
];

/** Names that the columns have unless the user gives others. */
export const COLUMNS = {
	capacity: 'Capacity',
	days: 'Days',
	hours: 'Hours',
	id: 'Agent ID',
	name: 'Name',
	presence: 'Presence',
	skills: 'Skills',
} as const satisfies Record<keyof AgentRow, string>;

export const agentProperties: INodeProperties[] = [
	{
		displayName: 'Agents From',
		name: 'agentsFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Items of a Node',
				value: 'node',
				description:
					'Rows of a Data Table, a sheet or a CRM, or the agents of the provider from Agent > Get Availability',
			},
			{ name: 'List', value: 'list', description: 'Agents that you type in here' },
		],
		default: 'list',
		displayOptions: { show },
		description: 'Where the list of agents is',
	},
	{
		displayName: 'Agents',
		name: 'agents',
		type: 'fixedCollection',
		placeholder: 'Add Agent',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: {
				itemTitle: '={{ $collection.item.value.name || $collection.item.value.id }}',
			},
		},
		default: {},
		displayOptions: { show: { ...show, agentsFrom: ['list'] } },
		description: 'The people who may get the conversation',
		options: [{ name: 'values', displayName: 'Agent', values: agentFields }],
	},
	{
		displayName: 'Node',
		name: 'agentsNode',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. Get agents',
		displayOptions: { show: { ...show, agentsFrom: ['node'] } },
		description:
			'Name of the node whose items are the agents. Leave empty for the node before this one. If that node dropped the event of the customer who wrote, the event leaves this node again.',
	},
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'collection',
		placeholder: 'Add Column',
		default: {},
		displayOptions: { show: { ...show, agentsFrom: ['node'] } },
		description:
			'Names of the columns, unless each has the name of its field here in lower-case letters',
		options: Object.entries(COLUMNS).map(([name, displayName]) => ({
			displayName: `${displayName} Column`,
			name,
			type: 'string' as const,
			noDataExpression: true,
			default: name,
			description: `Name of the column for "${displayName}"`,
		})),
	},
	{
		displayName: 'Strategy',
		name: 'strategy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Fewest Open Conversations',
				value: 'fewestOpen',
				description: 'Of several, the agent who has waited longest',
			},
			{
				name: 'Round Robin',
				value: 'roundRobin',
				description: 'One after the other, whatever they have open',
			},
			{
				name: 'Same as Last Time',
				value: 'sameAsLast',
				description: 'The agent who answered the customer last, else the fewest open conversations',
			},
		],
		default: 'fewestOpen',
		displayOptions: { show },
		description: 'Which of the agents who are online and have room gets the conversation',
	},
	{
		displayName: 'Skills Needed',
		name: 'skillsNeeded',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.route.team }}',
		displayOptions: { show },
		description: 'The agent must have all of them. Separated by commas. Leave empty for any agent.',
	},
	{ ...backAfterField, displayOptions: { show } },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show },
		options: [storeOption, timeZoneOption],
	},
];

import type { INodeProperties } from 'n8n-workflow';

/** The option for the time zone of the business. */
export const timeZoneOption: INodeProperties = {
	displayName: 'Time Zone Name or ID',
	name: 'timeZone',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getTimeZones' },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'The time zone of the business, when it differs from that of the workflow',
};

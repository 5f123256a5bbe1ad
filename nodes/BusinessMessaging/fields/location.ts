import type { INodeProperties } from 'n8n-workflow';

export const locationFields: INodeProperties[] = [
	{
		displayName: 'Latitude',
		name: 'latitude',
		type: 'number',
		typeOptions: { numberPrecision: 7, minValue: -90, maxValue: 90 },
		required: true,
		default: 0,
		displayOptions: { show: { messageType: ['location'] } },
	},
	{
		displayName: 'Longitude',
		name: 'longitude',
		type: 'number',
		typeOptions: { numberPrecision: 7, minValue: -180, maxValue: 180 },
		required: true,
		default: 0,
		displayOptions: { show: { messageType: ['location'] } },
	},
	{
		displayName: 'Place Name',
		name: 'placeName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Padaria Sol',
		displayOptions: { show: { messageType: ['location'] } },
	},
	{
		displayName: 'Place Address',
		name: 'placeAddress',
		type: 'string',
		default: '',
		displayOptions: { show: { messageType: ['location'] } },
	},
];

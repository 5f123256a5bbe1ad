import {
	NodeOperationError,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

/**
 * Values of the account's own ticket fields. Usedesk takes them as two texts joined with ";"
 * (docs/facts/usedesk.md#tickets), so a value with a semicolon would count as two.
 */

const SEPARATOR = ';';

export const customFieldsField: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Values of the fields that your account added to tickets',
	options: [
		{
			displayName: 'Fields',
			name: 'fields',
			values: [
				{
					displayName: 'Field ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 27',
					description: 'In Usedesk: Settings > Ticket fields; Ticket > Get shows it as well',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 55-12',
					description: 'The new value; for a list, the ID of its entry',
				},
			],
		},
	],
	routing: { send: { preSend: [joinCustomFields] } },
};

async function joinCustomFields(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { fields = [] } = this.getNodeParameter('updateFields.customFields', {}) as {
		fields?: Array<{ id: unknown; value: unknown }>;
	};
	const given = fields
		.map(({ id, value }) => ({ id: String(id ?? '').trim(), value: String(value ?? '') }))
		.filter(({ id }) => id !== '');
	if (given.length === 0) return request;
	const ambiguous = given.find(({ value }) => value.includes(SEPARATOR));
	if (ambiguous && given.length > 1) {
		throw new NodeOperationError(
			this.getNode(),
			`The value of custom field ${ambiguous.id} has a semicolon`,
			{
				description:
					'Usedesk takes several custom fields separated by semicolons, so it would cut this value. Update this field alone, in a node of its own.',
				itemIndex: this.getItemIndex(),
			},
		);
	}
	return {
		...request,
		body: {
			...(request.body as object),
			field_id: given.map(({ id }) => id).join(SEPARATOR),
			field_value: given.map(({ value }) => value).join(SEPARATOR),
		},
	};
}

import {
	NodeOperationError,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

/** Fields of a client, when it is created and when it is updated (docs/facts/usedesk.md#clients). */

/** Longest address of a client in a messenger, in characters. */
const MAX_MESSENGER_IDENTITY = 64;

const list = '={{ $value.split(",").map((entry) => entry.trim()).filter((entry) => entry) }}';

export const clientFields: INodeProperties[] = [
	text('Address', 'address', 'client_address', 'e.g. Rua das Flores 10', 'Where the client lives'),
	text('City', 'city', 'client_city', 'e.g. São Paulo', 'The city of the client'),
	text('Country', 'country', 'client_country', 'e.g. Brazil', 'The country of the client'),
	{
		displayName: 'Emails',
		name: 'emails',
		type: 'string',
		default: '',
		placeholder: 'e.g. ana@example.com',
		description: 'Email addresses, separated by commas',
		routing: { send: { type: 'body', property: 'emails', value: list } },
	},
	{
		displayName: 'Is Spam',
		name: 'isSpam',
		type: 'boolean',
		default: false,
		description: 'Whether messages of this client are spam',
		routing: { send: { type: 'body', property: 'status_spam' } },
	},
	{
		displayName: 'Is VIP',
		name: 'isVip',
		type: 'boolean',
		default: false,
		description: 'Whether agents see the client as VIP',
		routing: { send: { type: 'body', property: 'status_vip' } },
	},
	{
		displayName: 'Messengers',
		name: 'messengers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Messenger',
		default: {},
		description: 'Messengers in which to reach the client',
		routing: { send: { preSend: [checkIdentityLengths] } },
		options: [
			{
				displayName: 'Messengers',
				name: 'entries',
				values: [
					{
						displayName: 'Identity',
						name: 'identity',
						type: 'string',
						default: '',
						placeholder: 'e.g. +5511988880001',
						description:
							'Address of the client in the messenger, such as the phone number. At most 64 characters.',
						routing: {
							send: { type: 'body', property: '=messengers[{{ $index }}].identity' },
						},
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Google Talk', value: 'gtalk' },
							{ name: 'iMessage', value: 'imessage' },
							{ name: 'Other', value: 'other' },
							{ name: 'Skype', value: 'skype' },
							{ name: 'Telegram', value: 'telegram' },
							{ name: 'Viber', value: 'viber' },
							{ name: 'WhatsApp', value: 'whatsapp' },
						],
						default: 'whatsapp',
						description: 'Type of the messenger',
						routing: { send: { type: 'body', property: '=messengers[{{ $index }}].type' } },
					},
				],
			},
		],
	},
	text('Note', 'note', 'note', 'e.g. Prefers to be called', 'Note about the client for agents'),
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +55 11 98888-0001',
		description: 'Phone number with country code. Spaces, dots and the plus are ignored.',
		routing: { send: { type: 'body', property: 'phone', preSend: [normalizePhone] } },
	},
	{
		displayName: 'Phone Type',
		name: 'phoneType',
		type: 'options',
		options: [
			{ name: 'Fax', value: 'fax' },
			{ name: 'Home', value: 'home' },
			{ name: 'Mobile', value: 'mobile' },
			{ name: 'Other', value: 'other' },
			{ name: 'Stationary', value: 'stationary' },
		],
		default: 'mobile',
		description: 'Type of the number in Phone',
		routing: { send: { type: 'body', property: 'phone_type' } },
	},
	text('Position', 'position', 'position', 'e.g. Buyer', 'Position of the client in the company'),
	{
		displayName: 'Websites',
		name: 'sites',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com',
		description: 'Addresses, separated by commas',
		routing: {
			send: {
				type: 'body',
				property: 'sites',
				value:
					'={{ $value.split(",").map((entry) => entry.trim()).filter((entry) => entry).map((url) => ({ url })) }}',
			},
		},
	},
];

function text(
	displayName: string,
	name: string,
	property: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description,
		routing: { send: { type: 'body', property } },
	};
}

async function checkIdentityLengths(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { messengers = [] } = request.body as { messengers?: Array<{ identity?: unknown }> };
	const lengths = messengers.map(({ identity }) => [...String(identity ?? '')].length);
	const longest = Math.max(0, ...lengths);
	if (longest <= MAX_MESSENGER_IDENTITY) return request;
	throw new NodeOperationError(this.getNode(), 'An Identity in Messengers is too long', {
		description: `Usedesk takes at most ${MAX_MESSENGER_IDENTITY} characters, and this has ${longest}. Shorten it.`,
		itemIndex: this.getItemIndex(),
	});
}

/** Removes everything but digits. Rejects a number without the 10 to 15 digits that Usedesk takes. */
async function normalizePhone(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const body = request.body as { phone?: unknown };
	const phone = String(body.phone ?? '').replace(/\D/g, '');
	if (phone !== '' && (phone.length < 10 || phone.length > 15)) {
		throw new NodeOperationError(this.getNode(), 'Phone is not a complete number', {
			description: `Usedesk takes numbers of 10 to 15 digits, with country code, and this has ${phone.length}. Enter the whole number.`,
			itemIndex: this.getItemIndex(),
		});
	}
	return { ...request, body: { ...body, phone } };
}

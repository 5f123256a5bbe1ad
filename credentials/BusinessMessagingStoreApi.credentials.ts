import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/**
 * PostgreSQL database for conversations, for users who cannot set BUSINESS_MESSAGING_DB or who keep several stores apart.
 * The nodes test it by connecting (`testedBy`), because it is no HTTP interface. The names for SSL are those of n8n's own
 * Postgres credential.
 */
export class BusinessMessagingStoreApi implements ICredentialType {
	name = 'businessMessagingStoreApi';

	displayName = 'Business Messaging: Conversation Store API';

	icon: Icon = {
		light: 'file:../icons/conversation-store.svg',
		dark: 'file:../icons/conversation-store.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-business-messaging/n8n-nodes-business-messaging/blob/main/docs/store.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. db.example.com',
			description:
				'Name or IP address of the server. In Docker, "localhost" is the container of n8n itself, so use the name of the service.',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 65535 },
			default: 5432,
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. n8n',
			description:
				"Name of a database that exists. n8n's own is fine, because the tables get a schema of their own.",
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. n8n',
			description: 'User that may create the schema, or owns it',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The password with all its special characters, not encoded',
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'options',
			options: [
				{ name: 'Disable', value: 'disable' },
				{ name: 'Require', value: 'require' },
			],
			default: 'disable',
			description: 'Whether the connection is encrypted. Databases in a cloud usually require it.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
			displayOptions: { show: { ssl: ['require'] } },
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			default: 'business_messaging',
			required: true,
			description:
				'Schema of the tables, which is created if it is missing. Each schema is a separate store that does not know the customers, consents and windows of others.',
		},
		{
			displayName: 'Maximum Number of Connections',
			name: 'maxConnections',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 5,
			description:
				'Most connections of each process of n8n (main, workers, webhook processes). A change takes effect when n8n restarts.',
		},
	];
}

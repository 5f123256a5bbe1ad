import {
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

import { textToHtml } from '../html-text';

/**
 * Returns the field for the format of `message`: text or HTML. Usedesk takes HTML; customers and most workflows write
 * text.
 */
export function formatField(displayOptions: INodeProperties['displayOptions']): INodeProperties {
	return {
		displayName: 'Message Format',
		name: 'messageFormat',
		type: 'options',
		options: [
			{
				name: 'Plain Text',
				value: 'text',
				description:
					'Line breaks stay, and no characters count as markup. Use it for texts of customers.',
			},
			{ name: 'HTML', value: 'html', description: 'Sent unchanged, with its markup' },
		],
		default: 'text',
		description: 'Format of the message',
		displayOptions,
		routing: { send: { preSend: [messageAsHtml] } },
	};
}

async function messageAsHtml(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (this.getNodeParameter('messageFormat') === 'html') return request;
	const body = request.body as { message?: unknown };
	return { ...request, body: { ...body, message: textToHtml(String(body.message ?? '')) } };
}

import type { IExecuteSingleFunctions, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import type { MultipartPart } from '../../../messaging/http';
import { encodeMultipart } from '../../ports/multipart';

/**
 * Attachments: files of the item. Usedesk takes files in `multipart/form-data` only (docs/facts/usedesk.md#connection),
 * so the whole body changes its form. The credential adds its part to it afterwards.
 */

const FIELD = 'attachments';

/** Returns the field for attachments. It must come after every other field, because it turns their body into parts. */
export function attachmentsField(
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: 'Attachments',
		name: FIELD,
		type: 'string',
		default: '',
		placeholder: 'e.g. data, picture',
		description:
			'Names of the input fields that hold the files, separated by commas. They are on the Binary tab of the input.',
		hint: 'Leave empty to send no file',
		displayOptions,
		routing: { send: { preSend: [attachFiles] } },
	};
}

async function attachFiles(
	this: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const names = String(this.getNodeParameter(FIELD, '') ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	if (names.length === 0) return request;
	const parts = formParts(request.body as Record<string, unknown>);
	for (const name of names) {
		const { fileName, mimeType } = this.helpers.assertBinaryData(name);
		const content = await this.helpers.getBinaryDataBuffer(name);
		parts.push({ name: 'files[]', fileName: fileName ?? name, mimeType, content });
	}
	const { contentType, body } = encodeMultipart(parts);
	return { ...request, body, headers: { ...request.headers, 'content-type': contentType } };
}

/** Returns the fields in the form of PHP, which Usedesk reads: `cc[]` for each entry of a list. */
function formParts(fields: Record<string, unknown>): MultipartPart[] {
	return Object.entries(fields).flatMap(([name, value]) =>
		Array.isArray(value)
			? value.map((entry) => ({ name: `${name}[]`, value: String(entry) }))
			: value === undefined || value === null
				? []
				: [{ name, value: String(value) }],
	);
}

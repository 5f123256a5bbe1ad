import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { KeywordInput } from '../../../routing/keyword';
import { asText, hasOption, readPath } from './rule';

/** Text and tapped button of an event. Only a text that the user chose needs an expression for each item. */

export const textToMatchOption: INodeProperties = {
	displayName: 'Text to Match',
	name: 'textToMatch',
	type: 'string',
	default: '={{ $json.message.text }}',
	description:
		'The text to compare with the rules, when the item does not come from a Business Messaging Trigger',
};

/** Returns the function that reads the message of each item. */
export function messageReader(
	context: IExecuteFunctions,
): (json: IDataObject, itemIndex: number) => KeywordInput {
	const hasText = hasOption(context, textToMatchOption.name);
	return (json, itemIndex) => {
		const text = hasText
			? context.getNodeParameter('options.textToMatch', itemIndex, '')
			: readPath(json, 'message', 'text');
		const id = asText(readPath(json, 'button', 'id'));
		const title = asText(readPath(json, 'button', 'title'));
		return { text: asText(text), button: { id, title } };
	};
}

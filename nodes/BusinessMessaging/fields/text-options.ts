import type { INodeProperties } from 'n8n-workflow';

const textFormatOption: INodeProperties = {
	displayName: 'Text Format',
	name: 'textFormat',
	type: 'options',
	options: [
		{
			name: 'As Typed',
			value: 'asTyped',
			description: 'The text goes out as it is',
		},
		{
			name: 'Markdown',
			value: 'markdown',
			description:
				'Headings, bold words, lists, tables and links, as language models write them, in the form that the channel shows',
		},
	],
	default: 'asTyped',
	description: 'How the text is written. Choose Markdown for texts of a language model.',
};

const longTextsOption: INodeProperties = {
	displayName: 'Long Texts',
	name: 'longTexts',
	type: 'options',
	options: [
		{
			name: 'Block',
			value: 'block',
			description: 'The item leaves on "Blocked" and nothing is sent',
		},
		{
			name: 'Split',
			value: 'split',
			description: 'Up to ten messages, one after the other, split at paragraphs and sentences',
		},
	],
	default: 'split',
	description:
		'What happens to a text that is too long for one message. Without this option it is split; in version 1 of the node it is blocked.',
};

/** Options of a message that consists of text. */
export const textOptions: INodeProperties[] = [textFormatOption, longTextsOption];

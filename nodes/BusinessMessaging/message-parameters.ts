import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { OutboundMessage, OutboundType } from '../../messaging/outbound-message';
import { formOf } from './parameter-reader';
import {
	readChoice,
	readContactCard,
	readFrame,
	readMedia,
	readSections,
	renamed,
} from './message-parts';
import { readCommon } from './send-options';

/** The filled form as an `OutboundMessage`. Hidden or missing fields are judged again here: expressions can empty any. */
export async function readMessage(
	context: IExecuteFunctions,
	item: number,
): Promise<OutboundMessage> {
	const form = formOf(context, item);
	const type = form.text('messageType') as Exclude<OutboundType, 'template'>;
	const options = context.getNodeParameter('options', item, {}) as SendOptions;
	const common = readCommon(context, item);
	switch (type) {
		case 'text':
			return {
				...common,
				type,
				text: form.required('text', 'Text'),
				previewLink: options.previewLink ?? true,
			};
		case 'image':
		case 'video':
			return {
				...common,
				type,
				media: await readMedia(context, item),
				...form.optional('caption'),
			};
		case 'document':
			return {
				...common,
				type,
				media: await readMedia(context, item),
				...form.optional('caption'),
			};
		case 'audio':
			return {
				...common,
				type,
				media: await readMedia(context, item),
				voice: context.getNodeParameter('voice', item, false) as boolean,
			};
		case 'sticker':
			return { ...common, type, media: await readMedia(context, item) };
		case 'location':
			return {
				...common,
				type,
				latitude: form.number('latitude', 'Latitude', 90),
				longitude: form.number('longitude', 'Longitude', 180),
				...renamed('name', form.text('placeName')),
				...renamed('address', form.text('placeAddress')),
			};
		case 'contacts':
			return { ...common, type, contacts: form.rows('contactCards.card').map(readContactCard) };
		case 'reaction':
			return {
				...common,
				type,
				messageId: form.required('reactionTo', 'Message to React To'),
				emoji: form.text('emoji'),
			};
		case 'buttons':
			return {
				...common,
				type,
				text: form.required('text', 'Text'),
				...readFrame(context, item),
				buttons: form.rows('buttons.button').map(readChoice),
			};
		case 'list':
			return {
				...common,
				type,
				text: form.required('text', 'Text'),
				...readFrame(context, item),
				buttonText: form.required('listButtonText', 'Button to Open the List'),
				sections: readSections(form.rows('rows.row')),
			};
		case 'linkButton':
			return {
				...common,
				type,
				text: form.required('text', 'Text'),
				...readFrame(context, item),
				title: form.required('linkTitle', 'Button Title'),
				url: form.required('linkUrl', 'Link'),
			};
		case 'form': {
			const extra = context.getNodeParameter('formOptions', item, {}) as FormOptions;
			return {
				...common,
				type,
				text: form.required('text', 'Text'),
				...readFrame(context, item),
				buttonText: form.required('formButtonText', 'Button to Open the Form'),
				formId: form.required('formId', 'Form ID'),
				...(extra.screen ? { screen: extra.screen } : {}),
				...(extra.token ? { token: extra.token } : {}),
				...(extra.draft ? { draft: true } : {}),
				...(extra.data === undefined ? {} : { data: form.json(extra.data, 'Data') }),
			};
		}
		case 'locationRequest':
			return { ...common, type, text: form.required('text', 'Text') };
		case 'raw':
			return {
				...common,
				type,
				body: form.json(context.getNodeParameter('rawBody', item, {}), 'Body'),
			};
		default:
			throw new NodeOperationError(
				context.getNode(),
				`"${String(type satisfies never)}" is not a message type`,
				{ itemIndex: item, description: 'Choose one from the list "Message Type".' },
			);
	}
}

export interface SendOptions {
	campaign?: string;
	messagingLimit?: { limit?: { people?: number; warnAtPercent?: number } };
	serviceAllowance?: boolean;
	consent?: 'respectOptOut' | 'requireOptIn' | 'ignore';
	ifBlocked?: 'output' | 'error';
	replyTo?: string;
	reference?: string;
	previewLink?: boolean;
	quietHours?: { hours?: { from?: string; to?: string; appliesTo?: 'templates' | 'everything' } };
	/** 0 or absent: the documented rate of the provider. */
	messagesPerSecond?: number;
}

interface FormOptions {
	screen?: string;
	token?: string;
	draft?: boolean;
	data?: unknown;
}

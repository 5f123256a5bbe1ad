import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { messageTypeOf } from '../../messaging/media-type';
import type { OutboundMessage, OutboundType } from '../../messaging/outbound-message';
import { readChoiceRows } from './choice-rows';
import { readParameters } from './parameter-reader';
import {
	readChoice,
	readContactCard,
	readFrame,
	readMedia,
	readSections,
	renamed,
} from './message-parts';
import { readCommon } from './send-options';

/** Reads the parameters of an item as an `OutboundMessage`. Checks each one again: an expression can give nothing. */
export async function readMessage(
	context: IExecuteFunctions,
	item: number,
): Promise<OutboundMessage> {
	const parameters = readParameters(context, item);
	const type = parameters.text('messageType', 'Message Type') as
		Exclude<OutboundType, 'template'> | 'file';
	const options = context.getNodeParameter('options', item, {}) as SendOptions;
	const common = readCommon(context, item);
	switch (type) {
		case 'text':
			return {
				...common,
				type,
				text: parameters.required('text', 'Text'),
				previewLink: options.previewLink ?? true,
			};
		case 'file': {
			const media = await readMedia(context, item);
			const shown = messageTypeOf(media.mimeType);
			if (shown === 'audio') return { ...common, type: shown, media, voice: false };
			return { ...common, type: shown, media, ...parameters.optional('caption', 'Caption') };
		}
		case 'image':
		case 'video':
			return {
				...common,
				type,
				media: await readMedia(context, item),
				...parameters.optional('caption', 'Caption'),
			};
		case 'document':
			return {
				...common,
				type,
				media: await readMedia(context, item),
				...parameters.optional('caption', 'Caption'),
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
				latitude: parameters.number('latitude', 'Latitude', 90),
				longitude: parameters.number('longitude', 'Longitude', 180),
				...renamed('name', parameters.text('placeName', 'Name')),
				...renamed('address', parameters.text('placeAddress', 'Address')),
			};
		case 'contacts':
			return {
				...common,
				type,
				contacts: parameters
					.rows('contactCards.card')
					.map((row) => readContactCard(row, parameters)),
			};
		case 'reaction':
			return {
				...common,
				type,
				messageId: parameters.required('reactionTo', 'Message to React To'),
				emoji: parameters.text('emoji', 'Emoji'),
			};
		case 'buttons':
			return {
				...common,
				type,
				text: parameters.required('text', 'Text'),
				...readFrame(context, item),
				buttons: readChoiceRows(context, item, 'buttons.button').map((row) =>
					readChoice(row, parameters),
				),
			};
		case 'list':
			return {
				...common,
				type,
				text: parameters.required('text', 'Text'),
				...readFrame(context, item),
				buttonText: parameters.required('listButtonText', 'Button to Open the List'),
				sections: readSections(readChoiceRows(context, item, 'rows.row'), parameters),
			};
		case 'linkButton':
			return {
				...common,
				type,
				text: parameters.required('text', 'Text'),
				...readFrame(context, item),
				title: parameters.required('linkTitle', 'Button Title'),
				url: parameters.required('linkUrl', 'Link'),
			};
		case 'form': {
			const extra = context.getNodeParameter('formOptions', item, {}) as FormOptions;
			return {
				...common,
				type,
				text: parameters.required('text', 'Text'),
				...readFrame(context, item),
				buttonText: parameters.required('formButtonText', 'Button to Open the Form'),
				formId: parameters.required('formId', 'Form ID'),
				...(extra.screen ? { screen: extra.screen } : {}),
				...(extra.token ? { token: extra.token } : {}),
				...(extra.draft ? { draft: true } : {}),
				...(extra.data === undefined ? {} : { data: parameters.json(extra.data, 'Data') }),
			};
		}
		case 'locationRequest':
			return { ...common, type, text: parameters.required('text', 'Text') };
		case 'raw':
			return {
				...common,
				type,
				body: parameters.json(context.getNodeParameter('rawBody', item, {}), 'Body'),
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
	idempotencyKey?: unknown;
	messagingLimit?: { limit?: { people?: number; warnAtPercent?: number } };
	serviceAllowance?: boolean;
	consent?: 'respectOptOut' | 'requireOptIn' | 'ignore';
	ifBlocked?: 'output' | 'error';
	replyTo?: string;
	reference?: string;
	previewLink?: boolean;
	quietHours?: { hours?: { from?: string; to?: string; appliesTo?: 'templates' | 'everything' } };
	/** The documented rate of the provider when 0 or absent. */
	messagesPerSecond?: number;
}

interface FormOptions {
	screen?: string;
	token?: string;
	draft?: boolean;
	data?: unknown;
}

import type { Capabilities, MessageLimits } from './capabilities';
import {
	checkCount,
	checkRequiredText,
	checkText,
	type CountWords,
	type LimitViolation,
} from './limit-checks';
import { checkInteractive } from './limits-interactive';
import { checkMedia } from './limits-media';
import { checkTemplate } from './limits-template';
import type { OutboundMessage } from './outbound-message';

/**
 * Finds whatever a channel would refuse or cut, before anything is sent. It compares the message with the limits that the
 * provider declares, and contains nothing specific to a provider.
 */

/** Returns every violation in the order of the message, or an empty list if the message fits. */
export function checkLimits(
	message: OutboundMessage,
	capabilities: Capabilities,
): LimitViolation[] {
	const { limits } = capabilities;
	return [
		...checkText('reference', message.reference, 'The reference', limits.referenceCharacters),
		...checkContent(message, limits),
	];
}

function checkContent(message: OutboundMessage, limits: MessageLimits): LimitViolation[] {
	switch (message.type) {
		case 'text':
			return checkRequiredText('text', message.text, 'The text', limits.textCharacters);
		case 'image':
		case 'video':
		case 'document':
			return [
				...checkMedia('media', message.type, message.media, limits),
				...checkText('caption', message.caption, 'The caption', limits.captionCharacters),
			];
		case 'audio':
		case 'sticker':
			return checkMedia('media', message.type, message.media, limits);
		case 'location':
			return [
				...checkDegrees('latitude', message.latitude, 90),
				...checkDegrees('longitude', message.longitude, 180),
			];
		case 'contacts':
			return [
				...checkCount('contacts', message.contacts.length, CONTACTS, limits.contacts?.count),
				...message.contacts.flatMap((contact, index) =>
					checkRequiredText(`contacts[${index}].name`, contact.name, 'The name of a contact'),
				),
			];
		case 'reaction':
			return checkRequiredText('messageId', message.messageId, 'The id of the message');
		case 'buttons':
		case 'list':
		case 'linkButton':
		case 'form':
		case 'locationRequest':
			return checkInteractive(message, limits);
		case 'template':
			return checkTemplate(message, limits);
		case 'raw':
			return [];
	}
}

const CONTACTS: CountWords = {
	many: 'contacts',
	tooMany: 'tooManyContacts',
	none: 'missingContacts',
};

function checkDegrees(path: string, degrees: number, maximum: number): LimitViolation[] {
	if (Math.abs(degrees) <= maximum) return [];
	return [
		{
			code: 'locationNotValid',
			path,
			maximum,
			actual: degrees,
			reason: `The ${path} is not between -${maximum} and ${maximum} degrees.`,
			remedy: 'Check that latitude and longitude are in the right order, with a decimal point.',
		},
	];
}

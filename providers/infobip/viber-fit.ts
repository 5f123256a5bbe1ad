import { countCharacters } from '../../messaging/limit-checks';
import type {
	LinkButtonMessage,
	OutboundMessage,
	OutboundType,
} from '../../messaging/outbound-message';
import { fileNameOf } from './build-parts';
import { VIBER_LIMITS } from './limits';

/**
 * Another form for a message. Viber carries some types only in part: a menu of two to five short words, a file without
 * a caption, a button under a text or a picture (docs/facts/infobip.md#viber-messages). Other messages of these types
 * are sent in a form that says the same.
 */
type Other = { as: OutboundType; how: string } | undefined;

/** File names with the extensions that Viber accepts. */
const FILE_NAME =
	/\.(docx?|dotx?|xlsx?|f?ods|f?odt|rtf|odf|txt|info|pdf|xps|pdax|eps|csv|xlsm|xltx)$/i;

/** Returns a link for a file with a caption, or of another kind. */
export function documentInstead(message: OutboundMessage): Other {
	if (message.type !== 'document') return undefined;
	const isPlain = !message.caption && FILE_NAME.test(fileNameOf(message.media) ?? '');
	return isPlain
		? undefined
		: {
				as: 'text',
				how: 'Viber shows only some types of file, and only without a caption, so a link to it was sent.',
			};
}

/** Returns numbered text for a menu that is longer, or has longer titles. */
export function listInstead(message: OutboundMessage): Other {
	if (message.type !== 'list') return undefined;
	const rows = message.sections.flatMap((section) => section.rows);
	const isPlain =
		message.header === undefined &&
		!message.footer &&
		rows.every(({ description }) => !description) &&
		message.sections.every(({ title }) => !title);
	const { bodyCharacters, rows: mostRows, rowTitleCharacters } = VIBER_LIMITS.list;
	const fits =
		rows.length >= FEWEST_OPTIONS &&
		rows.length <= mostRows &&
		countCharacters(message.text) <= bodyCharacters &&
		rows.every(({ title }) => countCharacters(title) <= rowTitleCharacters);
	return isPlain && fits
		? undefined
		: {
				as: 'text',
				how: 'The choices do not fit into a Viber list, so they were sent as a numbered text. The customer answers with a number.',
			};
}

const FEWEST_OPTIONS = 2;

/** Returns text with a link for a button under a video, a document or too long a text. */
export function linkButtonInstead(message: OutboundMessage): Other {
	if (message.type !== 'linkButton') return undefined;
	const { header } = message;
	const isPlain = header === undefined || header.type === 'text' || header.type === 'image';
	const fits =
		countCharacters(linkButtonWords(message)) <= VIBER_LIMITS.textCharacters &&
		countCharacters(message.url) <= MOST_ADDRESS_CHARACTERS;
	return isPlain && fits
		? undefined
		: { as: 'text', how: 'Viber cannot show this button, so its link was sent in the text.' };
}

const MOST_ADDRESS_CHARACTERS = 1000;

/** Returns text for a template with more than variables in its text, which exists on WhatsApp only. */
export function templateInstead(message: OutboundMessage): Other {
	if (message.type !== 'template') return undefined;
	return message.header || message.buttons?.length || message.cards?.length
		? {
				as: 'text',
				how: 'A Viber template has text only, so the text of the template was sent.',
			}
		: undefined;
}

/** Returns the text above the button. Viber has neither headers nor footers, so they are part of it. */
export function linkButtonWords({ header, text, footer }: LinkButtonMessage): string {
	return [header?.type === 'text' ? header.text : undefined, text, footer]
		.filter((part) => part !== undefined && part.trim() !== '')
		.join('\n\n');
}

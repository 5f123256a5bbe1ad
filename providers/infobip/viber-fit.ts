import { countCharacters } from '../../messaging/limit-checks';
import type {
	LinkButtonMessage,
	OutboundMessage,
	OutboundType,
} from '../../messaging/outbound-message';
import { fileNameOf } from './build-parts';
import { VIBER_LIMITS } from './limits';

/**
 * Viber carries some types only in part: a menu of two to five short words, a file without a word beside it, a button
 * under a text or a picture (docs/facts/infobip.md#viber-messages). A message that does not fit goes out in another
 * form that says the same.
 */
type Other = { as: OutboundType; how: string } | undefined;

/** Endings that Viber takes for a file. */
const FILE_NAME =
	/\.(docx?|dotx?|xlsx?|f?ods|f?odt|rtf|odf|txt|info|pdf|xps|pdax|eps|csv|xlsm|xltx)$/i;

/** A file with a caption, or of another kind, is sent as a link. */
export function documentInstead(message: OutboundMessage): Other {
	if (message.type !== 'document') return undefined;
	const isPlain = !message.caption && FILE_NAME.test(fileNameOf(message.media) ?? '');
	return isPlain
		? undefined
		: {
				as: 'text',
				how: 'Viber shows a file only without words and only of some kinds, so a link to it was sent.',
			};
}

/** A menu that is longer, or says more, is sent as numbered text. */
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

/** A button under a video or a document, or under too many words, becomes a link in the text. */
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

/** A template with anything but variables in its text exists on WhatsApp only. */
export function templateInstead(message: OutboundMessage): Other {
	if (message.type !== 'template') return undefined;
	return message.header || message.buttons?.length || message.cards?.length
		? {
				as: 'text',
				how: 'A Viber template has words only, so the wording of the template was sent as text.',
			}
		: undefined;
}

/** Viber has neither headers nor footers: the words stand above and below. */
export function linkButtonWords({ header, text, footer }: LinkButtonMessage): string {
	return [header?.type === 'text' ? header.text : undefined, text, footer]
		.filter((part) => part !== undefined && part.trim() !== '')
		.join('\n\n');
}

import type { Capabilities } from './capabilities';
import type { Blocked } from './error';
import type {
	ButtonsMessage,
	ListMessage,
	MessageHeader,
	OutboundMessage,
	TextMessage,
} from './outbound-message';
import type { Choice } from './typed-choice';

/** Buttons and lists as numbered text, for channels that have nothing to tap. `typed-choice.ts` reads the answers. */

/**
 * Returns the text with its choices numbered from 1. A file above it stays, and the numbered text becomes its caption.
 */
export function asNumberedText(
	message: ButtonsMessage | ListMessage,
	capabilities: Capabilities,
): { message: OutboundMessage; choices: Choice[] } | { refused: Blocked } {
	const { header, replyTo, reference } = message;
	const common = {
		...(replyTo === undefined ? {} : { replyTo }),
		...(reference === undefined ? {} : { reference }),
	};
	const choices = choicesOf(message);
	const text = paragraphs([
		header?.type === 'text' ? header.text : undefined,
		message.text,
		message.type === 'buttons' ? numberedButtons(message) : numberedRows(message),
		message.footer,
	]);
	if (header === undefined || header.type === 'text') {
		const numbered: TextMessage = { type: 'text', text, ...common };
		return { message: numbered, choices };
	}
	if (capabilities.messages[header.type].support !== 'native') return { refused: FILE_ABOVE };
	return { message: withCaption(header, text, common), choices };
}

/** Returns the choices in the order in which they are shown. */
export function choicesOf(message: ButtonsMessage | ListMessage): Choice[] {
	const entries =
		message.type === 'buttons'
			? message.buttons
			: message.sections.flatMap((section) => section.rows);
	return entries.map(({ id, title }) => ({ id, title }));
}

function numberedButtons({ buttons }: ButtonsMessage): string {
	return buttons.map(({ title }, index) => `${index + 1}. ${title}`).join('\n');
}

/** Numbers the rows through all sections. */
function numberedRows({ sections }: ListMessage): string {
	let number = 0;
	const blocks = sections.map((section) =>
		[
			...(section.title ? [section.title] : []),
			...section.rows.map(({ title, description }) => {
				number++;
				return `${number}. ${title}${description ? ` – ${description}` : ''}`;
			}),
		].join('\n'),
	);
	return blocks.join('\n\n');
}

/** Joins blocks of text with an empty line between them. */
export function paragraphs(parts: ReadonlyArray<string | undefined>): string {
	return parts.filter((part) => part !== undefined && part.trim() !== '').join('\n\n');
}

function withCaption(
	{ type, media }: Exclude<MessageHeader, { type: 'text' }>,
	caption: string,
	common: { replyTo?: string; reference?: string },
): OutboundMessage {
	switch (type) {
		case 'image':
			return { type: 'image', media, caption, ...common };
		case 'video':
			return { type: 'video', media, caption, ...common };
		case 'document':
			return { type: 'document', media, caption, ...common };
	}
}

const FILE_ABOVE: Blocked = {
	code: 'headerNotAllowed',
	reason: 'This channel can show neither these choices as buttons nor the file above them.',
	remedy: 'Use a text header, or send a link to the file.',
};

import type { SharedContact } from '../../messaging/event';
import type {
	DocumentMessage,
	ImageMessage,
	LinkButtonMessage,
	ListMessage,
	LocationRequestMessage,
	MessageHeader,
	OutboundMedia,
	OutboundMessage,
	RawMessage,
	TemplateMessage,
	VideoMessage,
} from '../../messaging/outbound-message';
import { trimEnd } from '../../messaging/trim-end';
import { fileKind } from './file-kind';
import { FILE_KINDS } from './file-kinds';

/** The entries of `messages` in a send (docs/facts/botmaker.md#messages). */

type Sendable = Exclude<OutboundMessage, TemplateMessage | RawMessage>;

/** Builds the entries: mostly one, but one for each of several contact cards. */
export function contents(message: Sendable): object[] {
	switch (message.type) {
		case 'text':
			return [{ text: message.text }];
		case 'image':
		case 'video':
		case 'document':
			return [captioned(message)];
		case 'audio':
			return [{ media: mediaObject(message.media) }];
		case 'location':
			return [
				{
					location: {
						latitude: decimal(message.latitude),
						longitude: decimal(message.longitude),
						...optional('name', message.name),
						...optional('address', message.address),
					},
				},
			];
		case 'contacts':
			return message.contacts.map((contact) => ({ contact: card(contact) }));
		case 'list':
		case 'linkButton':
		case 'locationRequest':
			return [{ whatsappInteractive: interactive(message) }];
		case 'buttons':
		case 'sticker':
		case 'reaction':
		case 'form':
			throw new Error(`Not within the capabilities: ${message.type}`);
	}
}

function captioned(message: ImageMessage | VideoMessage | DocumentMessage): object {
	return { ...optional('text', message.caption), media: mediaObject(message.media) };
}

/**
 * Builds a file entry. Botmaker fetches every file from its address and stores none under an id, so an id can only be
 * an address.
 */
function mediaObject(media: OutboundMedia): object {
	if (media.from === 'file') throw new Error('Botmaker accepts files by address only.');
	const url = media.from === 'url' ? media.url : media.id;
	return {
		url,
		...optional('mimeType', botmakerKind(media.mimeType ?? fileKind(url).mimeType)),
		...optional('filename', media.fileName),
	};
}

/**
 * Returns Botmaker's MIME type, which has a name of its own for spreadsheets. Botmaker's list has no parameters such as
 * `; codecs=opus`. A type that is not in the list is left out, and Botmaker detects it.
 */
function botmakerKind(mimeType: string | undefined): string | undefined {
	const kind = mimeType?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (kind === 'application/vnd.ms-excel') return 'file/vnd.ms-excel';
	return LISTED_KINDS.has(kind) ? kind : undefined;
}

const LISTED_KINDS: ReadonlySet<string> = new Set(Object.values(FILE_KINDS).flat());

function interactive(message: ListMessage | LinkButtonMessage | LocationRequestMessage): object {
	if (message.type === 'locationRequest') {
		return { body: message.text, action: { type: 'requestLocation' } };
	}
	return {
		...(message.header ? { header: header(message.header) } : {}),
		body: message.text,
		action: action(message),
		...optional('footer', message.footer),
	};
}

/** Returns the content of a header: its text, or the address of its file. */
function header(content: MessageHeader): object {
	if (content.type === 'text') return { type: 'text', content: content.text };
	const { media } = content;
	if (media.from === 'file') throw new Error('Botmaker accepts files by address only.');
	return { type: content.type, content: media.from === 'url' ? media.url : media.id };
}

function action(message: ListMessage | LinkButtonMessage): object {
	if (message.type === 'linkButton') {
		return { type: 'url', urlLink: message.url, label: message.title };
	}
	return {
		type: 'list',
		button: message.buttonText,
		sections: message.sections.map((section) => ({
			...optional('title', section.title),
			rows: section.rows.map(({ id, title, description }) => ({
				id,
				title,
				...optional('description', description),
			})),
		})),
	};
}

/** Builds a contact card. Botmaker's cards have no field for a company, so it follows the name. */
function card({ name, phones, emails, organization }: SharedContact): object {
	const [firstName = '', ...others] = name.trim().split(/\s+/);
	const behind = organization ? [...others, `(${organization})`] : others;
	return {
		firstName,
		...optional('lastName', behind.join(' ')),
		...(phones?.length ? { phones: phones.map(withoutPlus) } : {}),
		...(emails?.length ? { emails } : {}),
	};
}

function withoutPlus(phone: string): string {
	return /^\+\d{6,15}$/.test(phone) ? phone.slice(1) : phone;
}

function optional(field: string, value: string | undefined): Record<string, string> {
	return value === undefined || value === '' ? {} : { [field]: value };
}

/** Writes a coordinate as text, never in exponent form. Seven decimals are about a centimetre. */
function decimal(degrees: number): string {
	const shortest = trimEnd(trimEnd(degrees.toFixed(7), /0/), /\./);
	return shortest === '-0' ? '0' : shortest;
}

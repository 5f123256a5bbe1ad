import type { ApiResult, MediaApi, Sender } from '../messaging/provider';
import type { Http } from '../messaging/http';
import type {
	MessageHeader,
	OutboundMedia,
	OutboundMessage,
	TemplateHeader,
} from '../messaging/outbound-message';

/**
 * Uploads every file of a message to the provider, so that `build` gets ids and addresses only. Files are uploaded one
 * after the other. The first failure ends the delivery before anything is sent.
 */
export async function uploadFiles(
	message: OutboundMessage,
	from: Sender,
	media: MediaApi | undefined,
	http: Http,
): Promise<ApiResult<OutboundMessage>> {
	const uploads = new Map<OutboundMedia, OutboundMedia>();
	for (const file of filesOf(message)) {
		if (file.from !== 'file') continue;
		if (media === undefined) return { ok: false, error: NO_FILES };
		const uploaded = await media.upload(from, file, http);
		if (!uploaded.ok) return uploaded;
		const { mimeType, fileName } = file;
		uploads.set(file, { from: 'id', id: uploaded.value, mimeType, fileName });
	}
	return { ok: true, value: uploads.size === 0 ? message : withMedia(message, uploads) };
}

const NO_FILES = {
	code: 'filesNotSupported',
	title: 'This provider does not accept files',
	reason: 'Files can only be sent by address (URL) through this provider.',
	remedy: 'Put the file at a public address and choose URL as its source.',
	retry: 'no',
} as const;

type Header = MessageHeader | TemplateHeader;

function filesOf(message: OutboundMessage): OutboundMedia[] {
	const headers: Array<Header | undefined> = 'header' in message ? [message.header] : [];
	if (message.type === 'template')
		headers.push(...(message.cards ?? []).map((card) => card.header));
	const files = 'media' in message ? [message.media] : [];
	for (const header of headers) if (header && 'media' in header) files.push(header.media);
	return files;
}

function withMedia(
	message: OutboundMessage,
	uploads: ReadonlyMap<OutboundMedia, OutboundMedia>,
): OutboundMessage {
	const replace = (media: OutboundMedia) => uploads.get(media) ?? media;
	const inHeader = <H extends Header | undefined>(header: H): H =>
		header && 'media' in header ? { ...header, media: replace(header.media) } : header;
	if ('media' in message) return { ...message, media: replace(message.media) };
	if (message.type === 'template') {
		return {
			...message,
			header: inHeader(message.header),
			cards: message.cards?.map((card) => ({ ...card, header: inHeader(card.header) })),
		};
	}
	return 'header' in message ? { ...message, header: inHeader(message.header) } : message;
}

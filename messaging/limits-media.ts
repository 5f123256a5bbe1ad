import type { MessageLimits } from './capabilities';
import { checkLink, type LimitViolation } from './limit-checks';
import type { OutboundMedia, OutboundMediaType } from './outbound-message';

/** Checks whether a channel accepts a file: its type if known, and its size if the bytes are available. */
export function checkMedia(
	path: string,
	type: OutboundMediaType,
	media: OutboundMedia,
	limits: MessageLimits,
): LimitViolation[] {
	const limit = limits.media?.[type];
	return [
		...checkSource(path, media),
		...(limit ? checkKind(path, type, media.mimeType, limit.mimeTypes) : []),
		...(limit && media.from === 'file'
			? checkSize(path, type, media.content.length, limit.maxBytes)
			: []),
	];
}

function checkSource(path: string, media: OutboundMedia): LimitViolation[] {
	switch (media.from) {
		case 'url':
			return checkLink(`${path}.url`, media.url, 'The address of the file');
		case 'id':
			return media.id.trim() === '' ? [noFile(`${path}.id`)] : [];
		case 'file':
			return media.content.length === 0 ? [noFile(`${path}.content`)] : [];
	}
}

function noFile(path: string): LimitViolation {
	return {
		code: 'missingFile',
		path,
		reason: 'There is no file, or it is empty.',
		remedy: 'Check the source of the file: the previous node, the media id, or the address.',
	};
}

/** Drops parameters such as `; codecs=opus`, which do not change the type. */
function checkKind(
	path: string,
	type: OutboundMediaType,
	mimeType: string | undefined,
	allowed: readonly string[],
): LimitViolation[] {
	const kind = mimeType?.split(';')[0]?.trim().toLowerCase();
	if (!kind || allowed.includes(kind)) return [];
	return [
		{
			code: 'fileTypeNotAllowed',
			path: `${path}.mimeType`,
			reason: `This kind of file (${kind}) cannot be sent as ${type}.`,
			remedy: `Convert the file, or send it as another type of message. Allowed: ${allowed.join(', ')}.`,
		},
	];
}

function checkSize(
	path: string,
	type: OutboundMediaType,
	actual: number,
	maximum: number,
): LimitViolation[] {
	if (actual <= maximum) return [];
	return [
		{
			code: 'fileTooLarge',
			path: `${path}.content`,
			maximum,
			actual,
			reason: `The file has ${actual} bytes, ${maximum} are allowed for ${type}.`,
			remedy: 'Make the file smaller, or send a link to it.',
		},
	];
}

import type { OutboundMedia } from './outbound-message';

/** Types and names of files. Programs name the same type differently, and providers accept one of the names. */

/** File extensions of the types that WhatsApp carries (docs/facts/whatsapp-cloud.md#message-types). */
export const EXTENSIONS: Readonly<Record<string, string>> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'video/mp4': 'mp4',
	'video/3gpp': '3gp',
	'audio/aac': 'aac',
	'audio/amr': 'amr',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/ogg': 'ogg',
	'application/pdf': 'pdf',
	'text/plain': 'txt',
	'application/msword': 'doc',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.ms-powerpoint': 'ppt',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

const TYPE_OF_EXTENSION: ReadonlyMap<string, string> = new Map([
	...Object.entries(EXTENSIONS).map(([type, extension]) => [extension, type] as const),
	['jpeg', 'image/jpeg'],
	['opus', 'audio/ogg'],
	['oga', 'audio/ogg'],
	['mp4a', 'audio/mp4'],
]);

/** Other names of a type, as programs write them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
	['image/jpg', 'image/jpeg'],
	['image/pjpeg', 'image/jpeg'],
	['image/x-png', 'image/png'],
	['audio/mp3', 'audio/mpeg'],
	['audio/x-mp3', 'audio/mpeg'],
	['audio/x-mpeg', 'audio/mpeg'],
	['audio/m4a', 'audio/mp4'],
	['audio/x-m4a', 'audio/mp4'],
	['audio/x-aac', 'audio/aac'],
	['audio/opus', 'audio/ogg'],
	['application/ogg', 'audio/ogg'],
	['application/x-pdf', 'application/pdf'],
]);

/** Types that say nothing about a file. */
const UNKNOWN: ReadonlySet<string> = new Set([
	...['', 'application/octet-stream', 'binary/octet-stream'],
	...['application/x-download', 'application/force-download'],
]);

/** Returns the type under the name that providers accept: by its own name, else by the extension of the file. */
export function mediaType(type: string | undefined, fileName = ''): string | undefined {
	const [name = '', ...parameters] = (type ?? '').split(';').map((part) => part.trim());
	const kind = name.toLowerCase();
	if (UNKNOWN.has(kind)) return TYPE_OF_EXTENSION.get(extensionOf(fileName));
	return [ALIASES.get(kind) ?? kind, ...parameters].join('; ');
}

/** Returns the type of message that shows a file of this type best. Anything else is a document. */
export function messageTypeOf(type: string | undefined): 'image' | 'video' | 'audio' | 'document' {
	const [kind = ''] = (type ?? '').split(';');
	if (['image/jpeg', 'image/png'].includes(kind)) return 'image';
	if (['video/mp4', 'video/3gpp'].includes(kind)) return 'video';
	return kind.startsWith('audio/') && kind in EXTENSIONS ? 'audio' : 'document';
}

/** Returns the file with its type under the name that providers accept, and with the extension in its name. */
export function normalizedMedia<M extends OutboundMedia>(media: M): M {
	const inUrl = media.from === 'url' ? nameInUrl(media.url) : '';
	const type = mediaType(media.mimeType, media.fileName) ?? mediaType(undefined, inUrl);
	const name = [media.fileName, inUrl].find(Boolean);
	return {
		...media,
		...(type !== undefined && { mimeType: type }),
		...(name !== undefined && { fileName: withExtension(name, type, inUrl) }),
	};
}

/** Returns the last part of an address that looks like a file name, else `''`. */
function nameInUrl(url: string): string {
	if (!URL.canParse(url)) return '';
	const last = new URL(url).pathname.split('/').at(-1) ?? '';
	const name = decoded(last);
	return TYPE_OF_EXTENSION.has(extensionOf(name)) ? name : '';
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function withExtension(name: string, type: string | undefined, inUrl: string): string {
	if (extensionOf(name) !== '') return name;
	const extension = extensionOf(inUrl) || EXTENSIONS[type?.split(';')[0] ?? ''];
	return extension === undefined ? name : `${name}.${extension}`;
}

/** Returns the extension in small letters; `''` for a name without one. */
function extensionOf(name: string): string {
	const point = name.lastIndexOf('.');
	const extension = point < 0 ? '' : name.slice(point + 1).toLowerCase();
	return /^[a-z][a-z\d]{0,4}$|^3gp$/.test(extension) ? extension : '';
}

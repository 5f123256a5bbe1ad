import { EXTENSIONS } from './media-type';
import { trimEnd } from './trim-end';

/** Names downloaded files so that users recognise them and every file system accepts them. */

const LONGEST_NAME_CHARACTERS = 120;

/**
 * Returns the name that the server gives; else the last part of the path if it looks like a file name; else the id with
 * the extension of its type.
 */
export function mediaFileName(file: {
	contentDisposition?: string;
	url: string;
	id?: string;
	mimeType: string;
}): string {
	const given = safeName(dispositionName(file.contentDisposition));
	if (given) return given;
	const inPath = safeName(lastPathPart(file.url));
	if (/^.+\.[A-Za-z0-9]{2,5}$/.test(inPath)) return inPath;
	const kind = file.mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	return `${safeName(file.id) || 'file'}.${EXTENSIONS[kind] ?? 'bin'}`;
}

/** Reads `filename*` before `filename` (RFC 6266). */
function dispositionName(header: string | undefined): string | undefined {
	if (header === undefined) return undefined;
	const extended = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1];
	if (extended !== undefined) return decoded(extended);
	const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header);
	return plain?.[1] ?? plain?.[2];
}

function lastPathPart(url: string): string | undefined {
	return URL.canParse(url) ? decoded(new URL(url).pathname.split('/').pop() ?? '') : undefined;
}

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** Removes folders, control characters and characters that Windows forbids. */
function safeName(name: string | undefined): string {
	const last = (name ?? '').split(/[\\/]/).pop() ?? '';
	const allowed = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '');
	const clean = trimEnd(allowed, /\./).replace(/^\.+/, '').trim();
	const points = [...clean];
	// The end is kept because it holds the extension.
	return points.length > LONGEST_NAME_CHARACTERS
		? points.slice(-LONGEST_NAME_CHARACTERS).join('')
		: clean;
}

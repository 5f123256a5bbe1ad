/** Name and kind of a file, read from the path of its address, because Botmaker states neither. */

const KINDS: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	gif: 'image/gif',
	mp4: 'video/mp4',
	'3gp': 'video/3gpp',
	aac: 'audio/aac',
	amr: 'audio/amr',
	mp3: 'audio/mpeg',
	m4a: 'audio/mp4',
	ogg: 'audio/ogg',
	oga: 'audio/ogg',
	opus: 'audio/ogg',
	pdf: 'application/pdf',
	txt: 'text/plain',
	csv: 'text/csv',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xls: 'application/vnd.ms-excel',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const LONGEST_NAME_CHARACTERS = 120;

/** Returns the name if the path ends in one with an extension, and the kind of file if the extension shows it. */
export function fileKind(url: string): { fileName?: string; mimeType?: string } {
	const fileName = nameIn(url);
	const extension = /\.([A-Za-z0-9]{2,5})$/.exec(fileName)?.[1]?.toLowerCase();
	if (extension === undefined) return {};
	const mimeType = KINDS[extension];
	return { fileName, ...(mimeType === undefined ? {} : { mimeType }) };
}

function nameIn(url: string): string {
	if (!URL.canParse(url)) return '';
	const last = new URL(url).pathname.split('/').pop() ?? '';
	const name = decoded(last)
		.replace(/[\p{Cc}\p{Cf}<>:"|?*\\/]/gu, '')
		.replace(/^\.+/, '')
		.trim();
	return [...name].slice(-LONGEST_NAME_CHARACTERS).join('');
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * The kinds of file that the API lists (docs/facts/botmaker.md#messages), and the usual MIME type of Excel, which is
 * translated.
 */
export const FILE_KINDS = {
	image: ['image/jpeg', 'image/png'],
	video: ['video/mp4', 'video/3gpp'],
	audio: ['audio/aac', 'audio/ogg', 'audio/mp4', 'audio/amr', 'audio/mpeg'],
	document: ['application/pdf', 'file/pdf', 'application/vnd.ms-excel', 'file/vnd.ms-excel'],
} as const;

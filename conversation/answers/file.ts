import type { EventMessage } from '../../messaging/event';

/** Reads the file of an answer. */

export interface FileAnswer {
	type: string;
	id?: string;
	url?: string;
	mimeType?: string;
	fileName?: string;
	sizeBytes?: number;
}

/** Returns the file of a message; of joined messages, the last one. */
export function readFile({ type, media, parts = [] }: EventMessage): FileAnswer | undefined {
	const sent = media ? { type, media } : parts.findLast((part) => part.media);
	if (!sent?.media) return undefined;
	const { id, url, mimeType, fileName, sizeBytes } = sent.media;
	return {
		type: sent.type,
		...(id !== undefined && { id }),
		...(url !== undefined && { url }),
		...(mimeType !== undefined && { mimeType }),
		...(fileName !== undefined && { fileName }),
		...(sizeBytes !== undefined && { sizeBytes }),
	};
}

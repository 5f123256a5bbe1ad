import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { ApiResult, MediaApi, MediaFile } from '../../messaging/provider';
import { MAX_FILE_BYTES } from './capabilities';
import { explainError } from './errors';

/**
 * Files without a file store. An uploaded file becomes a data URL that is its own media id, and so ends up inside the
 * chat's record; that is why it may have 5 MB at most. A file of a customer is in the record already: its id is the id
 * of the message that brought it.
 */
export const media: MediaApi = {
	async upload(_from, file) {
		if (file.content.length > MAX_FILE_BYTES) return refused(tooLarge(file.content.length));
		return {
			ok: true,
			value: `data:${essence(file.mimeType)};base64,${file.content.toString('base64')}`,
		};
	},

	async download(from, { id, url }, http) {
		const inline = [id, url].find((given) => given?.startsWith('data:'));
		if (inline !== undefined) return fileOf(inline);
		if (id === undefined) return refused(notKept());
		const result = await http({
			method: 'GET',
			url: 'simulator://media',
			query: { businessId: from.id, messageId: id },
		});
		if (!result.ok) return refused(explainError(result.failure));
		const kept = keptFile.safeParse(result.body);
		return kept.success ? fileOf(kept.data.content, kept.data.fileName) : refused(notKept());
	},
};

const keptFile = z.object({
	content: z.string(),
	fileName: z.string().optional().catch(undefined),
});

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)(?:;[^,]*)?;base64,([A-Za-z0-9+/=\s]*)$/;

function fileOf(dataUrl: string, fileName?: string): ApiResult<MediaFile> {
	const [, mimeType, base64] = DATA_URL.exec(dataUrl) ?? [];
	if (mimeType === undefined || base64 === undefined) return refused(notKept());
	const content = Buffer.from(base64, 'base64');
	return { ok: true, value: { content, mimeType, ...(fileName && { fileName }) } };
}

/** `audio/ogg; codecs=opus` without its parameters, which a data URL could not hold safely. */
function essence(mimeType: string): string {
	return /^\s*([\w.+-]+\/[\w.+-]+)/.exec(mimeType)?.[1] ?? 'application/octet-stream';
}

function refused(error: MessagingError): { ok: false; error: MessagingError } {
	return { ok: false, error };
}

function tooLarge(bytes: number): MessagingError {
	return {
		code: 'fileTooLarge',
		title: 'The file is too large for the Simulator',
		reason: `It has ${bytes} bytes; the Simulator keeps files of up to ${MAX_FILE_BYTES} bytes.`,
		remedy: 'Try it with a smaller file, or send the address of the file instead.',
		retry: 'no',
	};
}

function notKept(): MessagingError {
	return {
		code: 'mediaNotFound',
		title: 'The file is not there',
		reason: 'The Simulator keeps no file under this id. It may have been reset since.',
		remedy: 'Attach the file again on the chat page.',
		retry: 'no',
	};
}

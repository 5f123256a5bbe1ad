import { z } from 'zod';

import type { MessagingError } from '../../messaging/error';
import type { MediaApi } from '../../messaging/provider';
import { readDataUrl } from '../../messaging/reading/data-url';
import { MAX_FILE_BYTES } from './capabilities';
import { explainError } from './errors';

/**
 * Files of the Simulator. An uploaded file becomes a `data:` address that is its own media id, so it may have 5 MB at
 * most. When it is sent, it is stored in a folder. The id of a customer's file is the id of its message.
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
		if (inline !== undefined) {
			const file = readDataUrl(inline);
			return file ? { ok: true, value: file } : refused(notKept());
		}
		if (id === undefined) return refused(notKept());
		const result = await http({
			method: 'GET',
			url: 'simulator://media',
			query: { businessId: from.id, messageId: id },
		});
		if (!result.ok) return refused(explainError(result.failure));
		const kept = keptFile.safeParse(result.body);
		if (!kept.success) return refused(notKept());
		const { fileName, ...file } = kept.data;
		return { ok: true, value: { ...file, ...(fileName !== undefined && { fileName }) } };
	},
};

const keptFile = z.object({
	content: z.instanceof(Buffer),
	mimeType: z.string(),
	fileName: z.string().optional(),
});

/** Returns a MIME type without parameters such as `; codecs=opus`, which are not safe in a data URL. */
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
		remedy: 'Use a smaller file, or send the address of the file instead.',
		retry: 'no',
	};
}

function notKept(): MessagingError {
	return {
		code: 'mediaNotFound',
		title: 'The file does not exist',
		reason: 'The Simulator has no file with this id. It may have been reset since.',
		remedy: 'Attach the file again on the chat page.',
		retry: 'no',
	};
}

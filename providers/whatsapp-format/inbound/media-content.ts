import { z } from 'zod';

import { idText, text } from '../../../messaging/reading/loose-json';
import { onlyKnown } from '../../../messaging/reading/only-known';
import type { Content } from './content';

/**
 * A file that a customer sent. The id can be downloaded for 7 days, the address for minutes and only with the token
 * (docs/facts/whatsapp-cloud.md#media). A file with neither cannot be downloaded.
 */

const mediaPart = z.object({
	id: idText,
	url: text,
	mime_type: text,
	sha256: text,
	filename: text,
	caption: text,
	voice: z.boolean().catch(false),
});

/**
 * Reads a file. `voice` distinguishes a voice message, recorded in the chat, from a sound file; the type is `audio` for
 * both.
 */
export function mediaContent(
	type: 'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker',
	part: unknown,
): Content | undefined {
	const read = mediaPart.safeParse(part);
	if (!read.success) return undefined;
	const { id, url, mime_type: mimeType, sha256, filename: fileName, caption, voice } = read.data;
	if (id === undefined && !url) return undefined;
	return {
		message: {
			type: type === 'audio' && voice ? 'voice' : type,
			text: caption ?? '',
			media: onlyKnown({
				url: url || undefined,
				id,
				mimeType,
				fileName: fileName || undefined,
				sha256,
			}),
		},
	};
}

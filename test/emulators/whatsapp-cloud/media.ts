import { createHash } from 'node:crypto';

import type { Call, Reply } from './calls';
import { refusals } from './graph-errors';
import type { World } from './world';

/** Files: upload, look-up, download, delete (docs/facts/whatsapp-cloud.md#media). */

/** Address of downloads at the emulator. The real one has a separate host for them. */
export const DOWNLOAD_PATH = 'emulated-media';

export async function uploadMedia(call: Call, world: World): Promise<Reply> {
	const type = call.headers['content-type'] ?? '';
	if (!type.startsWith('multipart/form-data')) throw refusals.invalid('file is required');
	const form = await new Response(new Uint8Array(call.rawBody), {
		headers: { 'content-type': type },
	})
		.formData()
		.catch(() => {
			throw refusals.invalid('The form could not be read.');
		});
	const file = form.get('file');
	if (form.get('messaging_product') !== 'whatsapp') throw refusals.missing('messaging_product');
	if (!(file instanceof File)) throw refusals.missing('file');
	const declared = form.get('type');
	const id = addMedia(world, {
		content: Buffer.from(await file.arrayBuffer()),
		mimeType: typeof declared === 'string' && declared ? declared : file.type,
		fileName: file.name,
	});
	return { status: 200, body: { id } };
}

/** Adds a file that the business can download. Returns its media id. */
export function addMedia(
	world: World,
	file: { content: Buffer; mimeType: string; fileName: string },
): string {
	const id = String(900_000_000_000_000 + world.nextId());
	world.media.set(id, file);
	return id;
}

export function describeMedia(id: string, world: World, baseUrl: string): Reply | undefined {
	const file = world.media.get(id);
	if (!file) return undefined;
	return {
		status: 200,
		body: {
			messaging_product: 'whatsapp',
			url: `${baseUrl}/${DOWNLOAD_PATH}/${id}?ext=1&hash=emulated`,
			mime_type: file.mimeType,
			sha256: createHash('sha256').update(file.content).digest('hex'),
			file_size: String(file.content.length),
			id,
		},
	};
}

export function downloadMedia(id: string, world: World): Reply {
	const file = world.media.get(id);
	if (!file) return { status: 404, body: 'Not Found' };
	return { status: 200, body: file.content, headers: { 'content-type': file.mimeType } };
}

export function deleteMedia(id: string, world: World): Reply {
	if (!world.media.delete(id)) throw refusals.unknownNode(id);
	return { status: 200, body: { success: true } };
}

import { readDataUrl } from '../messaging/reading/data-url';
import type { NewSimulatorFile } from '../store/contracts/simulator';
import type { Store } from '../store/contracts/store';

/**
 * Keeps the files of a chat beside its lines. A `data:` address in a message becomes `simulator-file:<id>`, which the
 * page turns into an address under its own link.
 */

/** 5 MB, as the adapter declares (`providers/simulator/capabilities.ts`). */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Length of the largest file as base64, with the start of its address. */
export const MAX_DATA_URL_CHARACTERS = Math.ceil(MAX_FILE_BYTES / 3) * 4 + 200;

export const FILE_SCHEME = 'simulator-file:';

const ADDRESS_FIELDS = ['content', 'url', 'id'];
const DEEPEST_LEVEL = 8;

type Origin = Pick<NewSimulatorFile, 'customerId' | 'messageId'>;

/** Saves a file under the message that brought it and returns its reference; `undefined` when it is no usable file. */
export async function keepFile(
	store: Store,
	businessId: string,
	origin: Origin & { fileName?: string | undefined },
	dataUrl: string,
	now: Date,
): Promise<string | undefined> {
	const file = readDataUrl(dataUrl);
	if (!file || file.content.length > MAX_FILE_BYTES) return undefined;
	const { fileName, ...ids } = origin;
	const saved = await store.simulator.files.save(
		businessId,
		{ ...ids, ...file, ...(fileName !== undefined && { fileName }) },
		now,
	);
	return `${FILE_SCHEME}${saved.id}`;
}

/** Returns the content of a chat's line with a reference in place of every file. The same file is kept once. */
export async function withoutFiles(
	content: unknown,
	keep: (dataUrl: string, fileName: string | undefined) => Promise<string | undefined>,
): Promise<unknown> {
	const kept = new Map<string, string>();
	const walk = async (value: unknown, name: string, level: number): Promise<unknown> => {
		if (typeof value !== 'object' || value === null || level > DEEPEST_LEVEL) return value;
		if (Array.isArray(value)) {
			const items: unknown[] = [];
			for (const item of value) items.push(await walk(item, name, level + 1));
			return items;
		}
		const parts: Array<[string, unknown]> = [];
		for (const [field, part] of Object.entries(value)) {
			const isFile =
				name === 'media' &&
				ADDRESS_FIELDS.includes(field) &&
				typeof part === 'string' &&
				part.startsWith('data:');
			parts.push([
				field,
				isFile ? await reference(part, value) : await walk(part, field, level + 1),
			]);
		}
		return Object.fromEntries(parts);
	};
	const reference = async (dataUrl: string, media: object): Promise<string | undefined> => {
		const given: unknown = Reflect.get(media, 'fileName');
		const fileName = typeof given === 'string' ? given : undefined;
		const known = kept.get(dataUrl) ?? (await keep(dataUrl, fileName));
		if (known !== undefined) kept.set(dataUrl, known);
		return known;
	};
	return await walk(content, '', 0);
}

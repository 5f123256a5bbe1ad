import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Files on disk, by ids that are safe as names. */
export interface FileFolder {
	write(id: string, content: Buffer): Promise<void>;
	/** Reads a file; `undefined` when it does not exist. */
	read(id: string, range?: { start: number; end: number }): Promise<Readable | undefined>;
	/** Does nothing when there is no such file. */
	remove(id: string): Promise<void>;
}

/** Access for the owner of the process only, because of personal data. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

const SAFE_NAME = /^[0-9a-f]{32}$/;

/** Returns the folder, which is created with the first file. */
export function fileFolder(folder: string): FileFolder {
	const pathOf = (id: string) => {
		if (!SAFE_NAME.test(id)) throw new Error('The id of a file has an unexpected form');
		return join(folder, id);
	};
	return {
		async write(id, content) {
			const path = pathOf(id);
			await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
			await writeFile(path, content, { mode: FILE_MODE, flag: 'wx' });
		},

		async read(id, range = { start: 0, end: Number.POSITIVE_INFINITY }) {
			try {
				return (await open(pathOf(id))).createReadStream(range);
			} catch (error) {
				if (isMissing(error)) return undefined;
				throw error;
			}
		},

		remove: (id) => rm(pathOf(id), { force: true }),
	};
}

function isMissing(error: unknown): boolean {
	return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ENOENT';
}

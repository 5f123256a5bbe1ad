import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Selectable } from 'kysely';

import type { FileFolder } from './file-folder';
import type { SimulatorFilesTable } from './schema';
import { nextNumber } from './simulator-businesses';
import {
	MAX_FILES,
	MAX_FILES_BYTES,
	type SimulatorFile,
	type SimulatorFiles,
} from './contracts/simulator';
import type { Transaction, Transactions } from './transactions';

/**
 * The files of simulated chats. The row of a file is written before its bytes, and removed after them. If the process
 * stops in between, Erase, *Start over* and the quota still find the bytes by their row.
 */

/**
 * Stores files.
 *
 * @param folder for the bytes; without one they are in the row, as base64
 */
export function simulatorFilesOf(
	transactions: Transactions,
	folder: FileFolder | undefined,
): SimulatorFiles {
	return {
		async save(businessId, { customerId, messageId, mimeType, fileName, content }, now) {
			const id = randomBytes(16).toString('hex');
			const file = {
				id,
				mime_type: mimeType,
				file_name: fileName ?? null,
				size_bytes: content.length,
			};
			await transactions.write(async (transaction) => {
				await makeRoom(transaction, folder, businessId, content.length);
				await transaction
					.insertInto('simulator_files')
					.values({
						...file,
						business_id: businessId,
						customer_id: customerId,
						message_id: messageId,
						sequence: await nextNumber(transaction, businessId),
						content: folder ? null : content.toString('base64'),
						at: now.toISOString(),
					})
					.execute();
			});
			await folder?.write(id, content).catch(async (error: unknown) => {
				await transactions.write((transaction) =>
					transaction.deleteFrom('simulator_files').where('id', '=', id).execute(),
				);
				throw transactions.explain(error);
			});
			return view(file);
		},

		find: (businessId, id) =>
			transactions.read(async (transaction) => {
				const row = await facts(transaction, businessId).where('id', '=', id).executeTakeFirst();
				return row && view(row);
			}),

		ofMessage: (businessId, messageId) =>
			transactions.read(async (transaction) => {
				const row = await facts(transaction, businessId)
					.where('message_id', '=', messageId)
					.orderBy('sequence')
					.executeTakeFirst();
				return row && view(row);
			}),

		async read(businessId, id, range) {
			const row = await transactions.read((transaction) =>
				transaction
					.selectFrom('simulator_files')
					.select('content')
					.where('business_id', '=', businessId)
					.where('id', '=', id)
					.executeTakeFirst(),
			);
			if (!row) return undefined;
			if (row.content === null) return await folder?.read(id, range);
			const content = Buffer.from(row.content, 'base64');
			return Readable.from([range ? content.subarray(range.start, range.end + 1) : content]);
		},
	};
}

/** Selects the files to remove. */
export type FilesToRemove =
	| { businessId: string }
	| { businessId: string; customerId: string }
	| { before: string }
	| { ids: readonly string[] };

/** Removes files with their rows and returns how many there were. */
export async function removeFiles(
	transaction: Transaction,
	folder: FileFolder | undefined,
	which: FilesToRemove,
): Promise<number> {
	const ids = 'ids' in which ? which.ids : await idsOf(transaction, which);
	for (const id of ids) {
		await folder?.remove(id);
		await transaction.deleteFrom('simulator_files').where('id', '=', id).execute();
	}
	return ids.length;
}

async function idsOf(
	transaction: Transaction,
	which: Exclude<FilesToRemove, { ids: readonly string[] }>,
): Promise<string[]> {
	let query = transaction.selectFrom('simulator_files').select('id');
	if ('before' in which) query = query.where('at', '<', which.before);
	else query = query.where('business_id', '=', which.businessId);
	if ('customerId' in which) query = query.where('customer_id', '=', which.customerId);
	return (await query.execute()).map(({ id }) => id);
}

/** Deletes the oldest files until there is room. Reads `MAX_FILES` rows at most. */
async function makeRoom(
	transaction: Transaction,
	folder: FileFolder | undefined,
	businessId: string,
	bytes: number,
): Promise<void> {
	const newestFirst = await transaction
		.selectFrom('simulator_files')
		.select(['id', 'size_bytes'])
		.where('business_id', '=', businessId)
		.orderBy('sequence', 'desc')
		.execute();
	let total = bytes;
	const stay = newestFirst.findIndex(
		({ size_bytes }, index) => (total += size_bytes) > MAX_FILES_BYTES || index + 1 >= MAX_FILES,
	);
	if (stay < 0) return;
	await removeFiles(transaction, folder, { ids: newestFirst.slice(stay).map(({ id }) => id) });
}

const FACTS = ['id', 'mime_type', 'file_name', 'size_bytes'] as const;
type Facts = Pick<Selectable<SimulatorFilesTable>, (typeof FACTS)[number]>;

function facts(transaction: Transaction, businessId: string) {
	return transaction
		.selectFrom('simulator_files')
		.select(FACTS)
		.where('business_id', '=', businessId);
}

function view({ id, mime_type, file_name, size_bytes }: Facts): SimulatorFile {
	return {
		id,
		mimeType: mime_type,
		...(file_name !== null && { fileName: file_name }),
		sizeBytes: size_bytes,
	};
}

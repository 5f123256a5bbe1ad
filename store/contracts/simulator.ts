import type { Readable } from 'node:stream';

import type { DeliveryState } from '../../messaging/event';

/** One line of a simulated chat. */
export interface TranscriptEntry {
	/** Grows with every entry of the business. */
	sequence: number;
	/** The number of its last change, from the same count; the sequence itself while nothing has changed. */
	changed: number;
	messageId: string;
	customerId: string;
	from: 'customer' | 'bot' | 'human';
	/** The outbound message, the inbound message, or a notice of the page; `null` when it is too large to be read. */
	content: unknown;
	state?: DeliveryState;
	at: string;
}

/** Largest number of entries of a business. The oldest are deleted first. */
export const MAX_TRANSCRIPT_ENTRIES = 1_000;

/**
 * Largest JSON text of a content. Larger ones are not read, because the content is untrusted, and could make an answer
 * of any size.
 */
export const MAX_CONTENT_BYTES = 32_768;

/** Records of the Simulator alone: its transcript, its customers, its files and its clock. */
export interface SimulatorRecords {
	append(
		businessId: string,
		entry: Omit<TranscriptEntry, 'sequence' | 'changed' | 'at'>,
		now: Date,
	): Promise<TranscriptEntry>;
	/**
	 * Returns at most `limit` entries that were added or changed after this number: the earliest changes, oldest entry
	 * first.
	 */
	transcript(businessId: string, afterNumber: number, limit: number): Promise<TranscriptEntry[]>;
	/** Returns the newest entries, oldest first. The options limit them to one customer, or to those before a sequence. */
	latest(
		businessId: string,
		part: { limit: number; customerId?: string; before?: number },
	): Promise<TranscriptEntry[]>;
	/** Returns the newest entry of each of the most recently active customers. */
	latestOfCustomers(businessId: string, limit: number): Promise<TranscriptEntry[]>;
	/** Returns the entries whose message id has this prefix, oldest first. */
	withIdPrefix(businessId: string, prefix: string, limit: number): Promise<TranscriptEntry[]>;
	/** Finds an entry of any size. */
	find(businessId: string, messageId: string): Promise<TranscriptEntry | undefined>;
	/** Returns the number of the last entry or change; 0 before the first. */
	lastNumber(businessId: string): Promise<number>;
	setState(businessId: string, messageId: string, state: DeliveryState): Promise<void>;
	/** Returns how far the Simulator's clock of this business is ahead of real time, in ms. */
	clockOffset(businessId: string): Promise<number>;
	setClockOffset(businessId: string, milliseconds: number): Promise<void>;
	/** Returns the businesses that have a transcript, most recently used first. */
	businesses(): Promise<Array<{ id: string; name?: string }>>;
	/** Clears transcript, files, clock, contacts, consents and conversations of a simulated business. */
	reset(businessId: string): Promise<void>;
	readonly files: SimulatorFiles;
}

/** Metadata of a file; its bytes are read separately. */
export interface SimulatorFile {
	/** Random, so that it cannot be guessed from another file's id. */
	id: string;
	mimeType: string;
	fileName?: string;
	sizeBytes: number;
}

export interface NewSimulatorFile {
	customerId: string;
	/** Id of the message with the file. */
	messageId: string;
	mimeType: string;
	fileName?: string;
	content: Buffer;
}

/** Largest number of files of one business. The oldest are deleted first. */
export const MAX_FILES = 200;
export const MAX_FILES_BYTES = 64 * 1024 * 1024;

/**
 * Files in simulated chats. Stored beside a store that is a file, otherwise in a table, because a database may serve
 * many machines.
 */
export interface SimulatorFiles {
	/** Saves a file, and deletes the oldest files of the business until it has room. */
	save(businessId: string, file: NewSimulatorFile, now: Date): Promise<SimulatorFile>;
	find(businessId: string, id: string): Promise<SimulatorFile | undefined>;
	/** Returns the first file of a message. */
	ofMessage(businessId: string, messageId: string): Promise<SimulatorFile | undefined>;
	/** Returns the bytes, or those from `start` to `end`, both included; `undefined` when the file is gone. */
	read(
		businessId: string,
		id: string,
		range?: { start: number; end: number },
	): Promise<Readable | undefined>;
}

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

/** A chat of a test is shorter; the oldest entries of a business go first. */
export const MAX_TRANSCRIPT_ENTRIES = 1_000;

/** Larger contents are not read, or an answer would be as large as a stranger likes. Of the JSON text. */
export const MAX_CONTENT_BYTES = 32_768;

/** Records of the Simulator alone: its transcript, its customers, its files and its clock. */
export interface SimulatorRecords {
	append(
		businessId: string,
		entry: Omit<TranscriptEntry, 'sequence' | 'changed' | 'at'>,
		now: Date,
	): Promise<TranscriptEntry>;
	/** At most `limit` entries that were added or changed after this number, the earliest changes, oldest entry first. */
	transcript(businessId: string, afterNumber: number, limit: number): Promise<TranscriptEntry[]>;
	/** The newest entries, of one customer and before a sequence where that is asked; oldest first. */
	latest(
		businessId: string,
		part: { limit: number; customerId?: string; before?: number },
	): Promise<TranscriptEntry[]>;
	/** The newest entry of each customer, of those who were last active first. */
	latestOfCustomers(businessId: string, limit: number): Promise<TranscriptEntry[]>;
	/** Entries whose message id begins with this, oldest first. */
	withIdPrefix(businessId: string, prefix: string, limit: number): Promise<TranscriptEntry[]>;
	/** Finds an entry of any size. */
	find(businessId: string, messageId: string): Promise<TranscriptEntry | undefined>;
	/** The number of the last entry or change; 0 before the first. */
	lastNumber(businessId: string): Promise<number>;
	setState(businessId: string, messageId: string, state: DeliveryState): Promise<void>;
	/** How far the Simulator's clock of this business is ahead of real time, in ms. */
	clockOffset(businessId: string): Promise<number>;
	setClockOffset(businessId: string, milliseconds: number): Promise<void>;
	/** Businesses that have a transcript, most recently used first. */
	businesses(): Promise<Array<{ id: string; name?: string }>>;
	/** Clears transcript, files, clock, contacts, consents and conversations of a simulated business. */
	reset(businessId: string): Promise<void>;
	readonly files: SimulatorFiles;
}

/** Metadata of a file; its bytes are read separately. */
export interface SimulatorFile {
	/** Random, so that who knows one file cannot guess another. */
	id: string;
	mimeType: string;
	fileName?: string;
	sizeBytes: number;
}

export interface NewSimulatorFile {
	customerId: string;
	/** Of the message that brought it. */
	messageId: string;
	mimeType: string;
	fileName?: string;
	content: Buffer;
}

/** Of one business; the oldest files go first. */
export const MAX_FILES = 200;
export const MAX_FILES_BYTES = 64 * 1024 * 1024;

/** Files in simulated chats: beside a store that is a file, in a table of their own in a database for many machines. */
export interface SimulatorFiles {
	/** Removes the oldest files of the business until this one has room. */
	save(businessId: string, file: NewSimulatorFile, now: Date): Promise<SimulatorFile>;
	find(businessId: string, id: string): Promise<SimulatorFile | undefined>;
	/** The first file of a message. */
	ofMessage(businessId: string, messageId: string): Promise<SimulatorFile | undefined>;
	/** Its bytes, or those from `start` to `end`, both included; `undefined` when the file is gone. */
	read(
		businessId: string,
		id: string,
		range?: { start: number; end: number },
	): Promise<Readable | undefined>;
}

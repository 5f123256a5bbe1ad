import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Session } from '../session';

/** What an operation makes of one item. `blocked` leaves on the second output. */
export type OperationResult =
	| { output: 'result'; json: IDataObject | IDataObject[]; binary?: BinaryFile }
	| { output: 'blocked'; json: IDataObject };

export interface BinaryFile {
	property: string;
	content: Buffer;
	mimeType: string;
	fileName?: string;
}

/** One file for each: its fields, and what it does with one item. */
export interface Operation {
	description: INodeProperties[];
	/**
	 * How many items may be under way at once; absent: one. Items with the same Customer always go one after the other.
	 */
	concurrency?: number;
	execute(context: IExecuteFunctions, session: Session, item: number): Promise<OperationResult>;
}

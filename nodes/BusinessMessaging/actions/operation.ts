import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Session } from '../session';

/** Result of an operation for one item. `blocked` leaves on the second output, the others as `FILE_OUTPUTS` says. */
export type OperationResult =
	| { output: 'result'; json: IDataObject | IDataObject[]; binary?: BinaryFile }
	| { output: 'blocked'; json: IDataObject }
	| { output: FileOutput; json: IDataObject };

/** Outputs of a download after the first, in their order. */
export const FILE_OUTPUTS = ['tooLarge', 'noFile'] as const;
export type FileOutput = (typeof FILE_OUTPUTS)[number];

export interface BinaryFile {
	property: string;
	content: Buffer;
	mimeType: string;
	fileName?: string;
}

/** An operation: its fields, and its work on one item. One file for each. */
export interface Operation {
	description: INodeProperties[];
	/**
	 * Most items at once; 1 when absent. Items with the same Customer always go one after the other.
	 */
	concurrency?: number;
	execute(context: IExecuteFunctions, session: Session, item: number): Promise<OperationResult>;
}

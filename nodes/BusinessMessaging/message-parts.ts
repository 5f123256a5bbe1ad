import type { IExecuteFunctions } from 'n8n-workflow';

import { normalizedMedia } from '../../messaging/media-type';
import type { MessageHeader, OutboundMedia } from '../../messaging/outbound-message';
import { readParameters, type Parameters, type Row } from './parameter-reader';

/** Reads the file of a media message from the chosen source, with its type and name as providers accept them. */
export async function readMedia(context: IExecuteFunctions, item: number): Promise<OutboundMedia> {
	return normalizedMedia(await readSource(context, item));
}

async function readSource(context: IExecuteFunctions, item: number): Promise<OutboundMedia> {
	const parameters = readParameters(context, item);
	const named = renamed('fileName', parameters.text('fileName', 'File Name'));
	const source = parameters.text('mediaSource', 'Source');
	if (source === 'id')
		return { from: 'id', id: parameters.required('mediaId', 'Media ID'), ...named };
	if (source !== 'file')
		return { from: 'url', url: parameters.required('mediaUrl', 'URL'), ...named };
	const property = parameters.required('binaryProperty', 'Input Binary Field');
	const binary = context.helpers.assertBinaryData(item, property);
	return {
		from: 'file',
		content: await context.helpers.getBinaryDataBuffer(item, property),
		mimeType: binary.mimeType,
		fileName: named.fileName ?? binary.fileName ?? `file${dotted(binary.fileExtension)}`,
	};
}

function dotted(extension = ''): string {
	return extension === '' ? '' : `.${extension}`;
}

/** Returns the value under a new name, or an empty object when the value is empty. */
export function renamed<K extends string>(name: K, value: string): { [key in K]?: string } {
	return value === '' ? {} : ({ [name]: value } as { [key in K]?: string });
}

/** Reads the header and the footer of an interactive message. */
export function readFrame(
	context: IExecuteFunctions,
	item: number,
): { header?: MessageHeader; footer?: string } {
	const { cell } = readParameters(context, item);
	const given = context.getNodeParameter('frame', item, {}) as Row;
	const parts = Object.fromEntries(
		Object.entries(FRAME_LABELS).map(([name, label]) => [name, cell(given[name], label)]),
	);
	return { ...header(parts), ...renamed('footer', parts.footer ?? '') };
}

const FRAME_LABELS = {
	headerText: 'Header Text',
	headerImage: 'Header Image (URL)',
	headerVideo: 'Header Video (URL)',
	headerDocument: 'Header Document (URL)',
	footer: 'Footer',
} as const;

function header(parts: Record<string, string | undefined>): { header?: MessageHeader } {
	if (parts.headerText) return { header: { type: 'text', text: parts.headerText } };
	for (const [type, url] of [
		['image', parts.headerImage],
		['video', parts.headerVideo],
		['document', parts.headerDocument],
	] as const) {
		if (url) return { header: { type, media: normalizedMedia({ from: 'url', url }) } };
	}
	return {};
}

/** Reads a choice. Its title is also its id, unless it has another one. */
export function readChoice(row: Row, { cell }: Parameters): { id: string; title: string } {
	const title = cell(row.title, 'Title');
	return { id: cell(row.id, 'ID') || title, title };
}

/** Groups rows by section, in the order of the first row of each. */
export function readSections(rows: readonly Row[], parameters: Parameters) {
	const { cell } = parameters;
	const bySection = new Map<string, Array<{ id: string; title: string; description?: string }>>();
	for (const row of rows) {
		const section = cell(row.section, 'Section');
		const list = bySection.get(section) ?? [];
		const description = renamed('description', cell(row.description, 'Description'));
		list.push({ ...readChoice(row, parameters), ...description });
		bySection.set(section, list);
	}
	return [...bySection].map(([title, sectionRows]) => ({
		...renamed('title', title),
		rows: sectionRows,
	}));
}

export function readContactCard(row: Row, { cell }: Parameters) {
	const phone = cell(row.phone, 'Phone');
	const email = cell(row.email, 'Email');
	return {
		name: cell(row.name, 'Name'),
		...(phone ? { phones: [phone] } : {}),
		...(email ? { emails: [email] } : {}),
		...renamed('organization', cell(row.organization, 'Organization')),
	};
}

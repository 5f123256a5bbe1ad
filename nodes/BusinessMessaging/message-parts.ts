import type { IExecuteFunctions } from 'n8n-workflow';

import type { MessageHeader, OutboundMedia } from '../../messaging/outbound-message';
import { formOf, type Row } from './parameter-reader';

/** The file of a media message, by the source that was chosen. */
export async function readMedia(context: IExecuteFunctions, item: number): Promise<OutboundMedia> {
	const form = formOf(context, item);
	const named = renamed('fileName', form.text('fileName'));
	const source = form.text('mediaSource');
	if (source === 'id') return { from: 'id', id: form.required('mediaId', 'Media ID'), ...named };
	if (source !== 'file') return { from: 'url', url: form.required('mediaUrl', 'URL'), ...named };
	const property = form.required('binaryProperty', 'Input Binary Field');
	const binary = context.helpers.assertBinaryData(item, property);
	return {
		from: 'file',
		content: await context.helpers.getBinaryDataBuffer(item, property),
		mimeType: binary.mimeType,
		fileName: named.fileName ?? binary.fileName ?? `file.${binary.fileExtension ?? 'bin'}`,
	};
}

/** The value under another name; nothing at all when it is empty. */
export function renamed<K extends string>(name: K, value: string): { [key in K]?: string } {
	return value === '' ? {} : ({ [name]: value } as { [key in K]?: string });
}

/** What stands above and below the text of an interactive message. */
export function readFrame(
	context: IExecuteFunctions,
	item: number,
): { header?: MessageHeader; footer?: string } {
	const parts = context.getNodeParameter('frame', item, {}) as Record<string, string | undefined>;
	return { ...header(parts), ...(parts.footer ? { footer: parts.footer } : {}) };
}

function header(parts: Record<string, string | undefined>): { header?: MessageHeader } {
	if (parts.headerText) return { header: { type: 'text', text: parts.headerText } };
	for (const [type, url] of [
		['image', parts.headerImage],
		['video', parts.headerVideo],
		['document', parts.headerDocument],
	] as const) {
		if (url) return { header: { type, media: { from: 'url', url } } };
	}
	return {};
}

/** A choice without an id of its own is known by its title. */
export function readChoice(row: Row): { id: string; title: string } {
	const title = textOf(row.title);
	return { id: textOf(row.id) || title, title };
}

/** Rows with the same section stand together, in the order of their first row. */
export function readSections(rows: readonly Row[]) {
	const bySection = new Map<string, Array<{ id: string; title: string; description?: string }>>();
	for (const row of rows) {
		const section = textOf(row.section);
		const list = bySection.get(section) ?? [];
		list.push({ ...readChoice(row), ...renamed('description', textOf(row.description)) });
		bySection.set(section, list);
	}
	return [...bySection].map(([title, sectionRows]) => ({
		...renamed('title', title),
		rows: sectionRows,
	}));
}

export function readContactCard(row: Row) {
	const phone = textOf(row.phone);
	const email = textOf(row.email);
	return {
		name: textOf(row.name),
		...(phone ? { phones: [phone] } : {}),
		...(email ? { emails: [email] } : {}),
		...renamed('organization', textOf(row.organization)),
	};
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

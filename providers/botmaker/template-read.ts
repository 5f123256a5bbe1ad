import type { TemplateCategory } from '../../messaging/outbound-message';
import type { Template, TemplateSlot } from '../../messaging/provider';
import { listOf, recordOf, textOf, type Loose } from './loose-json';
import { VARIABLE } from './template-variables';

/** Converts Botmaker's description of a template to ours (docs/facts/botmaker.md#templates). */

const CATEGORIES: Readonly<Record<string, TemplateCategory>> = {
	MARKETING: 'marketing',
	UTILITY: 'utility',
	AUTHENTICATION: 'authentication',
	OTP: 'authentication',
};

const STATUSES: Readonly<Record<string, Template['status']>> = {
	APPROVED: 'approved',
	REJECTED: 'rejected',
	ACCOUNT_PENDING: 'pending',
	BOTMAKER_PENDING: 'pending',
};

const FILES: Readonly<Record<string, 'image' | 'video' | 'document'>> = {
	IMAGE: 'image',
	VIDEO: 'video',
	DOCUMENT: 'document',
};

/** Reads a template; `undefined` for anything else. */
export function readTemplate(entry: unknown): Template | undefined {
	const read = recordOf(entry);
	const name = textOf(read, 'name');
	const language = textOf(read, 'locale');
	const body = textOf(recordOf(read.body), 'text');
	if (name === undefined || language === undefined || body === undefined) return undefined;
	const header = recordOf(read.header);
	const format = textOf(header, 'format')?.toUpperCase() ?? '';
	const headerText = format === 'TEXT' ? textOf(header, 'text') : undefined;
	const footer = textOf(recordOf(read.footer), 'text');
	return {
		id: textOf(read, 'id') ?? name,
		name,
		language,
		category: CATEGORIES[textOf(read, 'category')?.toUpperCase() ?? ''] ?? 'unknown',
		status: STATUSES[textOf(read, 'state')?.toUpperCase() ?? ''] ?? 'other',
		...(headerText === undefined ? {} : { header: headerText }),
		body,
		...(footer === undefined ? {} : { footer }),
		variables: [...fileSlot(format, header), ...wordSlots(headerText, body, listOf(read.buttons))],
	};
}

/** Returns an optional variable: without a value Botmaker shows the file with which the template was approved. */
function fileSlot(format: string, header: Loose): TemplateSlot[] {
	const kind = FILES[format];
	if (kind === undefined) return [];
	const example = textOf(header, 'exampleURL');
	return [
		{
			key: `header.${kind}`,
			label: `Header ${kind}`,
			kind,
			required: false,
			...(example === undefined ? {} : { example }),
		},
	];
}

/** Returns one variable for each name, at its first place, because it has one value in the whole template. */
function wordSlots(
	header: string | undefined,
	body: string,
	buttons: readonly unknown[],
): TemplateSlot[] {
	const slots = new Map<string, TemplateSlot>();
	const add = (text: string | undefined, kind: TemplateSlot['kind'], where: string): void => {
		for (const [, name] of (text ?? '').matchAll(VARIABLE)) {
			if (name === undefined || slots.has(name)) continue;
			slots.set(name, { key: `variable.${name}`, label: `${where}${name}`, kind, required: true });
		}
	};
	add(header, 'text', 'Header: ');
	add(body, 'text', '');
	for (const button of buttons) add(textOf(recordOf(button), 'url'), 'urlSuffix', 'Link: ');
	return [...slots.values()];
}

import type {
	MessageHeader,
	TemplateButton,
	TemplateCategory,
	TemplateMessage,
	TemplateVariable,
} from '../../messaging/outbound-message';
import { findSample, type SampleButton, type SampleTemplate } from './sample-templates';

/** A template as the customer sees it, and its problems. */
export interface TemplateDrawing {
	category: TemplateCategory;
	header?: MessageHeader;
	text: string;
	footer?: string;
	buttons: DrawnButton[];
	/** Variables without a value, e.g. `body.2`; a template with any of them is refused. */
	missing: string[];
}

export type DrawnButton =
	| { kind: 'quickReply'; title: string; payload: string }
	| { kind: 'url'; title: string; url: string }
	| { kind: 'copyCode'; title: string; code: string };

/** `{{1}}` or `{{name}}`. */
const VARIABLE = /\{\{\s*([\w-]+)\s*\}\}/g;

/**
 * Fills the approved text. `undefined` when there is no sample with this name and language. A template with its own
 * text (`rendered`) is shown with that, so that templates of a real account can be tried here, too.
 */
export function drawTemplate(message: TemplateMessage): TemplateDrawing | undefined {
	const sample = findSample(message.name, message.language);
	if (sample) return drawSample(sample, message);
	if (message.rendered === undefined) return undefined;
	return {
		category: message.category ?? 'utility',
		...(message.header && headerOf(message)),
		text: message.rendered,
		buttons: (message.buttons ?? []).flatMap(buttonWithoutTitle),
		missing: [],
	};
}

/** Returns the keys of the variables of a text, in the order in which they first occur. */
export function variableKeys(body: string): string[] {
	return [...new Set([...body.matchAll(VARIABLE)].flatMap((found) => found[1] ?? []))];
}

/** Fills a text. Variables without a value stay visible. */
export function fillWording(body: string, values: ReadonlyMap<string, string>): string {
	return body.replace(VARIABLE, (match, key: string) => values.get(key) || match);
}

function drawSample(sample: SampleTemplate, message: TemplateMessage): TemplateDrawing {
	const missing: string[] = [];
	const values = valuesByKey(message.body ?? []);
	for (const key of variableKeys(sample.body)) if (!values.get(key)) missing.push(`body.${key}`);
	const header = headerOf(message).header;
	if (sample.header?.type === 'image' && header?.type !== 'image') missing.push('header.image');
	const buttons = sample.buttons.map((button, index) => {
		const given = message.buttons?.find((one) => one.index === index);
		return drawButton(button, given, () => missing.push(`button.${index}`));
	});
	return {
		category: sample.category,
		...(sample.header?.type === 'text' ? { header: sample.header } : header && { header }),
		text: fillWording(sample.body, values),
		...(sample.footer && { footer: sample.footer }),
		buttons,
		missing,
	};
}

/** Returns the values by key. Variables without a name are numbered by their position. */
function valuesByKey(variables: readonly TemplateVariable[]): Map<string, string> {
	return new Map(variables.map(({ name, value }, index) => [name ?? String(index + 1), value]));
}

function headerOf({ header }: TemplateMessage): { header?: MessageHeader } {
	if (!header || header.type === 'location') return {};
	if (header.type === 'text') return { header: { type: 'text', text: header.variable.value } };
	return { header: { type: header.type, media: header.media } };
}

function drawButton(
	button: SampleButton,
	given: TemplateButton | undefined,
	miss: () => void,
): DrawnButton {
	switch (button.kind) {
		case 'quickReply': {
			const payload = given?.kind === 'quickReply' ? given.payload : '';
			return { kind: 'quickReply', title: button.title, payload: payload || button.title };
		}
		case 'url': {
			const suffix = given?.kind === 'url' ? given.suffix : '';
			if (!suffix) miss();
			const url = fillWording(button.url, new Map([['1', encodeURI(suffix)]]));
			return { kind: 'url', title: button.title, url };
		}
		case 'copyCode': {
			const code = given?.kind === 'copyCode' ? given.code : '';
			if (!code) miss();
			return { kind: 'copyCode', title: button.title, code };
		}
	}
}

/** Returns a button of a foreign template, of which only the ids of its replies are known, not their titles. */
function buttonWithoutTitle(button: TemplateButton): DrawnButton[] {
	if (button.kind === 'quickReply') {
		return [{ kind: 'quickReply', title: button.payload, payload: button.payload }];
	}
	if (button.kind === 'copyCode')
		return [{ kind: 'copyCode', title: button.code, code: button.code }];
	return [];
}

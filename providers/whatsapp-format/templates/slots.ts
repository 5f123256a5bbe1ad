import { z } from 'zod';

import type { TemplateSlot } from '../../../messaging/provider';

/**
 * The variables of a template, each with a key that `fill.ts` parses: `header.text.<variable>`,
 * `header.image|video|document|location`, `body.<variable>`, `button.<index>.url|code|payload|form`, with the prefix
 * `card.<index>.` in a carousel. `<variable>` is its number, or its name in a template with named variables.
 */

const text = z.string().optional().catch(undefined);

export const componentSchema = z.object({
	type: z.string(),
	format: text,
	text,
	example: z.unknown(),
	buttons: z
		.array(z.object({ type: z.string(), text, url: text, example: z.unknown() }))
		.optional()
		.catch(undefined),
	cards: z
		.array(z.object({ components: z.array(z.unknown()).catch([]) }))
		.optional()
		.catch(undefined),
});
export type TemplateComponent = z.infer<typeof componentSchema>;
type TemplateComponentButton = NonNullable<TemplateComponent['buttons']>[number];

/** Both kinds of variable, `{{1}}` and `{{first_name}}`, spaces allowed. */
export const VARIABLE = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/**
 * Returns the variables of components, in the order of the panel.
 *
 * @param isLoginCode the code goes into text and button; the user enters it once, and `build` repeats it
 */
export function componentSlots(
	components: readonly TemplateComponent[],
	keyPrefix: string,
	labelPrefix: string,
	isLoginCode: boolean,
): TemplateSlot[] {
	const slots = components.flatMap((component) => {
		switch (component.type.toUpperCase()) {
			case 'HEADER':
				return headerSlots(component);
			case 'BODY':
				return isLoginCode ? [] : variableSlots(component, 'body.', 'Text');
			case 'BUTTONS':
				return isLoginCode ? [] : (component.buttons ?? []).flatMap(buttonSlots);
			default:
				return [];
		}
	});
	if (isLoginCode) slots.push(LOGIN_CODE);
	return slots.map((slot) => ({
		...slot,
		key: keyPrefix + slot.key,
		label: labelPrefix + slot.label,
	}));
}

const LOGIN_CODE: TemplateSlot = {
	key: 'body.1',
	label: 'Login code',
	kind: 'text',
	required: true,
};

const MEDIA_FORMATS: Readonly<Record<string, Pick<TemplateSlot, 'kind' | 'label'>>> = {
	IMAGE: { kind: 'image', label: 'Header image (URL or media ID)' },
	VIDEO: { kind: 'video', label: 'Header video (URL or media ID)' },
	DOCUMENT: { kind: 'document', label: 'Header document (URL or media ID)' },
	LOCATION: { kind: 'location', label: 'Header location (latitude,longitude;name;address)' },
};

function headerSlots(header: TemplateComponent): TemplateSlot[] {
	const format = header.format?.toUpperCase() ?? '';
	if (format === 'TEXT') return variableSlots(header, 'header.text.', 'Header');
	const media = MEDIA_FORMATS[format];
	return media ? [{ key: `header.${media.kind}`, ...media, required: true }] : [];
}

function variableSlots(
	component: TemplateComponent,
	keyPrefix: string,
	where: string,
): TemplateSlot[] {
	const names = [...(component.text ?? '').matchAll(VARIABLE)].map((match) => match[1] ?? '');
	const inOrder = [...new Set(names)].sort(byNumber);
	return inOrder.map((name, index) => {
		const example = exampleOf(component.example, name, index);
		return {
			key: keyPrefix + name,
			label: `${where}: {{${name}}}`,
			kind: 'text',
			required: true,
			...(example === undefined ? {} : { example }),
		};
	});
}

/** Sorts numbered variables, because Meta takes them in the order of their numbers, wherever they are in the text. */
function byNumber(a: string, b: string): number {
	return /^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : 0;
}

const namedExamples = z.array(z.object({ param_name: z.string(), example: z.string() }));
const examples = z.object({
	body_text_named_params: namedExamples.optional().catch(undefined),
	header_text_named_params: namedExamples.optional().catch(undefined),
	body_text: z.array(z.array(z.string())).optional().catch(undefined),
	header_text: z.array(z.string()).optional().catch(undefined),
});

function exampleOf(example: unknown, name: string, index: number): string | undefined {
	const parsed = examples.safeParse(example);
	if (!parsed.success) return undefined;
	const { body_text_named_params: body, header_text_named_params: header } = parsed.data;
	const named = (body ?? header)?.find((entry) => entry.param_name === name)?.example;
	return named ?? (parsed.data.body_text?.[0] ?? parsed.data.header_text)?.[index];
}

function buttonSlots(button: TemplateComponentButton, index: number): TemplateSlot[] {
	const name = button.text ? `Button "${button.text}"` : `Button ${index + 1}`;
	const key = `button.${index}`;
	switch (button.type.toUpperCase()) {
		case 'URL': {
			if (!button.url?.includes('{{')) return [];
			const example = urlSuffix(button);
			return [
				{
					key: `${key}.url`,
					label: `${name}: end of the address`,
					kind: 'urlSuffix',
					required: true,
					...(example === undefined ? {} : { example }),
				},
			];
		}
		case 'COPY_CODE':
			return [{ key: `${key}.code`, label: `${name}: code`, kind: 'couponCode', required: true }];
		case 'QUICK_REPLY':
			return [
				{
					key: `${key}.payload`,
					label: `${name}: id that comes back`,
					kind: 'payload',
					required: false,
				},
			];
		case 'FLOW':
			return [
				{
					key: `${key}.form`,
					label: `${name}: token that comes back with the form`,
					kind: 'text',
					required: false,
				},
			];
		default:
			return [];
	}
}

/** Returns the end of the sample address. Meta keeps the whole address, but the user enters only its end. */
function urlSuffix(button: TemplateComponentButton): string | undefined {
	const parsed = z.array(z.string()).min(1).safeParse(button.example);
	const whole = parsed.success ? parsed.data[0] : undefined;
	const start = button.url?.split('{{')[0] ?? '';
	return whole?.startsWith(start) ? whole.slice(start.length) : whole;
}

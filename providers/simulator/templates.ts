import type { TemplateButton, TemplateMessage } from '../../messaging/outbound-message';
import type {
	Template,
	TemplateApi,
	TemplateFilling,
	TemplateSlot,
} from '../../messaging/provider';
import { explainError } from './errors';
import { findSample, SAMPLE_TEMPLATES, type SampleTemplate } from './sample-templates';
import { variableKeys, fillWording } from './template-drawing';

/** Lists the sample templates through the same interface as those of a real account. Makes no request. */
export const templates: TemplateApi = {
	async list() {
		return { ok: true, value: SAMPLE_TEMPLATES.map(templateOf) };
	},

	async get(_account, name, language) {
		const sample = findSample(name, language);
		if (sample) return { ok: true, value: templateOf(sample) };
		const body = { error: { code: 132001 } };
		return {
			ok: false,
			error: explainError({ kind: 'refused', status: 404, headers: {}, body }),
		};
	},

	fill,
};

function templateOf(sample: SampleTemplate): Template {
	return {
		id: `${sample.name}:${sample.language}`,
		name: sample.name,
		language: sample.language,
		category: sample.category,
		status: 'approved',
		body: sample.body,
		...(sample.footer && { footer: sample.footer }),
		variables: slotsOf(sample),
	};
}

function slotsOf(sample: SampleTemplate): TemplateSlot[] {
	const slots: TemplateSlot[] = [];
	if (sample.header?.type === 'image') {
		const { example } = sample.header;
		slots.push({
			key: 'header.image',
			label: 'Header Image',
			kind: 'image',
			required: true,
			example,
		});
	}
	for (const key of variableKeys(sample.body)) {
		const { label = key, example } = sample.variables[key] ?? {};
		slots.push({
			key: `body.${key}`,
			label,
			kind: 'text',
			required: true,
			...(example && { example }),
		});
	}
	sample.buttons.forEach((button, index) => {
		if (button.kind === 'quickReply') {
			slots.push({
				key: `button.${index}.payload`,
				label: `Button ID of "${button.title}"`,
				kind: 'payload',
				required: false,
				example: button.title,
			});
		} else {
			const isLink = button.kind === 'url';
			slots.push({
				key: `button.${index}.${isLink ? 'url' : 'code'}`,
				label: isLink ? `Link Ending of "${button.title}"` : 'Code to Copy',
				kind: isLink ? 'urlSuffix' : 'couponCode',
				required: true,
				example: button.example,
			});
		}
	});
	return slots;
}

/** Fills a template. An image is an https address or the id from an upload. */
function fill(template: Template, values: Record<string, string>): TemplateFilling {
	const keys = new Set(template.variables.map((slot) => slot.key));
	const missing = template.variables
		.filter((slot) => slot.required && !values[slot.key])
		.map((slot) => slot.key);
	const unknown = Object.keys(values).filter((key) => !keys.has(key));
	if (missing.length > 0 || unknown.length > 0) return { ok: false, missing, unknown };

	const variables = variableKeys(template.body);
	const named = variables.some((key) => !/^\d+$/.test(key));
	const body = variables.map((key) => ({
		...(named && { name: key }),
		value: values[`body.${key}`] ?? '',
	}));
	const image = values['header.image'];
	const message: TemplateMessage = {
		type: 'template',
		name: template.name,
		language: template.language,
		...(template.category !== 'unknown' && { category: template.category }),
		...(image && {
			header: {
				type: 'image',
				media: image.startsWith('http') ? { from: 'url', url: image } : { from: 'id', id: image },
			},
		}),
		...(body.length > 0 && { body }),
		...(buttonsOf(values).length > 0 && { buttons: buttonsOf(values) }),
		rendered: fillWording(
			template.body,
			new Map(variables.map((key) => [key, values[`body.${key}`] ?? ''])),
		),
	};
	return { ok: true, message };
}

function buttonsOf(values: Record<string, string>): TemplateButton[] {
	return Object.entries(values).flatMap(([key, value]): TemplateButton[] => {
		const [, digits, part] = /^button\.(\d+)\.(payload|url|code)$/.exec(key) ?? [];
		if (digits === undefined || !value) return [];
		const index = Number(digits);
		if (part === 'payload') return [{ index, kind: 'quickReply', payload: value }];
		if (part === 'url') return [{ index, kind: 'url', suffix: value }];
		return [{ index, kind: 'copyCode', code: value }];
	});
}

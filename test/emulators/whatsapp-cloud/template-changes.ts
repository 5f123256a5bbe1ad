import { record, text, type Call, type Reply } from './calls';
import { refusals } from './graph-errors';
import type { World } from './world';

/**
 * New templates and deleted ones, as Meta takes them (docs/facts/whatsapp-cloud.md#templates and
 * docs/facts/whatsapp-cloud.md#creating-a-template).
 */

const NAME = /^[a-z0-9_]{1,512}$/;
const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;

/** Answers POST `/{account}/message_templates`. A new template waits for its approval. */
export function createTemplate(call: Call, world: World): Reply {
	const body = record(call.body);
	const name = text(body.name) ?? '';
	const language = text(body.language) ?? '';
	const category = CATEGORIES.find((known) => known === body.category);
	const components = Array.isArray(body.components) ? body.components.map(record) : [];
	if (!NAME.test(name)) throw refusals.invalid('name: small letters, digits and underscores');
	if (language === '') throw refusals.invalid('language is missing');
	if (category === undefined) throw refusals.invalid('category is none');
	if (!components.some(({ type }) => type === 'BODY')) throw refusals.invalid('BODY is missing');
	for (const component of components) checkSamples(component);
	if (world.templates.some((known) => known.name === name && known.language === language)) {
		throw refusals.invalid('There is content in this language for this template already');
	}
	const id = String(810_000_000_000_000 + world.nextId());
	const parameter_format = body.parameter_format === 'NAMED' ? 'NAMED' : 'POSITIONAL';
	world.templates.push({
		...{ id, name, language, category, status: 'PENDING', parameter_format, components },
	});
	return { status: 200, body: { id, status: 'PENDING', category } };
}

/** Answers DELETE `/{account}/message_templates?name=…[&hsm_id=…]`. Without an id all languages are deleted. */
export function deleteTemplates(call: Call, world: World): Reply {
	const { name, hsm_id: id } = call.query;
	const goes = (template: { name: string; id: string }) =>
		template.name === name && (id === undefined || template.id === id);
	if (!world.templates.some(goes)) throw refusals.invalid('The template does not exist');
	world.templates = world.templates.filter((template) => !goes(template));
	return { status: 200, body: { success: true } };
}

/** Refuses a template in which a variable has no sample. */
function checkSamples(component: Record<string, unknown>): void {
	const variables = new Set((text(component.text) ?? '').match(/\{\{\s*\w+\s*\}\}/g)).size;
	const [samples] = Object.values(record(component.example));
	const list = Array.isArray(samples) ? (samples as unknown[]) : [];
	const given = Array.isArray(list[0]) ? list[0].length : list.length;
	if (variables !== given) {
		throw refusals.invalid(`${String(component.type)}: ${variables} variables, ${given} samples`);
	}
}

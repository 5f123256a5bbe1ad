import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import codex from '../../../nodes/Usedesk/Usedesk.node.json';
import { Usedesk } from '../../../nodes/Usedesk/Usedesk.node';
import { METHODS } from '../../emulators/usedesk/methods';

const { description, methods } = new Usedesk();
const root = join(__dirname, '../../..');

/** Returns all fields, also those inside of collections. */
function allFields(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'type' in option ? [option] : [],
		);
		return [property, ...allFields(inner)];
	});
}

const fields = allFields(description.properties);
const operations = description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		(options ?? []).flatMap((option) =>
			'value' in option ? [{ resource: displayOptions?.show?.resource?.[0], option }] : [],
		),
	);

describe('Usedesk: panel', () => {
	it('the panel has operations for every resource, each with a sentence for the list of actions', () => {
		const resources = (description.properties[0]?.options ?? []).flatMap((option) =>
			'value' in option ? [option.value] : [],
		);
		expect([...new Set(operations.map(({ resource }) => resource))].sort()).toEqual(resources);
		const sentences = operations.map(({ option }) => option.action ?? '');
		for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][a-z ]+$/);
		expect(new Set(sentences).size).toBe(sentences.length);
	});

	it('sends every operation to a method that Usedesk has, and checks every answer', () => {
		const urls = operations.map(({ option }) => option.routing?.request?.url ?? '');
		expect(urls.map((url) => url.slice(1)).sort()).toEqual(Object.keys(METHODS).sort());
		for (const { option } of operations)
			expect(option.routing?.output?.postReceive).toHaveLength(1);
	});

	it('explains every field', () => {
		expect(fields.length).toBeGreaterThan(60);
		for (const field of fields) {
			if (['resource', 'operation'].includes(field.name)) continue;
			expect(`${field.name}: ${field.description ?? ''}`).toMatch(/: .{10,}/);
			if (field.type === 'boolean') expect(field.description).toMatch(/^Whether /);
			if (field.placeholder && field.type === 'string')
				expect(field.placeholder).toMatch(/^e\.g\. /);
		}
	});

	it('sends every field of the panel', () => {
		const own = [
			'resource',
			'operation',
			'returnAll',
			'limit',
			'simplify',
			'template',
			'id',
			'value',
		];
		for (const { name, type, routing } of fields) {
			if (type === 'collection' || own.includes(name)) continue;
			expect({ name, sent: routing?.send !== undefined }).toEqual({ name, sent: true });
		}
	});

	it('offers every list of the account with "By ID" beside it', () => {
		const locators = fields.filter(({ type }) => type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(10);
		const used = new Set<string>();
		for (const { modes } of locators) {
			expect(modes?.map(({ name }) => name)).toEqual(['list', 'id']);
			used.add(modes?.[0]?.typeOptions?.searchListMethod ?? '');
		}
		expect([...used].sort()).toEqual(Object.keys(methods.listSearch).sort());
	});

	it('leaves comments private unless the user decides otherwise', () => {
		const visibility = fields.find(({ name }) => name === 'visibility');
		expect(visibility?.default).toBe('private');
	});

	it('the panel has its icons, and is found by common search words', () => {
		const icon = description.icon as { light: string; dark: string };
		for (const file of [icon.light, icon.dark])
			expect(existsSync(join(root, 'nodes/Usedesk', file.replace('file:', '')))).toBe(true);
		for (const word of ['usedesk', 'help desk', 'ticket', 'support', 'atendimento', 'chamado'])
			expect(codex.alias).toContain(word);
	});
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type ILoadOptionsFunctions, type INodeProperties } from 'n8n-workflow';
import codex from '../../../nodes/MessageRouter/MessageRouter.node.json';
import { MessageRouter } from '../../../nodes/MessageRouter/MessageRouter.node';
import { rules } from '../../../nodes/MessageRouter/rules';
import { loadOptions } from '../../../nodes/MessageRouter/rules/business-hours.load-options';
import { ROUTE_BY } from '../../../routing';

const { description, methods } = new MessageRouter();
const { displayParameter } = NodeHelpers;
const root = join(__dirname, '../../..');

/** Returns all fields, with those inside of collections. */
function allFields(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'type' in option ? [option] : [],
		);
		return [property, ...allFields(inner)];
	});
}

describe('Message Router: panel', () => {
	const fields = allFields(description.properties);

	it('offers every mode, each with a sentence for the list of actions', () => {
		const operation = description.properties.find(({ name }) => name === 'operation');
		const options = (operation?.options ?? []).flatMap((option) =>
			'value' in option ? [option] : [],
		);
		expect(options.map(({ value }) => value).sort()).toEqual([...ROUTE_BY].sort());
		for (const { action } of options) expect(action).toMatch(/^Route by [a-z ]+$/);
	});

	it('shows the fields of a mode for that mode only', () => {
		for (const [mode, { properties }] of Object.entries(rules)) {
			for (const { displayOptions } of properties) {
				expect(displayOptions?.show?.operation).toEqual([mode]);
			}
		}
	});

	it('says where the user types rules that connections keep their place', () => {
		const notice = description.properties.find(({ name }) => name === 'connectionsNotice');
		expect(notice?.displayName).toContain('Connections keep their place');
		const typed = ROUTE_BY.filter((mode) => rules[mode].hasFallback);
		expect(notice?.displayOptions?.show?.operation).toEqual(typed);
	});

	it.each([
		['fallbackOutput', true, false],
		['addRoute', true, false],
	])('shows %s in version 1 and not in version 2', (name, inVersion1, inVersion2) => {
		const field = fields.find((candidate) => candidate.name === name);
		if (!field) throw new Error('the field does not exist');
		const isShown = (typeVersion: number) =>
			displayParameter({}, field, { typeVersion }, description, { operation: 'keyword' });
		expect(isShown(1)).toBe(inVersion1);
		expect(isShown(2)).toBe(inVersion2);
	});

	it('starts new nodes in version 2', () => {
		expect(description.version).toEqual([1, 2]);
		expect(description.defaultVersion).toBe(2);
	});

	it('names every mode in the description of the node', () => {
		for (const { option } of Object.values(rules)) {
			expect(description.description).toContain(option.name.toLowerCase());
		}
	});

	it('explains every field', () => {
		expect(fields.length).toBeGreaterThan(20);
		for (const field of fields) {
			if (field.type === 'notice' || field.name === 'options') continue;
			expect(`${field.name}: ${field.description ?? ''}`).toMatch(/: .{10,}/);
			if (field.type === 'boolean') expect(field.description).toMatch(/^Whether /);
			if (field.placeholder && field.type === 'string')
				expect(field.placeholder).toMatch(/^e\.g\. /);
		}
	});

	it('the panel has a method for every list that is loaded', () => {
		const wanted = fields.flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
		expect([...new Set(wanted)].sort()).toEqual(Object.keys(methods.loadOptions).sort());
	});

	it('starts with a rule that answers a greeting', () => {
		const rules = description.properties.find(({ name }) => name === 'keywordRules');
		expect(rules?.default).toMatchObject({ values: [{ outputName: 'Menu' }] });
	});

	it('the panel has its icons', () => {
		const icon = description.icon as { light: string; dark: string };
		expect(icon.light).not.toBe(icon.dark);
		for (const file of Object.values(icon)) {
			const path = join(root, 'nodes/MessageRouter', file.replace('file:', ''));
			expect(existsSync(path)).toBe(true);
			expect(readFileSync(path, 'utf8')).toMatch(/^<svg [^>]*viewBox="0 0 60 60"/);
		}
	});
});

describe('Message Router: node panel search', () => {
	it('finds the node by the name that n8n gives it', () => {
		expect(codex.node).toBe(`n8n-nodes-business-messaging.${description.name}`);
	});

	it.each([
		'route',
		'business hours',
		'keyword',
		'step',
		'switch',
		'holiday',
		'vip',
		'whatsapp',
		'message',
	])('finds the node by "%s"', (alias) => {
		expect(codex.alias).toContain(alias);
	});

	it('names the documentation, without which n8n ignores the file', () => {
		expect(codex.resources.primaryDocumentation[0]?.url).toMatch(/^https:\/\//);
	});
});

describe('Message Router: lists', () => {
	const context = (parameters: Record<string, string>) =>
		({
			getCurrentNodeParameter: (name: string) => parameters[name],
		}) as unknown as ILoadOptionsFunctions;

	it('a list offers the countries, states and regions whose holidays are known', async () => {
		const { getHolidayCountries, getHolidayStates, getHolidayRegions } = loadOptions;
		expect(await getHolidayCountries.call(context({}))).toContainEqual({
			name: 'Brazil',
			value: 'BR',
		});
		expect(await getHolidayStates.call(context({ holidayCountry: 'BR' }))).toContainEqual({
			name: 'São Paulo',
			value: 'SP',
		});
		const regions = await getHolidayRegions.call(
			context({ holidayCountry: 'US', holidayState: 'LA' }),
		);
		expect(regions.length).toBeGreaterThan(1);
	});

	it('a list offers only "None" before a country is chosen', async () => {
		const none = [{ name: 'None', value: '' }];
		expect(await loadOptions.getHolidayStates.call(context({}))).toEqual(none);
		expect(await loadOptions.getHolidayRegions.call(context({}))).toEqual(none);
	});

	it('a list offers the time zones, that of the workflow first', async () => {
		const zones = await loadOptions.getTimeZones.call(context({}));
		expect(zones[0]?.value).toBe('');
		expect(zones.map(({ value }) => value)).toContain('America/Sao_Paulo');
	});
});

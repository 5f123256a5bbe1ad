import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { MessageRouter } from '../../../nodes/MessageRouter/MessageRouter.node';
import { outputsExpression } from '../../../nodes/MessageRouter/outputs';
import { routerProperties } from '../../../nodes/MessageRouter/panel';
import { routeItems } from '../../../nodes/MessageRouter/route-items';
import { rules } from '../../../nodes/MessageRouter/rules';
import {
	defineRule,
	outputModes,
	readPath,
	type RoutingRules,
} from '../../../nodes/MessageRouter/rules/rule';
import { ROUTE_BY } from '../../../routing';
import { drawnNames } from './drawn-outputs';
import { executeDouble } from './execute-double';

interface LanguageSettings {
	languages: string[];
}

/** The whole of a new mode, but for its name in the table. */
const language = defineRule({
	option: { name: 'Language', description: 'By language', action: 'Route by language' },
	properties: [
		{
			displayName: 'Languages',
			name: 'languages',
			type: 'fixedCollection',
			default: {},
			displayOptions: { show: { operation: ['language'] } },
			typeOptions: { multipleValues: true },
			options: [
				{
					name: 'values',
					displayName: 'Language',
					values: [{ displayName: 'Code', name: 'code', type: 'string', default: '' }],
				},
			],
		},
	],
	outputNames: ({ rows, text }) => rows('languages').map((row) => text(row, 'code')),
	hasFallback: true,
	readSettings: (context, itemIndex): LanguageSettings => {
		const rows = context.getNodeParameter('languages.values', itemIndex) as INodeParameters[];
		return { languages: rows.map(({ code }) => String(code)) };
	},
	compile: ({ languages }) => ({
		problems: [],
		decide: ({ code }: { code: unknown }) => {
			const branch = languages.findIndex((known) => known === code);
			return branch === -1
				? { branches: [], reason: 'unknown' as const }
				: { branches: [branch], matched: languages.slice(branch, branch + 1), reason: 'language' };
		},
	}),
	inputReader: () => (json) => Promise.resolve({ code: readPath(json, 'contact', 'language') }),
	details: ({ reason }) => ({ team: reason === 'language' ? 'Local team' : 'Help desk' }),
	reasons: {
		language: 'The customer speaks this language.',
		unknown: 'The language is not in the list.',
	},
});

describe('Message Router: a mode that is added by one entry of the table', () => {
	const extended: RoutingRules = { ...rules, language };
	const parameters: INodeParameters = {
		operation: 'language',
		languages: { values: [{ code: 'pt' }, { code: 'es' }] },
	};

	it('appears in Route By, with its fields', () => {
		const [routeBy, ...fields] = routerProperties(extended);
		expect(routeBy?.options).toContainEqual({
			name: 'Language',
			value: 'language',
			description: 'By language',
			action: 'Route by language',
		});
		expect(fields.map(({ name }) => name)).toContain('languages');
	});

	it('the mode has outputs, which the engine of n8n draws', () => {
		const description = {
			...new MessageRouter().description,
			outputs: outputsExpression(outputModes(extended)),
			properties: routerProperties(extended),
		};
		expect(drawnNames(description, parameters, 2)).toEqual(['Other', 'pt', 'es']);
	});

	it('routes items, with what only this mode knows in the route', async () => {
		const items = ['es', 'fr'].map((code) => ({ contact: { language: code } }));
		const { context } = executeDouble(parameters, items, { typeVersion: 2 });
		const outputs = await routeItems(context, extended);
		expect(outputs.map((output) => output.map(({ json }) => json.route))).toEqual([
			[
				{
					rule: 'Other',
					matched: '',
					reason: 'The language is not in the list.',
					team: 'Help desk',
				},
			],
			[],
			[
				{
					rule: 'es',
					matched: 'es',
					reason: 'The customer speaks this language.',
					team: 'Local team',
				},
			],
		]);
	});
});

describe('Message Router: names of modes', () => {
	const root = join(__dirname, '../../..');
	const kebab = (mode: string) => mode.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

	/** Returns the source files below a folder. */
	const sources = (folder: string) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => `${folder}/${file}`);

	it.each([...ROUTE_BY])(
		'only the files of the mode and two lists contain the name: %s',
		(mode) => {
			const files = [...sources('nodes/MessageRouter'), ...sources('routing')];
			const naming = files.filter((file) =>
				new RegExp(`['"\`.]${mode}['"\`\\b]`).test(readFileSync(join(root, file), 'utf8')),
			);
			const own = new RegExp(
				`^(nodes/MessageRouter/rules|routing)/(${kebab(mode)}\\.|index\\.ts$)`,
			);
			expect(naming.length).toBeGreaterThan(1);
			expect(naming.filter((file) => !own.test(file))).toEqual([]);
		},
	);
});

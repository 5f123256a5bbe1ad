import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { HANDLERS } from '../../../messaging/event';
import { MessageRouter } from '../../../nodes/MessageRouter/MessageRouter.node';
import { layOutOutputs } from '../../../nodes/MessageRouter/outputs';
import { rules } from '../../../nodes/MessageRouter/rules';
import { outputModes } from '../../../nodes/MessageRouter/rules/rule';
import { BUSINESS_STATES } from '../../../routing/business-hours';
import { drawnNames } from './drawn-outputs';

const names = (parameters: INodeParameters, version = 2) =>
	layOutOutputs(parameters, version, outputModes(rules)).names;

const keyword = (rules: INodeParameters[], options: INodeParameters = {}): INodeParameters => ({
	operation: 'keyword',
	keywordRules: { values: rules },
	options,
});

const { description } = new MessageRouter();

const text = fc.oneof(fc.constantFrom('', 'Menu', 'Fallback', 'Other', 'Rule 1'), fc.string());
const rule = fc.record({ outputName: text, words: text }, { requiredKeys: [] });
const fallbackOutput = fc.constantFrom('extra', 'none', 'first');

describe('Message Router: outputs of version 2', () => {
	it('the outputs are Other, then the rules in the order in which the user typed them', () => {
		expect(names(keyword([{ outputName: 'Orders' }, { outputName: 'Menu' }]))).toEqual([
			'Other',
			'Orders',
			'Menu',
		]);
		const tiers = { values: [{ name: 'VIP' }, { name: '' }] };
		expect(names({ operation: 'customerTier', tiers })).toEqual(['Other', 'VIP', 'Tier 2']);
	});

	it('the outputs of steps are Other, New, then the steps in the order in which the user typed them', () => {
		const steps = { values: [{ name: 'date' }, { name: '' }, { name: 'New' }] };
		expect(names({ operation: 'step', steps })).toEqual([
			'Other',
			'New',
			'date',
			'Step 2',
			'New 2',
		]);
	});

	it('all teams have one output, or each its own in the order of their first rules', () => {
		const values = ['Sales', 'Support', 'Sales', ''].map((team) => ({ team }));
		const team = { operation: 'team', teamRules: { values } };
		expect(names(team)).toEqual(['Other', 'Matched']);
		expect(names({ ...team, options: { outputPerTeam: true } })).toEqual([
			...['Other', 'Sales', 'Support', 'Team 4'],
		]);
	});

	it('outputs keep their place when a rule is added at the end', () => {
		fc.assert(
			fc.property(fc.array(rule), rule, fallbackOutput, (before, added, chosen) => {
				const options = { fallbackOutput: chosen };
				const outputs = names(keyword(before, options));
				expect(names(keyword([...before, added], options)).slice(0, -1)).toEqual(outputs);
			}),
		);
	});

	it('the only output is Other while there is no rule', () => {
		expect(names(keyword([]))).toEqual(['Other']);
		expect(names({ operation: 'keyword' })).toEqual(['Other']);
	});
});

describe('Message Router: outputs of version 1', () => {
	it('the outputs are the rules in their order, then Fallback', () => {
		expect(names(keyword([{ outputName: 'Orders' }, { outputName: 'Menu' }]), 1)).toEqual([
			'Orders',
			'Menu',
			'Fallback',
		]);
		const tiers = { values: [{ name: 'VIP' }, { name: '' }] };
		expect(names({ operation: 'customerTier', tiers }, 1)).toEqual(['VIP', 'Tier 2', 'Fallback']);
	});

	it('there is no output Fallback when the user chose another output for it', () => {
		for (const fallbackOutput of ['none', 'first']) {
			expect(names(keyword([{ outputName: 'Menu' }], { fallbackOutput }), 1)).toEqual(['Menu']);
		}
	});

	it('the only output is Fallback while there is no rule', () => {
		expect(names(keyword([], { fallbackOutput: 'none' }), 1)).toEqual(['Fallback']);
	});
});

describe('Message Router: outputs of every version', () => {
	it('an output has the first word of a rule without a name, and a number if it has neither', () => {
		const typed = [
			{ outputName: ' ', words: ' pedido, order' },
			{ words: '^\\d+$', match: 'regularExpression' },
			{ words: '={{ $json.words }}' },
			{},
		];
		expect(names(keyword(typed, { fallbackOutput: 'none' }), 1)).toEqual([
			'pedido',
			'Rule 2',
			'Rule 3',
			'Rule 4',
		]);
	});

	it('no two outputs have the same name', () => {
		const typed = ['Menu', 'Menu', 'Menu 2', 'Fallback', 'Other'].map((outputName) => ({
			outputName,
		}));
		const expected = ['Menu', 'Menu 2', 'Menu 2 2', 'Fallback'];
		expect(names(keyword(typed), 1)).toEqual([...expected, 'Other', 'Fallback 2']);
		expect(names(keyword(typed), 2)).toEqual(['Other', ...expected, 'Other 2']);
	});

	it.each([1, 2])(
		'the outputs of business hours and handlers are fixed in version %d',
		(version) => {
			const lower = (operation: string) =>
				names({ operation }, version).map((name) => name.toLowerCase());
			expect(lower('businessHours')).toEqual([...BUSINESS_STATES]);
			expect(lower('handler')).toEqual([...HANDLERS]);
		},
	);

	it.each<[string, INodeParameters]>([
		['keyword', keyword([{ outputName: 'Café' }, { words: 'oi' }], { fallbackOutput: 'first' })],
		['tiers', { operation: 'customerTier', tiers: { values: [{ name: 'VIP' }] } }],
		['business hours', { operation: 'businessHours' }],
		['handler', { operation: 'handler' }],
		['agent', { operation: 'agent' }],
		['team', { operation: 'team', options: { outputPerTeam: true } }],
		['step', { operation: 'step', steps: { values: [{ name: 'date' }] } }],
	])('the engine of n8n draws the outputs as items are sent: %s', (_, parameters) => {
		expect(drawnNames(description, parameters, 1)).toEqual(names(parameters, 1));
		expect(drawnNames(description, parameters, 2)).toEqual(names(parameters, 2));
	});

	it('the outputs of a new node follow the defaults of the panel', () => {
		expect(drawnNames(description, {}, 1)).toEqual(['Menu', 'Fallback']);
		expect(drawnNames(description, {}, 2)).toEqual(['Other', 'Menu']);
	});

	it('outputs are drawn by an expression that does not end early', () => {
		expect(String(description.outputs).slice('={{'.length, -'}}'.length)).not.toMatch(/\}\}|\{\{/);
	});

	it('outputs have distinct names for any parameters, one for each rule and for the fallback', () => {
		fc.assert(
			fc.property(
				fc.array(rule),
				fallbackOutput,
				fc.constantFrom(1, 2),
				(typed, chosen, version) => {
					const given = names(keyword(typed, { fallbackOutput: chosen }), version);
					expect(new Set(given).size).toBe(given.length);
					for (const name of given) expect(name.trim()).not.toBe('');
					const isExtra = version === 2 || chosen === 'extra' || typed.length === 0;
					expect(given).toHaveLength(typed.length + (isExtra ? 1 : 0));
				},
			),
		);
	});
});

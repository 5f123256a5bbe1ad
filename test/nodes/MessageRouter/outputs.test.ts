import fc from 'fast-check';
import { NodeHelpers, Workflow, type INodeParameters, type INodeTypes } from 'n8n-workflow';
import { HANDLERS } from '../../../messaging/event';
import { MessageRouter } from '../../../nodes/MessageRouter/MessageRouter.node';
import { OUTPUTS_EXPRESSION, routerOutputs } from '../../../nodes/MessageRouter/outputs';
import { BUSINESS_STATES } from '../../../routing/business-hours';

const names = (parameters: INodeParameters) =>
	routerOutputs(parameters).map(({ displayName }) => displayName);

const keyword = (rules: INodeParameters[], options: INodeParameters = {}): INodeParameters => ({
	operation: 'keyword',
	keywordRules: { values: rules },
	options,
});

/** The outputs as n8n's own engine evaluates them for a node of these parameters. */
function evaluate(parameters: INodeParameters) {
	const type = new MessageRouter();
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		nodes: [
			{
				id: 'n1',
				name: 'Message Router',
				type: 'n8n-nodes-business-messaging.messageRouter',
				typeVersion: 1,
				position: [0, 0],
				parameters,
			},
		],
		connections: {},
		active: false,
		nodeTypes,
	});
	const node = workflow.getNode('Message Router');
	if (!node) throw new Error('the workflow lost its node');
	return NodeHelpers.getNodeOutputs(workflow, node, type.description);
}

describe('Message Router: outputs', () => {
	it('follow the rules in their order, with the fallback last', () => {
		expect(names(keyword([{ outputName: 'Orders' }, { outputName: 'Menu' }]))).toEqual([
			'Orders',
			'Menu',
			'Fallback',
		]);
	});

	it('take the first word where a rule has no name, and a number where it has neither', () => {
		const rules = [
			{ outputName: ' ', words: ' pedido, order' },
			{ words: '^\\d+$', match: 'regularExpression' },
			{ words: '={{ $json.words }}' },
			{},
		];
		expect(names(keyword(rules, { fallbackOutput: 'none' }))).toEqual([
			'pedido',
			'Rule 2',
			'Rule 3',
			'Rule 4',
		]);
	});

	it('never have the same name', () => {
		const rules = ['Menu', 'Menu', 'Menu 2', 'Fallback'].map((outputName) => ({ outputName }));
		expect(names(keyword(rules))).toEqual(['Menu', 'Menu 2', 'Menu 2 2', 'Fallback', 'Fallback 2']);
	});

	it('have no fallback of their own when another one was chosen', () => {
		for (const fallbackOutput of ['none', 'first']) {
			expect(names(keyword([{ outputName: 'Menu' }], { fallbackOutput }))).toEqual(['Menu']);
		}
	});

	it('are never none', () => {
		expect(names(keyword([], { fallbackOutput: 'none' }))).toEqual(['Fallback']);
		expect(names({ operation: 'keyword' })).toEqual(['Fallback']);
	});

	it('follow the tiers', () => {
		const tiers = { values: [{ name: 'VIP' }, { name: '' }] };
		expect(names({ operation: 'customerTier', tiers })).toEqual(['VIP', 'Tier 2', 'Fallback']);
	});

	it('name the states of the business hours and the handlers in the order of their branches', () => {
		const lower = (operation: string) => names({ operation }).map((name) => name.toLowerCase());
		expect(lower('businessHours')).toEqual([...BUSINESS_STATES]);
		expect(lower('handler')).toEqual([...HANDLERS]);
	});

	it.each<[string, INodeParameters]>([
		['keyword', keyword([{ outputName: 'Café' }, { words: 'oi' }], { fallbackOutput: 'first' })],
		['the defaults of the panel', {}],
		['tiers', { operation: 'customerTier', tiers: { values: [{ name: 'VIP' }] } }],
		['business hours', { operation: 'businessHours' }],
		['handler', { operation: 'handler' }],
	])('are the same when n8n evaluates them as an expression: %s', (label, parameters) => {
		const outputs = evaluate(parameters);
		const withDefaults =
			label === 'the defaults of the panel' ? keyword([{ outputName: 'Menu' }]) : parameters;
		expect(outputs).toEqual(routerOutputs(withDefaults));
		expect(outputs.length).toBeGreaterThan(0);
	});

	it('travel as text that does not end the expression early', () => {
		expect(OUTPUTS_EXPRESSION.startsWith('={{')).toBe(true);
		expect(OUTPUTS_EXPRESSION.slice(3, -2)).not.toMatch(/\}\}|\{\{/);
	});

	it('have distinct, filled names for any parameters', () => {
		const text = fc.oneof(fc.constantFrom('', 'Menu', 'Fallback', 'Rule 1'), fc.string());
		const rule = fc.record({ outputName: text, words: text }, { requiredKeys: [] });
		fc.assert(
			fc.property(fc.array(rule), fc.constantFrom('extra', 'none', 'first'), (rules, chosen) => {
				const given = names(keyword(rules, { fallbackOutput: chosen }));
				expect(new Set(given).size).toBe(given.length);
				for (const name of given) expect(name.trim()).not.toBe('');
				const extra = chosen === 'extra' || rules.length === 0 ? 1 : 0;
				expect(given).toHaveLength(rules.length + extra);
			}),
		);
	});
});

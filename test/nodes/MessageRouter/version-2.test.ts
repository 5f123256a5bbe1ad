import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { MessageRouter } from '../../../nodes/MessageRouter/MessageRouter.node';
import { executeDouble } from './execute-double';

const menu: INodeParameters = {
	operation: 'keyword',
	keywordRules: {
		values: [
			{ outputName: 'Menu', words: 'menu, oi', match: 'anyWord' },
			{ outputName: 'Orders', words: 'pedido', match: 'anyWord' },
		],
	},
	options: {},
};

const message = (text: string): IDataObject => ({ event: 'message', message: { text } });

type Options = Parameters<typeof executeDouble>[2];

async function run(parameters: INodeParameters, items: IDataObject[], options: Options = {}) {
	const { context } = executeDouble(parameters, items, { typeVersion: 2, ...options });
	return await new MessageRouter().execute.call(context);
}

/** Returns `[index of the item, route]` of each item on each output. */
async function routes(parameters: INodeParameters, items: IDataObject[], options?: Options) {
	const outputs = await run(parameters, items, options);
	return outputs.map((output) =>
		output.map(({ json, pairedItem }) => [(pairedItem as { item: number }).item, json.route]),
	);
}

describe('Message Router 2: routes', () => {
	it('an item that was routed by keyword has its route', async () => {
		expect(await routes(menu, [message('Oi!'), message('pedidos'), message('xyz'), {}])).toEqual([
			[
				[2, { rule: 'Other', matched: '', reason: 'The message matches no rule.' }],
				[3, { rule: 'Other', matched: '', reason: 'The item has no text.' }],
			],
			[[0, { rule: 'Menu', matched: 'oi', reason: 'The message matches the rule.' }]],
			[
				[
					1,
					{
						rule: 'Orders',
						matched: 'pedido',
						reason: 'The message matches the rule after correction of typing errors.',
					},
				],
			],
		]);
	});

	it('an item that leaves by several outputs has a route of its own on each', async () => {
		const parameters = { ...menu, options: { send: 'all' } };
		const [other, ...matching] = await routes(parameters, [message('menu, pedido')]);
		expect(other).toEqual([]);
		expect(matching).toMatchObject([
			[[0, { rule: 'Menu', matched: 'menu' }]],
			[[0, { rule: 'Orders', matched: 'pedido' }]],
		]);
	});

	it('an item that was routed by business hours has its route', async () => {
		const parameters: INodeParameters = {
			operation: 'businessHours',
			openingHours: { values: [{ days: ['friday'], from: '09:00', to: '18:00' }] },
			specialDays: { values: [{ name: 'Party', from: '2026-12-04' }] },
			options: {},
		};
		const items = ['2026-11-27T12:00:00Z', '2026-12-04T12:00:00Z', '2026-11-28T12:00:00Z'];
		expect(
			await routes(
				parameters,
				items.map((timestamp) => ({ timestamp })),
			),
		).toMatchObject([
			[[0, { rule: 'Open', matched: 'Friday 09:00' }]],
			[[2, { rule: 'Closed', matched: 'Saturday 09:00' }]],
			[[1, { rule: 'Holiday', matched: 'Party' }]],
		]);
	});

	it('an item that was routed by customer tier has its route', async () => {
		const parameters: INodeParameters = {
			operation: 'customerTier',
			tierSource: 'contact',
			tiers: { values: [{ name: 'VIP', alsoCalled: 'gold, ouro' }] },
		};
		const items = ['OURO', 'silver'].map((tier) => ({ customer: { tier } }));
		expect(await routes(parameters, items)).toMatchObject([
			[[1, { rule: 'Other', reason: 'The tier of the customer is not in the list.' }]],
			[[0, { rule: 'VIP', matched: 'ouro', reason: 'The customer has this tier.' }]],
		]);
	});

	it('an item that was routed by handler has its route', async () => {
		const items = [{ conversation: { handler: 'waiting' } }, {}];
		expect(await routes({ operation: 'handler' }, items)).toMatchObject([
			[[1, { rule: 'Bot', reason: 'The item names no handler, so the bot answers.' }]],
			[],
			[[0, { rule: 'Waiting', matched: 'waiting' }]],
		]);
	});

	it('an item that was routed by the step of its event, or of a chosen field, has its route', async () => {
		const steps = { values: [{ name: 'date' }, { name: 'people' }] };
		const items = [
			{ conversation: { step: 'People' } },
			{},
			{ conversation: { step: 'x' }, own: 'date' },
		];
		const people = { rule: 'people', reason: 'The conversation is at this step.' };
		const none = { rule: 'New', matched: '', reason: 'The conversation has no step.' };
		const other = { rule: 'Other', reason: 'The step of the conversation is not in the list.' };
		const parameters: INodeParameters = { operation: 'step', steps, options: {} };
		const expected = [[[2, other]], [[1, none]], [], [[0, { ...people, matched: 'people' }]]];
		expect(await routes(parameters, items)).toMatchObject(expected);
		const options = { stepToMatch: '={{ $json.own }}' };
		expect(await routes({ ...parameters, options }, items)).toMatchObject([
			[],
			[
				[0, none],
				[1, none],
			],
			[[2, { rule: 'date' }]],
			[],
		]);
	});

	it('an item that was routed by team has what the table says of it', async () => {
		const values = [
			{
				...{ team: 'Sales', destination: '#sales', priority: 'high', name: 'Large orders' },
				...{ words: 'price', attribute: 'spent', from: 1000, tiers: '' },
			},
			{ team: 'Sales', destination: '={{ $json.channel }}', words: 'price' },
			{ team: 'Support', words: 'broken', days: [] },
		];
		const items = [
			{ ...message('price?'), customer: { attributes: { spent: '1500' } } },
			{ ...message('the price, asap'), channel: '#shop' },
			message('it is broken'),
			message('hi'),
		];
		const parameters: INodeParameters = { operation: 'team', teamRules: { values }, options: {} };
		const every = 'Every condition of the rule is met.';
		const large = { rule: 'Large orders', matched: 'price, spent from 1000', reason: every };
		const small = { rule: 'Sales', matched: 'price', reason: every };
		const support = { rule: 'Support', team: 'Support', destination: '', priority: 'normal' };
		const other = { rule: 'Other', matched: '', reason: 'The conditions of no rule are met.' };
		expect(await routes(parameters, items)).toEqual([
			[[3, other]],
			[
				[0, { ...large, team: 'Sales', destination: '#sales', priority: 'high' }],
				[1, { ...small, team: 'Sales', destination: '#shop', priority: 'urgent' }],
				[2, { ...support, matched: 'broken', reason: every }],
			],
		]);
		const perTeam = await routes({ ...parameters, options: { outputPerTeam: true } }, items);
		expect(perTeam.map((output) => output.map(([item]) => item))).toEqual([[3], [0, 1], [2]]);
	});

	it('an item has its route in version 1 only when the user added it', async () => {
		const [first] = await run(menu, [message('oi')], { typeVersion: 1 });
		expect(first?.[0]?.json).toEqual(message('oi'));
		const withRoute = { ...menu, addRoute: true };
		expect(
			await routes(withRoute, [message('oi'), message('xyz')], { typeVersion: 1 }),
		).toMatchObject([
			[[0, { rule: 'Menu', matched: 'oi' }]],
			[],
			[[1, { rule: 'Fallback', matched: '' }]],
		]);
	});

	it('a route does not contain the text of the message', async () => {
		const outputs = await routes(menu, [message('oi canary-7f3a'), message('canary-7f3a')]);
		expect(JSON.stringify(outputs)).not.toContain('canary-7f3a');
	});
});

describe('Message Router 2: an item that fails', () => {
	const hours: INodeParameters = { operation: 'businessHours', openingHours: {}, options: {} };

	it('leaves by Other when the node continues on error, beside the items that do not fail', async () => {
		const parameters = {
			...menu,
			keywordRules: {
				values: [{ outputName: 'Own', words: '={{ $json.pattern }}', match: 'regularExpression' }],
			},
		};
		const items = [
			{ ...message('oi'), pattern: '(' },
			{ ...message('oi'), pattern: 'o.' },
		];
		const [other, own] = await run(parameters, items, { continueOnFail: true });
		expect(Object.keys(other?.[0]?.json ?? {})).toEqual(['error', 'details']);
		expect(other?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(own?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	it('leaves by the first output of a mode without Other', async () => {
		const items = [{ timestamp: 'soon' }, { timestamp: '2026-11-27T12:00:00Z' }];
		const [open, closed] = await run(hours, items, { continueOnFail: true });
		expect(open?.[0]?.json.error).toBe('The date of the item could not be read.');
		expect(closed).toHaveLength(1);
	});

	it('stops the node otherwise', async () => {
		await expect(run(hours, [{ timestamp: 'soon' }])).rejects.toThrow(
			'The date of the item could not be read.',
		);
	});
});

describe('Message Router 2: hints', () => {
	it('a hint names settings that never apply, once for all items', async () => {
		const parameters: INodeParameters = {
			operation: 'businessHours',
			openingHours: { values: [{ days: [], from: '09:00', to: '={{ $json.end }}' }] },
			options: {},
		};
		const { context, hints } = executeDouble(parameters, [{ end: '18:00' }, { end: '18:00' }]);
		await new MessageRouter().execute.call(context);
		expect(hints).toEqual(['The opening hours 09:00 to 18:00 have no days, so they never apply.']);
	});
});

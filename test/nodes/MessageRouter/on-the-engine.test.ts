import type { IDataObject, INode, INodeParameters, OnError } from 'n8n-workflow';
import type { RouteBy } from '../../../routing';
import { isolateNodes } from '../../engine/isolate-nodes';
import { runNode } from '../../engine/run-node';

isolateNodes();

interface Case {
	parameters: INodeParameters;
	/** One item that can be routed, one that fails, and another that can be routed. */
	items: [IDataObject, IDataObject, IDataObject];
	/** Output of the items that can be routed, in version 1 and in version 2. */
	output: [number, number];
	/** Output of the item that fails, where the node continues on error with its regular outputs. */
	failed: [number, number];
	error: string;
}

/** One case for each mode but *Handler*, by which no item can fail. */
const CASES = {
	keyword: {
		parameters: {
			operation: 'keyword',
			keywordRules: {
				values: [{ outputName: 'Own', words: '={{ $json.pattern }}', match: 'regularExpression' }],
			},
		},
		items: [
			{ message: { text: 'oi' }, pattern: 'o.' },
			{ message: { text: 'oi' }, pattern: '(' },
			{ message: { text: 'oi' }, pattern: '.i' },
		],
		output: [0, 1],
		failed: [1, 0],
		error: 'The regular expression of the rule "Own" cannot be used',
	},
	businessHours: {
		parameters: {
			operation: 'businessHours',
			openingHours: { values: [{ days: ['friday'], from: '00:00', to: '00:00' }] },
			options: { timeZone: 'UTC' },
		},
		items: [
			{ timestamp: '2026-11-28T12:00:00Z' },
			{ timestamp: 'soon' },
			{ timestamp: '2026-11-29T12:00:00Z' },
		],
		output: [1, 1],
		failed: [0, 0],
		error: 'The date of the item could not be read.',
	},
	customerTier: {
		parameters: {
			operation: 'customerTier',
			tierSource: 'number',
			tierField: '={{ $json.points }}',
			tiers: { values: [{ name: 'VIP', from: '={{ $json.from }}' }] },
		},
		items: [
			{ points: 5, from: 5 },
			{ points: 5, from: 'five' },
			{ points: 7, from: 6 },
		],
		output: [0, 1],
		failed: [1, 0],
		error: 'The tier "VIP" has no threshold.',
	},
} satisfies Partial<Record<RouteBy, Case>>;

/** Returns the items on each output of a router behind these items. */
async function route(
	{ parameters, items }: Pick<Case, 'parameters' | 'items'>,
	node: Partial<INode>,
) {
	return await runNode(parameters, items, { type: 'messageRouter', node });
}

describe.each(Object.entries<Case>(CASES))('Message Router on the engine, by %s', (_, given) => {
	describe.each([1, 2])('in version %d', (version) => {
		const output = given.output[version - 1] ?? 0;
		const failed = given.failed[version - 1] ?? 0;

		/** Returns `[output, index of the item that it comes from]` for each item. */
		const places = async (onError: OnError) => {
			const outputs = await route(given, { typeVersion: version, onError });
			return outputs.flatMap((items, index) => items.map(({ pairedItem }) => [index, pairedItem]));
		};

		it('stops with the error of the item', async () => {
			const failure = { message: expect.stringContaining(given.error), context: { itemIndex: 1 } };
			await expect(route(given, { typeVersion: version })).rejects.toMatchObject(failure);
		});

		it('continues with every item on one output, paired with its own', async () => {
			const expected = [
				[output, { item: 0 }],
				[failed, { item: 1 }],
				[output, { item: 2 }],
			];
			expect(await places('continueRegularOutput')).toEqual(
				expected.toSorted(([a], [b]) => Number(a) - Number(b)),
			);
		});

		it('continues with the failed item on the error output alone', async () => {
			const onError = 'continueErrorOutput';
			const outputs = await route(given, { typeVersion: version, onError });
			expect(outputs.at(-1)).toMatchObject([{ json: given.items[1], pairedItem: { item: 1 } }]);
			expect(outputs.at(-1)?.[0]?.json['error']).toContain(given.error);
			expect(await places(onError)).toEqual([
				[output, { item: 0 }],
				[output, { item: 2 }],
				[outputs.length - 1, { item: 1 }],
			]);
		});
	});
});

describe('Message Router on the engine, by handler', () => {
	it('routes any item, paired with its own', async () => {
		const items: Case['items'] = [{ conversation: { handler: 'human' } }, {}, { conversation: 7 }];
		const outputs = await route(
			{ parameters: { operation: 'handler' }, items },
			{ typeVersion: 2 },
		);
		expect(outputs.map((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 1 }, { item: 2 }],
			[{ item: 0 }],
			[],
		]);
	});
});

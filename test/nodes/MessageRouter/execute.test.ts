import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { MessageRouter } from '../../../nodes/MessageRouter/MessageRouter.node';
import { layOutOutputs } from '../../../nodes/MessageRouter/outputs';
import { rules } from '../../../nodes/MessageRouter/rules';
import { outputModes } from '../../../nodes/MessageRouter/rules/rule';
import { ROUTE_BY } from '../../../routing';
import { executeDouble } from './execute-double';

const message = (text: unknown): IDataObject =>
	({ event: 'message', message: { text } }) as IDataObject;

const menu: INodeParameters = {
	operation: 'keyword',
	keywordRules: {
		values: [
			{ outputName: 'Menu', words: 'menu, oi\nbom dia', match: 'anyWord' },
			{ outputName: 'Orders', words: 'pedido', match: 'anyWord' },
		],
	},
	options: {},
};

const withOptions = (options: INodeParameters): INodeParameters => ({ ...menu, options });

type DoubleOptions = Parameters<typeof executeDouble>[2];

async function run(parameters: INodeParameters, items: IDataObject[], options: DoubleOptions = {}) {
	const { context } = executeDouble(parameters, items, options);
	const outputs = await new MessageRouter().execute.call(context);
	const { names } = layOutOutputs(parameters, 1, outputModes(rules));
	expect(outputs).toHaveLength(names.length);
	return outputs;
}

/** Returns the pair of each item on each output. */
const placed = (outputs: INodeExecutionData[][]) =>
	outputs.map((output) => output.map(({ pairedItem }) => pairedItem));

async function failure(parameters: INodeParameters, items: IDataObject[]) {
	const error: unknown = await run(parameters, items).catch((caught: unknown) => caught);
	if (!(error instanceof NodeOperationError)) throw new Error('it did not fail');
	return error;
}

describe('Message Router 1: by keyword', () => {
	it('sends each item to the output of its rule and keeps its json and its pair', async () => {
		const items = [message('Bom dia!'), message('meu pedido'), message('xyz'), { id: 7 }];
		const outputs = await run(menu, items);
		expect(placed(outputs)).toEqual([[{ item: 0 }], [{ item: 1 }], [{ item: 2 }, { item: 3 }]]);
		expect(outputs[0]?.[0]?.json).toEqual(items[0]);
		expect(outputs[2]?.[1]?.json).toEqual({ id: 7 });
	});

	it.each([undefined, null, 12, { text: 'menu' }])(
		'sends an item whose text is %j to the fallback',
		async (text) => {
			expect(placed(await run(menu, [message(text)]))).toEqual([[], [], [{ item: 0 }]]);
		},
	);

	it('follows a tapped button', async () => {
		const tap = {
			event: 'buttonClick',
			button: { id: 'orders', title: '📦' },
			message: { text: '📦' },
		};
		expect(placed(await run(menu, [tap]))).toEqual([[], [{ item: 0 }], []]);
	});

	it('reads the text from the field that the user chose, for each item', async () => {
		const parameters = withOptions({ textToMatch: '={{ $json.body.chat }}' });
		const items = [{ body: { chat: 'oi' } }, message('oi'), { body: { chat: 'pedido' } }];
		expect(placed(await run(parameters, items))).toEqual([
			[{ item: 0 }],
			[{ item: 2 }],
			[{ item: 1 }],
		]);
	});

	it('sends a copy to every matching output when the user chose so', async () => {
		const outputs = await run(withOptions({ send: 'all' }), [message('menu e pedido')]);
		expect(placed(outputs)).toEqual([[{ item: 0 }], [{ item: 0 }], []]);
		expect(outputs[0]?.[0]?.json).not.toBe(outputs[1]?.[0]?.json);
	});

	it.each([
		['first', [[{ item: 0 }], []]],
		['none', [[], []]],
	])('sends items without a match as the fallback "%s" says', async (fallbackOutput, expected) => {
		expect(placed(await run(withOptions({ fallbackOutput }), [message('xyz')]))).toEqual(expected);
	});

	it('sends everything to the fallback when there is no rule', async () => {
		const none = { ...menu, keywordRules: {}, options: { fallbackOutput: 'none' } };
		expect(placed(await run(none, [message('oi')]))).toEqual([[{ item: 0 }]]);
	});

	it('matches typed numbers and typing errors unless the user switched them off', async () => {
		const items = [message('2'), message('peddio')];
		expect(placed(await run(menu, items))).toEqual([[], [{ item: 0 }, { item: 1 }], []]);
		const strict = withOptions({ numbers: false, typoTolerance: false });
		expect(placed(await run(strict, items))).toEqual([[], [], [{ item: 0 }, { item: 1 }]]);
	});

	it('reads settings without expressions once for all items', async () => {
		const count = async (items: number) => {
			const { context, reads } = executeDouble(
				menu,
				Array.from({ length: items }, () => message('oi')),
			);
			await new MessageRouter().execute.call(context);
			return reads();
		};
		expect(await count(50)).toBe(await count(1));
	});

	it('resolves expressions in the rules for each item', async () => {
		const parameters = {
			...menu,
			keywordRules: {
				values: [{ outputName: 'Own', words: '={{ $json.words }}', match: 'anyWord' }],
			},
		};
		const items = [
			{ ...message('pizza'), words: 'pizza' },
			{ ...message('pizza'), words: 'sushi' },
		];
		expect(placed(await run(parameters, items))).toEqual([[{ item: 0 }], [{ item: 1 }]]);
	});

	it('routes nothing when there are no items', async () => {
		expect(await run(menu, [])).toEqual([[], [], []]);
	});
});

describe('Message Router 1: by business hours', () => {
	const hours: INodeParameters = {
		operation: 'businessHours',
		openingHours: { values: [{ days: ['friday'], from: '09:00', to: '18:00' }] },
		specialDays: { values: [{ name: 'Party', from: '2026-12-04', to: '', hours: '' }] },
		holidayCountry: '',
		options: {},
	};
	const at = (timestamp: unknown): IDataObject => ({ timestamp }) as IDataObject;

	it('checks the time of the message in the time zone of the workflow and adds the business hours', async () => {
		const items = [
			at('2026-11-27T12:00:00.000Z'),
			at('2026-11-27T11:59:59Z'),
			at('2026-12-04T12:00:00Z'),
		];
		const outputs = await run(hours, items);
		expect(placed(outputs)).toEqual([[{ item: 0 }], [{ item: 1 }], [{ item: 2 }]]);
		expect(outputs[2]?.[0]?.json).toEqual({
			timestamp: '2026-12-04T12:00:00Z',
			businessHours: {
				state: 'holiday',
				opensAt: '2026-12-11T09:00:00.000-03:00',
				opensAtText: 'December 11 at 9 am',
				closedText: 'We are closed now. We open December 11 at 9 am.',
				holiday: 'Party',
				timeZone: 'America/Sao_Paulo',
				localTime: '2026-12-04T09:00:00.000-03:00',
			},
		});
	});

	it('names the shift, and says the next opening in the language of the customer', async () => {
		const values = [{ days: ['friday'], from: '09:00', to: '18:00', shift: 'Day' }];
		const parameters = { ...hours, openingHours: { values } };
		const items = [
			{ ...at('2026-11-27T12:00:00Z') },
			{ ...at('2026-11-27T10:00:00Z'), customer: { language: 'es' } },
			{ ...at('2026-11-27T10:00:00Z'), contact: { phone: '+5511987654321' } },
		];
		const given = async (options: INodeParameters) =>
			(await run({ ...parameters, options }, items)).flat().map(({ json }) => {
				const { shift, opensAtText } = json.businessHours as IDataObject;
				return shift ?? opensAtText;
			});
		expect(await given({})).toEqual(['Day', 'hoy a las 9', 'hoje às 9h']);
		expect(await given({ language: 'en' })).toEqual(['Day', 'today at 9 am', 'today at 9 am']);
	});

	it('uses the time zone that the user chose', async () => {
		const parameters = { ...hours, options: { timeZone: 'Asia/Kolkata' } };
		const outputs = await run(parameters, [at('2026-11-27T03:30:00Z')]);
		expect(placed(outputs)).toEqual([[{ item: 0 }], [], []]);
	});

	it('knows the holidays of the country', async () => {
		const parameters = { ...hours, holidayCountry: 'BR', options: { holidayTypes: ['public'] } };
		const outputs = await run(parameters, [at('2026-12-25T15:00:00Z')]);
		expect(outputs[2]?.[0]?.json.businessHours).toMatchObject({ holiday: 'Natal' });
	});

	it.each([
		['ISO with an offset', '2026-11-27T09:00:00-03:00'],
		['ISO without an offset, in the zone of the node', '2026-11-27T09:00:00'],
		['SQL', '2026-11-27 09:00:00'],
		['the date of a mail', 'Fri, 27 Nov 2026 12:00:00 GMT'],
		['seconds since 1970', 1_795_780_800],
		['seconds as text', '1795780800'],
		['milliseconds since 1970', 1_795_780_800_000],
	])('reads a date from elsewhere: %s', async (_, date) => {
		const parameters = { ...hours, options: { date: '={{ $json.when }}' } };
		expect(placed(await run(parameters, [{ when: date }]))).toEqual([[{ item: 0 }], [], []]);
	});

	it('uses the present time where the item has none, or where the user chose it', async () => {
		jest.useFakeTimers({ now: Date.parse('2026-11-27T12:00:00Z') });
		try {
			expect(placed(await run(hours, [{}]))).toEqual([[{ item: 0 }], [], []]);
			const now = { ...hours, options: { judgeAt: 'now' } };
			expect(placed(await run(now, [at('2026-12-04T12:00:00Z')]))).toEqual([[{ item: 0 }], [], []]);
		} finally {
			jest.useRealTimers();
		}
	});

	it('names the item whose date could not be read, and the remedy', async () => {
		const error = await failure(hours, [at('2026-11-27T12:00:00Z'), at('soon')]);
		expect(error.message).toBe('The date of the item could not be read.');
		expect(error.description).toContain('option Date');
		expect(error.context.itemIndex).toBe(1);
	});
});

describe('Message Router 1: by customer tier', () => {
	const tiers: INodeParameters = {
		operation: 'customerTier',
		tierSource: 'contact',
		tiers: {
			values: [
				{ name: 'VIP', alsoCalled: 'gold, ouro', from: 1000 },
				{ name: 'Basic', from: 0 },
			],
		},
		options: {},
	};

	it('reads the tier of the stored contact', async () => {
		const items = [
			{ customer: { tier: 'ouro' } },
			{ customer: { tier: 'basic' } },
			{ customer: {} },
			{},
		];
		expect(placed(await run(tiers, items))).toEqual([
			[{ item: 0 }],
			[{ item: 1 }],
			[{ item: 2 }, { item: 3 }],
		]);
	});

	it('reads a field of each item', async () => {
		const parameters = { ...tiers, tierSource: 'field', tierField: '={{ $json.plan }}' };
		expect(placed(await run(parameters, [{ plan: 'vip' }, { plan: 'x' }]))).toEqual([
			[{ item: 0 }],
			[],
			[{ item: 1 }],
		]);
	});

	it('compares a number with the thresholds', async () => {
		const parameters = { ...tiers, tierSource: 'number', tierField: '={{ $json.spent }}' };
		expect(
			placed(await run(parameters, [{ spent: 999 }, { spent: '1000' }, { spent: -1 }])),
		).toEqual([[{ item: 1 }], [{ item: 0 }], [{ item: 2 }]]);
	});
});

describe('Message Router 1: by handler', () => {
	it('sends each conversation to its handler, and a new one to the bot', async () => {
		const items = ['human', 'waiting', 'bot'].map((handler) => ({ conversation: { handler } }));
		expect(placed(await run({ operation: 'handler' }, [...items, {}]))).toEqual([
			[{ item: 2 }, { item: 3 }],
			[{ item: 0 }],
			[{ item: 1 }],
		]);
	});
});

describe('Message Router 1: settings that cannot be used', () => {
	const broken: INodeParameters = {
		...menu,
		keywordRules: { values: [{ outputName: 'Broken', words: '(', match: 'regularExpression' }] },
	};

	it('unusable settings stop the node with the name of the rule and a remedy', async () => {
		const error = await failure(broken, [message('oi')]);
		expect(error.message).toContain('The regular expression of the rule "Broken" cannot be used');
		expect(error.description).toContain('RE2');
		expect(error.context.itemIndex).toBe(0);
	});

	it('an error never contains the text of a message', async () => {
		const error = await failure(broken, [message('canary-7f3a')]);
		expect(`${error.message} ${error.description}`).not.toContain('canary-7f3a');
	});

	it('unusable settings become items with an error when the node continues on error', async () => {
		const outputs = await run(broken, [message('oi'), message('xyz')], { continueOnFail: true });
		expect(placed(outputs)).toEqual([[], [{ item: 0 }, { item: 1 }]]);
		expect(Object.keys(outputs[1]?.[0]?.json ?? {})).toEqual(['error', 'details']);
	});

	it.each<[string, INodeParameters, string]>([
		['Route By', { operation: 'astrology' }, ROUTE_BY.join(', ')],
		[
			'a match',
			{ ...menu, keywordRules: { values: [{ outputName: 'A', words: 'a', match: 'toString' }] } },
			'Any Word',
		],
		[
			'a time zone',
			{ operation: 'businessHours', options: { timeZone: 'Mars' } },
			'America/Sao_Paulo',
		],
		[
			'a threshold',
			{
				operation: 'customerTier',
				tierSource: 'number',
				tiers: { values: [{ name: 'A', from: 'x' }] },
			},
			'From',
		],
	])('an error names the permitted values of %s', async (_, parameters, permitted) => {
		const error = await failure(parameters, [message('oi')]);
		expect(error.description).toContain(permitted);
	});
});

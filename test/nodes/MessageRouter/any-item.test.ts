import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { MessageRouter } from '../../../nodes/MessageRouter/MessageRouter.node';
import { rules } from '../../../nodes/MessageRouter/rules';
import { isolateNodes } from '../../engine/isolate-nodes';
import { executeDouble } from './execute-double';

isolateNodes();

/** Values that make settings meet items; any other text comes beside them. */
const WORDS = ['', 'menu', 'pedido', 'VIP', '09:00', '18:00', '12-24', '={{ $json.message.text }}'];
const text = fc.oneof(fc.constantFrom(...WORDS), fc.string());

/** Returns any value that the panel lets a user enter in a field, and some that only a file can hold. */
function anyValue(field: INodeProperties): fc.Arbitrary<unknown> {
	const options = field.options ?? [];
	const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
	switch (field.type) {
		case 'options':
			return values.length > 0 ? fc.constantFrom(...values) : fc.constantFrom('', 'BR', 'UTC');
		case 'multiOptions':
			return fc.subarray(values);
		case 'boolean':
			return fc.boolean();
		case 'number':
			return fc.oneof(fc.integer(), text);
		case 'collection':
			return anyFields(options as INodeProperties[]);
		case 'fixedCollection': {
			const rows = options.flatMap((option) => ('values' in option ? option.values : []));
			return fc.record({ values: fc.array(anyFields(rows), { maxLength: 4 }) });
		}
		default:
			return text;
	}
}

function anyFields(fields: readonly INodeProperties[]): fc.Arbitrary<Record<string, unknown>> {
	const values = Object.fromEntries(fields.map((field) => [field.name, anyValue(field)]));
	return fc.record(values, { requiredKeys: [] });
}

/** Each run compiles new settings, and those with holidays take 50 ms. */
const RUNS = 40;

const odd = fc.oneof(text, fc.constant(undefined), fc.anything());
const anyItem = fc.record(
	{
		message: fc.record({ text: odd }, { requiredKeys: [] }),
		button: fc.record({ id: odd, title: odd }, { requiredKeys: [] }),
		timestamp: fc.oneof(fc.constant('2026-12-24T12:00:00Z'), odd),
		customer: fc.record({ tier: odd }, { requiredKeys: [] }),
		conversation: fc.record(
			{ handler: fc.constantFrom('bot', 'human', 'waiting', 'x'), key: fc.constant('key') },
			{ requiredKeys: [] },
		),
	},
	{ requiredKeys: [] },
) as fc.Arbitrary<IDataObject>;

/** Returns the indexes of the items on each output. */
async function place(parameters: INodeParameters, items: IDataObject[]): Promise<number[][]> {
	const options = { typeVersion: 2, continueOnFail: true };
	const { context } = executeDouble(parameters, items, options);
	const outputs = await new MessageRouter().execute.call(context);
	return outputs.map((output) =>
		output.map(({ pairedItem }) => (pairedItem as { item: number }).item),
	);
}

describe('Message Router 2: any items with any settings', () => {
	it.each(Object.entries(rules))(
		'items leave by exactly one output each, in their order: %s',
		async (operation, { properties }) => {
			await fc.assert(
				fc.asyncProperty(anyFields(properties), fc.array(anyItem), async (fields, items) => {
					const options = { ...(fields.options as INodeParameters), send: 'first' };
					const outputs = await place({ ...fields, operation, options } as INodeParameters, items);
					for (const output of outputs) expect(output).toEqual(output.toSorted((a, b) => a - b));
					expect(outputs.flat().toSorted((a, b) => a - b)).toEqual([...items.keys()]);
				}),
				{ numRuns: RUNS },
			);
		},
	);

	it('items leave by Other or by every matching rule, if the user chose all of them', async () => {
		await fc.assert(
			fc.asyncProperty(
				anyFields(rules.keyword.properties),
				fc.array(anyItem),
				async (fields, items) => {
					const options = { ...(fields.options as INodeParameters), send: 'all' };
					const parameters = { ...fields, operation: 'keyword', options } as INodeParameters;
					const [other = [], ...matching] = await place(parameters, items);
					const matched = new Set(matching.flat());
					expect([...other, ...matched].toSorted((a, b) => a - b)).toEqual([...items.keys()]);
					for (const output of matching) expect(new Set(output).size).toBe(output.length);
				},
			),
		);
	});
});

import fc from 'fast-check';

import { sizeOf } from '../../../thoroughness';
import { isolateNodes } from '../../../engine/isolate-nodes';
import { CUSTOMERS, runChain, wrote, type Step } from './workflow';

isolateNodes();

const RUNS = sizeOf({ short: 60, nightly: 1_000 });

const order = fc.array(fc.nat(99), { minLength: 10, maxLength: 20 });
const step = (type: string, mode = 'runOnceForAllItems') =>
	order.map((places): Step => ({ type, parameters: { order: places, mode } }));

/** Nodes behind which the link of each item leads to its own event. */
const linking = fc.oneof(
	step('n8n-nodes-base.set'),
	step('n8n-nodes-base.sort'),
	step('n8n-nodes-base.splitOut'),
	step('n8n-nodes-base.code', 'runOnceForEachItem'),
);
/** Nodes that drop the links, or let n8n make wrong ones. */
const confusing = fc.oneof(
	step('n8n-nodes-base.code'),
	step('n8n-nodes-base.aggregate'),
	step('n8n-nodes-other.reorder'),
	step('n8n-nodes-other.last'),
);
const passing = step('n8n-nodes-base.sort');

/** Messages of two to ten customers; some write several times. */
const messages = fc
	.array(fc.nat(9), { minLength: 2, maxLength: 10 })
	.map((who) => who.map((index) => CUSTOMERS[index] ?? ''))
	.filter((who) => new Set(who).size > 1);

interface Outcome {
	/** The customer to whom the item belongs; `null` when it was made of several. */
	who: unknown;
	customer?: unknown;
	refused: boolean;
}

async function outcomes(customers: string[], steps: Step[]): Promise<Outcome[]> {
	const items = customers.map((customer, index) => wrote(customer, { id: `message ${index}` }));
	const finished = await runChain({ items, steps });
	const incoming = finished.outputs(steps.length > 0 ? `Step ${steps.length}` : 'Start')[0] ?? [];
	return (finished.outputs('Action')[0] ?? []).map(({ json, pairedItem }) => {
		const { item } = pairedItem as { item: number };
		return {
			who: incoming[item]?.json.who,
			...(json.contact !== undefined && { customer: (json.contact as { id: string }).id }),
			refused: json.error === 'The customer who wrote is not known',
		};
	});
}

describe('Who Wrote behind a random chain of nodes, for two to ten customers at once', () => {
	it('each item goes to its own customer or is refused, whatever the nodes do to items and links', async () => {
		const chain = fc.array(fc.oneof(linking, confusing), { maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(messages, chain, async (customers, steps) => {
				for (const { who, customer, refused } of await outcomes(customers, steps)) {
					expect(refused ? who : customer).toBe(who);
					expect(refused).toBe(customer === undefined);
				}
			}),
			{ numRuns: RUNS },
		);
	});

	it('the customer who wrote is known behind every chain of nodes that keep the links', async () => {
		await fc.assert(
			fc.asyncProperty(messages, fc.array(linking, { maxLength: 4 }), async (customers, steps) => {
				const found = await outcomes(customers, steps);
				expect(found.length).toBeGreaterThanOrEqual(customers.length);
				for (const { who, customer } of found) expect(customer).toBe(who);
			}),
			{ numRuns: RUNS },
		);
	});

	it('the customer who wrote is known where the items still hold their events, also behind nodes that are not known', async () => {
		const chain = fc.array(passing, { minLength: 1, maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(messages, chain, async (customers, steps) => {
				const unknown = steps.map((one) => ({ ...one, type: 'n8n-nodes-other.sort' }));
				for (const { who, customer } of await outcomes(customers, unknown)) {
					expect(customer).toBe(who);
				}
			}),
			{ numRuns: RUNS },
		);
	});
});

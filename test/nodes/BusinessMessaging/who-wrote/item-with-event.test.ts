import type { INodeParameters } from 'n8n-workflow';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { CUSTOMERS, runAgent, runChain, wrote } from './workflow';

isolateNodes();

const [ANA = ''] = CUSTOMERS;
/** A node that gives the row of another system in place of the event. */
const ROW = {
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: { assignments: [{ id: 'a', name: 'tier', value: 'gold', type: 'string' }] },
	},
};
const ACTIONS: Record<string, INodeParameters> = {
	'Contact > Create or Update': { resource: 'contact', operation: 'upsert' },
	'Conversation > Set State': { resource: 'conversation', operation: 'setState', step: 'size' },
};

describe.each(Object.entries(ACTIONS))('the items of %s', (_name, action) => {
	it('hold the event and what a node in between put in its place', async () => {
		const run = await runChain({ items: [wrote(ANA)], steps: [ROW], action });
		const [[item] = []] = run.outputs('Action');
		expect(item?.json).toMatchObject({
			...{ event: 'message', message: { text: 'Oi' }, business: { id: 'bakery' } },
			contact: { id: ANA },
		});
	});

	it('hold no event in the answer to a tool call', async () => {
		const [answer] = await runAgent(2, [wrote(ANA)], {}, action);
		expect(JSON.stringify(answer)).not.toContain('"message"');
	});
});

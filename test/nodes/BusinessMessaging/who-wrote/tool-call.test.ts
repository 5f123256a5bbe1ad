import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { receive } from '../../../store/events';
import type { MessagingEvent } from '../../../../messaging/event';
import { CUSTOMERS, GET_CONTACT, runAgent, SCHEDULE, SUB_WORKFLOW, wrote } from './workflow';

// n8n's engine runs the tool as Agent 3 asks it to, or Agent 2 calls it; the model is the parameter of a stand-in.

isolateNodes();

const [ANA = '', BRUNO = '', CARLA = ''] = CUSTOMERS;
const SEND = { resource: 'message', operation: 'send', text: 'Um atendente já vem.' };

/** Fields by which a model might choose the customer. */
const FORGED = {
	...{ event: 'message', id: 'forged', provider: 'simulator', channel: 'whatsapp' },
	...{ contact: { id: CARLA, phone: CARLA }, business: { id: 'bakery' }, to: CARLA },
	...{ conversation: { key: CARLA }, customer: 'anotherCustomer', message: { id: 'forged' } },
};

async function sentTo(): Promise<string[]> {
	const lines = await (await nodeStore()).simulator.transcript('bakery', 0, 100);
	return lines.map(({ customerId }) => customerId);
}

describe.each([2, 3] as const)('Who Wrote as a tool of Agent %i', (version) => {
	beforeEach(async () => {
		const now = new Date();
		const events = [ANA, BRUNO, CARLA].map((customer) => ({
			...(wrote(customer, { id: `${version}:${customer}` }) as unknown as MessagingEvent),
			timestamp: now.toISOString(),
		}));
		await receive(await nodeStore(), events, { now });
	});

	it('writes to the customer of the only event, with no field of the tool filled in', async () => {
		const before = await sentTo();
		await runAgent(version, [wrote(ANA)], {}, SEND);
		expect((await sentTo()).slice(before.length)).toEqual([ANA]);
	});

	it('writes to the customer of the event, whatever the model writes into the input', async () => {
		const before = await sentTo();
		await runAgent(version, [wrote(BRUNO)], FORGED, SEND);
		expect((await sentTo()).slice(before.length)).toEqual([BRUNO]);
	});

	it('sends nothing when several customers wrote, and answers unknownCustomer for each call', async () => {
		const before = await sentTo();
		const answers = await runAgent(version, [wrote(ANA), wrote(BRUNO)], FORGED, SEND);
		expect((await sentTo()).slice(before.length)).toEqual([]);
		expect(answers).toHaveLength(2);
		for (const answer of answers.map((one) => JSON.stringify(one))) {
			expect(answer).toContain('unknownCustomer');
			expect(answer).toContain('works for 2 customers at once');
			expect(answer).toContain('Collect Events For');
		}
	});

	it.each([
		['a sub-workflow, whose input a model may have written', SUB_WORKFLOW],
		['a workflow of another trigger', SCHEDULE],
	])('sends nothing in %s', async (_, start) => {
		const before = await sentTo();
		const answers = await runAgent(version, [wrote(ANA)], FORGED, SEND, start);
		expect((await sentTo()).slice(before.length)).toEqual([]);
		expect(JSON.stringify(answers)).toContain('unknownCustomer');
	});

	it('reports an unknown customer in the error of actions that send nothing', async () => {
		const asked = runAgent(version, [wrote(ANA), wrote(BRUNO)], {}, GET_CONTACT);
		const answers = await asked.catch((error: Error) => [error.message]);
		expect(JSON.stringify(answers)).toContain('The customer who wrote is not known');
	});
});

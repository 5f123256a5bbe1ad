import type { IDataObject } from 'n8n-workflow';

import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { PACKAGE } from '../../../engine/package-nodes';
import { endsWith, message, receive } from '../../../store/events';
import {
	CUSTOMERS,
	GET_CONTACT,
	runChain,
	SCHEDULE,
	SUB_WORKFLOW,
	wrote,
	type Step,
} from './workflow';

isolateNodes();

const [ANA = '', BRUNO = '', CARLA = ''] = CUSTOMERS;
const NEW_OBJECTS: Step = {
	...{ type: 'n8n-nodes-base.code', name: 'Sort by price' },
	parameters: { order: [1, 0] },
};
const SET: Step = { type: 'n8n-nodes-base.set' };

/** Returns the customer of each item, or the error in its place. */
async function customersOf(...given: Parameters<typeof runChain>): Promise<unknown[]> {
	const finished = await runChain(...given);
	return finished
		.outputs('Action')
		.flat()
		.map(({ json }) => json.error ?? (json.contact as IDataObject).id);
}

const detailsOf = async (...given: Parameters<typeof runChain>) => {
	const finished = await runChain(...given);
	return finished.outputs('Action').flatMap((items) => items.map(({ json }) => json));
};

describe('Customer: Who Wrote, when one event started the execution', () => {
	it.each([
		['nothing is between', []],
		['a node keeps nothing of the event', [SET]],
		['a Code node makes a new object', [NEW_OBJECTS]],
		['one item becomes several', [{ type: 'n8n-nodes-base.splitOut' }, NEW_OBJECTS]],
		[
			'several items become one',
			[{ type: 'n8n-nodes-base.splitOut' }, { type: 'n8n-nodes-base.aggregate' }],
		],
		['an unknown node stands between', [{ type: 'n8n-nodes-other.last' }]],
	])('the customer of the only event is found when %s', async (_, steps: Step[]) => {
		const customers = await customersOf({ items: [wrote(ANA)], steps });
		expect(new Set(customers)).toEqual(new Set([ANA]));
	});

	it('takes number and channel from the event, too', async () => {
		const [{ business, channel } = {}] = await detailsOf({ items: [wrote(ANA)], steps: [SET] });
		expect({ business, channel }).toEqual({ business: { id: 'bakery' }, channel: 'whatsapp' });
	});

	it('the customer of the event stays the same behind an action on another customer', async () => {
		const type = `${PACKAGE}businessMessaging`;
		const other = { ...GET_CONTACT, customer: 'anotherCustomer', to: BRUNO };
		const steps = [{ type, typeVersion: 2, name: 'Other', parameters: other }];
		const finished = await runChain({ items: [wrote(ANA)], steps });
		expect(finished.outputs('Other')[0]?.map(({ json }) => json.contact)).toEqual([{ id: BRUNO }]);
		expect(finished.outputs('Action')[0]?.map(({ json }) => json.contact)).toEqual([{ id: ANA }]);
	});

	it('an event that came through another provider than that of the node is refused', async () => {
		const [item] = await detailsOf({ items: [wrote(ANA, { provider: 'infobip' })] });
		expect(item).toEqual({
			error: 'The customer wrote through another provider',
			details: {
				description: expect.stringContaining('"infobip", and this node uses "simulator"') as string,
			},
		});
	});

	it('an event that names no customer is refused', async () => {
		const items = [{ event: 'account', id: '1', account: { type: 'payment' } }];
		const [item] = await detailsOf({ items });
		expect(item?.details).toEqual({
			description: expect.stringContaining('names no customer') as string,
		});
	});
});

describe('Customer: Who Wrote, when several events started the execution', () => {
	const items = [wrote(ANA), wrote(BRUNO)];

	it('the customer is that of the event in the item, whatever a node has done with the order', async () => {
		const steps = [{ type: 'n8n-nodes-base.sort', parameters: { order: [1, 0] } }];
		expect(await customersOf({ items, steps })).toEqual([BRUNO, ANA]);
	});

	it('the customer is the one to whose event the item is linked', async () => {
		const steps = [SET, { type: 'n8n-nodes-base.sort', parameters: { order: [1, 0] } }, SET];
		expect(await customersOf({ items, steps })).toEqual([BRUNO, ANA]);
	});

	it('the customer of all events is found when they are of one', async () => {
		const ofAna = [wrote(ANA), wrote(ANA, { id: 'second' })];
		expect(await customersOf({ items: ofAna, steps: [NEW_OBJECTS] })).toEqual([ANA, ANA]);
	});

	it('an item behind nodes that may sort new objects is refused, with the name of the first such node', async () => {
		const steps = [NEW_OBJECTS, SET, { type: 'n8n-nodes-other.reorder', name: 'Later' }];
		const [item] = await detailsOf({ items, steps });
		expect(item).toEqual({
			error: 'The customer who wrote is not known',
			details: {
				description:
					'Several events started this execution, and "Sort by price" may give its items in another order. Keep the fields of the event in the items of "Sort by price", or set Customer to Another Customer and enter it. [unknownCustomer]',
			},
		});
	});

	it('an item made of several events is refused', async () => {
		const [item] = await detailsOf({ items, steps: [{ type: 'n8n-nodes-base.aggregate' }] });
		expect(item?.details).toEqual({
			description: expect.stringContaining('made of the events of several customers') as string,
		});
	});

	it('a new object made of the last of several items is refused', async () => {
		const steps = [{ type: 'n8n-nodes-other.last', name: 'Best offer' }];
		const [item] = await detailsOf({ items, steps });
		expect(item?.details).toEqual({
			description: expect.stringContaining('"Best offer" may give') as string,
		});
	});

	it('a customer whose event did not start the execution is never chosen', async () => {
		const steps = [{ type: 'n8n-nodes-base.set', parameters: { contact: CARLA } }];
		expect(await customersOf({ items, steps })).toEqual([ANA, BRUNO]);
	});
});

describe('Customer: Who Wrote, without an event of our trigger', () => {
	it('the customer is that of the event that enters a sub-workflow, also behind nodes that drop it', async () => {
		const given = { items: [wrote(ANA)], start: SUB_WORKFLOW };
		expect(await customersOf({ ...given, steps: [SET, NEW_OBJECTS] })).toEqual([ANA]);
	});

	it('needs only provider, channel, contact and business of the event', async () => {
		const { provider, channel, contact, business } = wrote(ANA);
		const items = [{ provider, channel, contact, business }] as IDataObject[];
		expect(await customersOf({ items, start: SUB_WORKFLOW })).toEqual([ANA]);
	});

	it('an item in a sub-workflow that no event enters is refused', async () => {
		const [item] = await detailsOf({ items: [{ who: ANA }], start: SUB_WORKFLOW });
		expect(item?.details).toEqual({
			description: expect.stringMatching(
				/^No event of Business Messaging Trigger started .* Pass the event on in the items that this workflow gets, or set Customer to Another Customer/,
			) as string,
		});
	});

	it('the customer is that of the event in the item, and an item without one is refused', async () => {
		const items = [wrote(ANA), { who: BRUNO }];
		expect(await customersOf({ items, start: SCHEDULE })).toEqual([
			ANA,
			'The customer who wrote is not known',
		]);
	});
});

describe('Message > Send to Who Wrote', () => {
	const SEND = { resource: 'message', operation: 'send', text: 'Olá' };

	it('leaves on Blocked as unknownCustomer where it is not known', async () => {
		const finished = await runChain({
			...{ items: [wrote(ANA), wrote(BRUNO)], steps: [NEW_OBJECTS] },
			action: SEND,
		});
		const [sent, blocked] = finished.outputs('Action');
		expect(sent).toEqual([]);
		expect(blocked?.map(({ json }) => json.blocked)).toEqual(
			[1, 2].map((row) => ({
				code: 'unknownCustomer',
				reason: expect.stringContaining('"Sort by price"') as string,
				remedy: expect.stringContaining('Another Customer') as string,
				row,
			})),
		);
		expect(await (await nodeStore()).simulator.transcript('bakery', 0, 10)).toEqual([]);
	});

	it('refuses on Conversation > Redirect, and changes no conversation', async () => {
		const finished = await runChain({
			...{ items: [wrote(ANA), wrote(BRUNO)], steps: [NEW_OBJECTS] },
			...{ action: { resource: 'conversation', operation: 'redirect' }, onError: 'stopWorkflow' },
		});
		expect(finished.error?.message).toBe('The customer who wrote is not known');
		const ofAna = endsWith(
			{ id: ANA, phone: ANA },
			{ provider: 'simulator', businessId: 'bakery' },
		);
		const store = await nodeStore();
		expect(await store.conversations.get(ofAna, new Date())).toBeUndefined();
	});
});

describe('Customer: Another Customer', () => {
	const OTHER = { ...GET_CONTACT, customer: 'anotherCustomer', to: BRUNO };

	it('uses the number and channel of the event when no number is chosen', async () => {
		const [item] = await detailsOf({ items: [wrote(ANA)], steps: [SET], action: OTHER });
		expect(item).toMatchObject({ contact: { id: BRUNO }, business: { id: 'bakery' } });
	});

	it('uses the number and channel that this customer last wrote to when no event has one', async () => {
		const store = await nodeStore();
		const through = { provider: 'infobip', channel: 'viber' } as const;
		const now = new Date();
		const event = message('viber-1', 'Oi', {
			...{ ...through, business: { id: 'DogShop' }, contact: { id: BRUNO, phone: BRUNO } },
			timestamp: now.toISOString(),
		});
		await receive(store, [event], { now });
		const action = { ...OTHER, provider: 'infobip' };
		const credentials = {
			businessMessagingInfobipApi: { apiKey: 'x', baseUrl: 'https://x.example' },
		};
		const given = { items: [{}], start: SCHEDULE, credentials };
		const [item] = await detailsOf({ ...given, action });
		expect(item).toMatchObject({
			...{ contact: { id: BRUNO }, business: { id: 'DogShop' }, channel: 'viber', exists: true },
		});
		const chosen = await customersOf({ ...given, action: { ...action, channel: 'whatsapp' } });
		expect(chosen).toEqual(['"Business Number" is empty']);
	});

	it('fails when neither an event nor an earlier message names a number', async () => {
		const given = { items: [{}], start: SCHEDULE, action: { ...OTHER, to: CARLA } };
		expect(await customersOf(given)).toEqual(['"Business Number" is empty']);
	});

	it('asks for the customer', async () => {
		const action = { ...OTHER, to: '={{ $json.phone }}' };
		expect(await customersOf({ items: [wrote(ANA)], action })).toEqual([
			'"Phone Number or Contact ID" is empty',
		]);
	});
});

describe('version 1', () => {
	it('still takes customer and number from its fields', async () => {
		const given = { items: [wrote(ANA)], typeVersion: 1 };
		expect(await customersOf(given)).toEqual([ANA]);
		expect(await customersOf({ ...given, steps: [SET] })).toEqual(['"Business Number" is empty']);
	});
});

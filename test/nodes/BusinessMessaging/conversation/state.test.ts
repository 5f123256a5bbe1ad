import type { INodeParameters } from 'n8n-workflow';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { act, beginAnew, CUSTOMER, stored } from './hands';

isolateNodes();

const rows = (values: Record<string, unknown>) => ({
	value: Object.entries(values).map(([name, value]) => ({ name, value })) as never,
});

describe('Conversation > Set State', () => {
	beforeEach(() => beginAnew());

	it('sets the step and adds values, and an empty value removes one', async () => {
		await act('setState', { step: 'size', values: rows({ size: 'G', name: 'Ana' }) });
		const [item] = await act('setState', { values: rows({ size: '', people: '={{ 3 }}' }) });
		const state = { step: 'size', values: { name: 'Ana', people: 3 } };
		expect(item?.conversation).toMatchObject(state);
		expect(await stored()).toMatchObject(state);
	});

	it('keeps quotation marks and line breaks of a customer as they are', async () => {
		const odd = 'She said "oi"\n{{ 1 }} \\';
		await act('setState', { values: rows({ said: odd }) });
		expect((await stored())?.values).toEqual({ said: odd });
	});

	it('forgets the earlier state, if it is asked to', async () => {
		await act('setState', { step: 'size', values: rows({ size: 'G' }) });
		await act('setState', { forgetEarlier: true, values: rows({ people: 'dois' }) });
		expect((await stored())?.values).toEqual({ people: 'dois' });
		expect(await stored()).not.toHaveProperty('step');
	});

	it('expires after the given minutes', async () => {
		await act('setState', { step: 'size', expiresAfterMinutes: 0.0001 });
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(await stored()).not.toHaveProperty('step');
	});

	it('rejects more than every event could carry', async () => {
		const values = rows({ all: 'x'.repeat(40_000) });
		await expect(act('setState', { values })).rejects.toThrow('"Values" are too long');
	});
});

describe('Conversation > List', () => {
	const list = (filters: INodeParameters, business = 'bakery') =>
		act('list', { from: { __rl: true, mode: 'id', value: business }, filters });

	beforeEach(async () => {
		await beginAnew({ name: 'Ana' });
		const target = { __rl: true, mode: 'id', value: 'A' };
		await act('redirect', { redirectTo: 'team', target });
	});

	it('returns those that meet the filters, in the shape of events', async () => {
		expect(await list({ handler: 'waiting', team: 'A' })).toEqual([
			expect.objectContaining({
				...{ provider: 'simulator', channel: 'whatsapp', business: { id: 'bakery' } },
				contact: expect.objectContaining({ id: CUSTOMER, name: 'Ana' }) as unknown,
				conversation: expect.objectContaining({ handler: 'waiting', team: 'A' }) as unknown,
			}),
		]);
		expect(await list({ notAnsweredFor: 0, waitingLongerThan: 0 })).toHaveLength(1);
		expect(await list({}, 'another')).toEqual([]);
	});

	it.each([
		...[{ team: 'B' }, { handler: 'bot' }, { agentId: 'bia' }, { step: 'size' }],
		...[{ waitingLongerThan: 5 }, { notAnsweredFor: 5 }, { windowClosesWithin: 60 }],
	])('returns nothing that does not meet %j', async (filters) => {
		expect(await list(filters)).toEqual([]);
	});

	it('returns those of every number of the Simulator when none is chosen', async () => {
		await act('assign', { assignment: 'hold', notice: 'simple' });
		expect(await list({ handler: 'waiting' }, '')).toHaveLength(1);
	});

	it('rejects an unknown handler', async () => {
		await expect(list({ handler: 'nobody' })).rejects.toThrow('"nobody" is not a handler');
	});
});

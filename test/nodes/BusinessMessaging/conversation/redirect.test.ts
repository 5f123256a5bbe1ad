import type { INodeParameters } from 'n8n-workflow';

import { NOTICE_TEXTS } from '../../../../conversation/notice-texts';
import { isolateNodes } from '../../../engine/isolate-nodes';
import { act, beginAnew, received, stored } from './hands';

isolateNodes();

const byName = (value: string) => ({ __rl: true, mode: 'id', value });
const redirect = async (parameters: INodeParameters) => {
	const [item] = await act('redirect', parameters);
	return item;
};

describe('Conversation > Redirect', () => {
	beforeEach(() => beginAnew());

	it.each([
		['team', { handler: 'waiting', team: 'Vendas' }],
		['agent', { handler: 'human', agent: { id: 'Vendas' } }],
		['helpDesk', { handler: 'human', service: 'Vendas' }],
		['service', { handler: 'bot', service: 'Vendas' }],
	])('names a %s and sets the handler', async (redirectTo, expected) => {
		const item = await redirect({ redirectTo, target: byName('Vendas') });
		expect(item?.conversation).toMatchObject(expected);
		expect(await stored()).toMatchObject(expected);
	});

	it('keeps the ticket ID letter by letter, also a number', async () => {
		for (const [typed, kept] of [
			['007001', '007001'],
			[7001, '7001'],
			['={{ 7001 }}', '7001'],
		] as const) {
			await redirect({ redirectTo: 'helpDesk', ticketId: typed as string });
			expect((await stored())?.ticketId).toBe(kept);
		}
	});

	it('comes back to the bot after an hour, unless another time is given', async () => {
		const minutesLeft = async () =>
			Math.round((Date.parse((await stored())?.until ?? '') - Date.now()) / 60_000);
		await redirect({ redirectTo: 'team' });
		expect(await minutesLeft()).toBe(60);
		await redirect({ redirectTo: 'team', returnAfterMinutes: 5 });
		expect(await minutesLeft()).toBe(5);
		await redirect({ redirectTo: 'team', returnAfterMinutes: 0 });
		expect(await stored()).not.toHaveProperty('until');
		await redirect({ redirectTo: 'service', target: byName('vendas') });
		expect(await stored()).not.toHaveProperty('until');
	});

	it('asks the customer to wait, in their language', async () => {
		const item = await redirect({ redirectTo: 'team', notice: 'simple' });
		expect(await received()).toEqual([NOTICE_TEXTS.waiting.pt]);
		expect(item?.notice).toMatchObject({ sent: true, text: NOTICE_TEXTS.waiting.pt });
	});

	it('sends no notice unless one is chosen', async () => {
		const item = await redirect({ redirectTo: 'team' });
		expect(item).not.toHaveProperty('notice');
		expect(await received()).toEqual([]);
	});

	it.each([
		['a target of version 1', { redirectTo: 'human' }, '"human" is no target of a redirect'],
		['a time that is none', { returnAfterMinutes: -1 }, 'is not a number of minutes'],
		['a ticket that is no text', { ticketId: '={{ [1] }}' }, '"Ticket ID" is not a text'],
	])('rejects %s, and changes nothing', async (_, parameters, message) => {
		await expect(redirect(parameters as INodeParameters)).rejects.toThrow(message);
		expect(await stored()).toMatchObject({ handler: 'bot' });
	});

	it('sets human or waiting in version 1, as before', async () => {
		const parameters = { redirectTo: 'waiting', options: { service: 'Bia' } };
		const ends = { from: 'bakery', to: '+5511988880001' };
		await act('redirect', { ...parameters, ...ends }, { node: { typeVersion: 1 } });
		expect(await stored()).toMatchObject({ handler: 'waiting', service: 'Bia' });
	});
});

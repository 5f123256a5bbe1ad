import type { INodeParameters } from 'n8n-workflow';

import { NOTICE_TEXTS } from '../../../../conversation/notice-texts';
import { isolateNodes } from '../../../engine/isolate-nodes';
import { act, beginAnew, optOut, received, stored } from './hands';

isolateNodes();

const byName = (value: string) => ({ __rl: true, mode: 'id', value });
const assign = (assignment: string, parameters: INodeParameters = {}) =>
	act('assign', { assignment, ...parameters });
const accept = (parameters: INodeParameters = {}) =>
	assign('accept', { agent: byName('bia'), agentName: 'Bia', ...parameters });

describe('Conversation > Assign and Close', () => {
	beforeEach(async () => {
		await beginAnew();
		await act('redirect', {
			...{ redirectTo: 'team', target: byName('Vendas'), ticketId: '0042' },
			returnAfterMinutes: 30,
		});
	});

	it('notifies the customer of each step from accepting to closing, and keeps team and ticket', async () => {
		await accept({ notice: 'withName' });
		const kept = { team: 'Vendas', ticketId: '0042' };
		expect(await stored()).toMatchObject({
			...kept,
			handler: 'human',
			agent: { id: 'bia', name: 'Bia' },
		});
		await assign('hold', { notice: 'simple' });
		expect(await stored()).toMatchObject({ ...kept, handler: 'waiting', agent: { id: 'bia' } });
		await assign('transfer', { agent: byName('caio'), notice: 'simple' });
		expect(await stored()).toMatchObject({ ...kept, handler: 'human', agent: { id: 'caio' } });
		await assign('transfer', { transferTo: 'team', team: byName('Suporte') });
		expect(await stored()).toMatchObject({ handler: 'waiting', team: 'Suporte' });
		await act('setState', { step: 'size', values: { value: [{ name: 'size', value: 3 }] } });
		await act('close');
		const closed = await stored();
		expect(closed).toMatchObject({ handler: 'bot', values: {} });
		for (const gone of ['team', 'agent', 'ticketId', 'until', 'step']) {
			expect(closed).not.toHaveProperty(gone);
		}
		expect(await received()).toEqual([
			'Seu atendimento foi iniciado. Você está falando com Bia.',
			NOTICE_TEXTS.waiting.pt,
			NOTICE_TEXTS.transferred.pt,
			NOTICE_TEXTS.closing.pt,
		]);
	});

	it('keeps the time of the redirect, unless the option gives another one', async () => {
		const until = (await stored())?.until;
		await accept();
		expect((await stored())?.until).toBe(until);
		await accept({ options: { returnAfterMinutes: 0 } });
		expect(await stored()).not.toHaveProperty('until');
	});

	it.each([
		['S', [NOTICE_TEXTS.started.pt]],
		['c', ['Seu atendimento foi iniciado. Você está falando com Bia.']],
		['N', []],
		['', []],
		['Sim', []],
	])('takes the letter %j from an expression', async (letter, texts) => {
		await accept({ notice: `={{ "${letter}" }}` });
		expect(await received()).toEqual(texts);
	});

	it('sends the own text, with the name of the agent', async () => {
		await accept({ notice: 'ownText', noticeText: 'Oi, aqui é {agent}.' });
		await act('close', { notice: 'ownText', noticeText: '' });
		expect(await received()).toEqual(['Oi, aqui é Bia.']);
	});

	it('sends an edited default text in its language only', async () => {
		await accept({ notice: 'simple', noticeTexts: { pt: 'Cheguei!', en: 'Here I am!' } });
		expect(await received()).toEqual(['Cheguei!']);
	});

	it('assigns also when the notice must not be sent', async () => {
		await optOut();
		const [item] = await accept({ notice: 'simple' });
		expect(item?.notice).toMatchObject({ sent: false, reason: expect.any(String) });
		expect(await stored()).toMatchObject({ handler: 'human', agent: { id: 'bia' } });
	});

	it.each([
		['no agent', 'accept', { agent: byName('={{ "" }}') }, '"Agent" is empty'],
		['no team', 'transfer', { transferTo: 'team', team: byName('={{ "" }}') }, '"Team" is empty'],
		['an unknown action', 'steal', {}, '"steal" is not an assignment'],
	])('rejects %s', async (_, assignment, parameters, message) => {
		await expect(assign(assignment, parameters)).rejects.toThrow(message);
		expect(await stored()).toMatchObject({ handler: 'waiting', team: 'Vendas' });
	});
});

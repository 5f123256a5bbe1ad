import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';
import { message, receive } from '../../../store/events';

isolateNodes();

const PHONE = '+5511988880001';
const SLOTS = [
	{ id: 'a1', title: 'Terça 09:30', description: 'Dra. Lima', section: 'Manhã' },
	{ id: 'a2', title: 'Terça 14:00', description: '', section: 'Tarde' },
	{ id: 'a3', title: 'Terça 15:00', section: 'Tarde' },
];

describe('Message > Send with choices from a list', () => {
	beforeAll(async () => {
		const now = new Date();
		const wrote = message('hello', 'Oi', {
			...{ provider: 'simulator', business: { id: 'clinic' } },
			...{ contact: { id: PHONE, phone: PHONE }, timestamp: now.toISOString() },
		});
		await receive(await nodeStore(), [wrote], { now });
	});

	/** Sends and returns the message as the chat of the Simulator has it. */
	async function send(parameters: INodeParameters, json: IDataObject) {
		const given = { resource: 'message', operation: 'send', from: 'clinic', to: PHONE };
		const menu = { text: 'Escolha', choicesFrom: 'list', listButtonText: 'Horários' };
		await runNode({ ...given, ...menu, ...parameters }, [json]);
		const [entry] = await (await nodeStore()).simulator.latest('clinic', { limit: 1 });
		return (entry?.content as { message: IDataObject }).message;
	}

	it('entries of a list become rows, in their sections', async () => {
		const list = { messageType: 'list', choicesList: '={{ $json.slots }}' };
		expect(await send(list, { slots: SLOTS })).toMatchObject({
			sections: [
				{ title: 'Manhã', rows: [{ id: 'a1', title: 'Terça 09:30', description: 'Dra. Lima' }] },
				{
					title: 'Tarde',
					rows: [
						{ id: 'a2', title: 'Terça 14:00' },
						{ id: 'a3', title: 'Terça 15:00' },
					],
				},
			],
		});
	});

	it('fields of an entry may have other names, also inside of another field', async () => {
		const columns = { title: 'start.text', id: 'uuid' };
		const list = {
			messageType: 'list',
			choicesList: '={{ $json.events }}',
			choiceColumns: columns,
		};
		const events = [{ uuid: 7, start: { text: '9h', title: 'no' }, title: 'no' }];
		expect(await send(list, { events })).toMatchObject({
			sections: [{ rows: [{ id: '7', title: '9h' }] }],
		});
	});

	it('texts of a list become buttons', async () => {
		const buttons = { messageType: 'buttons', choicesList: '={{ $json.answers }}' };
		expect(await send(buttons, { answers: ['Sim', 'Não'] })).toMatchObject({
			buttons: [
				{ id: 'Sim', title: 'Sim' },
				{ id: 'Não', title: 'Não' },
			],
		});
	});

	it.each([[''], [{ a: 1 }], ['Sim, Não']])('refuses %j as a list', async (slots) => {
		const list = { messageType: 'list', choicesList: '={{ $json.slots }}' };
		await expect(send(list, { slots })).rejects.toMatchObject({
			message: '"List" is not a list',
			description: expect.stringContaining('Aggregate') as string,
		});
	});

	it('more rows than the channel shows leave on Blocked with the counts', async () => {
		const slots = Array.from({ length: 12 }, (_, index) => ({ id: index, title: `Vaga ${index}` }));
		const [, blocked = []] = await runNode(
			{
				...{ resource: 'message', operation: 'send', from: 'clinic', to: PHONE, text: 'Escolha' },
				...{ messageType: 'list', choicesFrom: 'list', choicesList: '={{ $json.slots }}' },
				listButtonText: 'Horários',
			},
			[{ slots }],
		);
		expect(blocked.map(({ json }) => json.blocked)).toMatchObject([
			{ code: 'tooManyRows', reason: expect.stringMatching(/12.*10/) as string },
		]);
	});
});

import { randomUUID } from 'node:crypto';

import { openBlip, type BlipPhones } from './harness/blip-phones';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import {
	publishSystem,
	type PublishedSystem,
	type SystemSettings,
} from './harness/system-to-replace';

// Proves in a real n8n what a bot of its own on Blip does: services with a state in n8n, an end after silence, questions
// that are validated, and Blip Desk. One workflow at a time listens to the bot.

const BOTS = [{ name: 'acmeshop', secret: 'secret-shop', onChannels: true, desk: true }];

/** Returns a workflow of another user that answers every message. */
function answeringWorkflow() {
	const ours = (name: string, type: string, parameters: object) => ({
		...{ id: randomUUID(), name, type: `n8n-nodes-business-messaging.${type}`, typeVersion: 2 },
		...{ position: [0, 0], parameters: { provider: 'blip', ...parameters } },
		credentials: { businessMessagingBlipApi: { id: '', name: 'Blip acmeshop' } },
	});
	const trigger = ours('Customer writes', 'businessMessagingTrigger', { triggerOn: ['message'] });
	return {
		name: 'Answers',
		nodes: [
			{ ...trigger, webhookId: randomUUID() },
			ours('Answer', 'businessMessaging', { text: 'Oi!' }),
		],
		connections: { 'Customer writes': { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
	};
}

describe('a bot of its own on Blip', () => {
	let n8n: RunningN8n;
	let blip: BlipPhones;
	let system: PublishedSystem = {};

	beforeAll(async () => {
		n8n = sharedN8n();
		blip = await openBlip(n8n, BOTS);
	});
	afterEach(async () => {
		for (const { id } of Object.values(system)) await n8n.unpublish(id);
		system = {};
	});
	afterAll(() => blip?.emulator.close());

	const publish = async (
		name: string,
		replaced: SystemSettings['replaced'] = {},
		{ from = 'blip-services', more = {} }: { from?: string; more?: SystemSettings['more'] } = {},
	) => {
		const { credentials, enterAddress } = blip;
		const only = new RegExp(`^${name}$`);
		const settings = { credentials, enterAddress, only, replaced, more };
		system = await publishSystem(n8n, from, settings);
		return system[name]?.id ?? '';
	};
	/** Returns the conversation that the event of the newest of `count` executions carries. */
	const lastConversation = async (id: string, count: number) => {
		const [newest] = await n8n.waitForExecutions(id, count);
		return newest && itemsOf(newest, 'Customer writes')[0]?.conversation;
	};

	it('three services with state: the customer stays, changes by name, and comes back to the menu', async () => {
		const id = await publish('7-services-with-state');
		const [ana, rui] = [blip.customer('+5511966660001'), blip.customer('+5511966660002')];
		const menu = 'Vendas, Suporte ou Financeiro?';
		await ana.writes('oi');
		await ana.hears(menu);
		await ana.writes('Vendas');
		await ana.hears('Vendas: o que deseja comprar?');
		await rui.writes('segunda via do boleto');
		await rui.hears('Financeiro: precisa de um boleto?');
		await ana.writes('um bolo');
		await ana.hears('Vendas: o que deseja comprar?');
		expect(await lastConversation(id, 4)).toMatchObject({ handler: 'bot', step: 'vendas' });
		await ana.writes('suporte');
		await ana.hears('Suporte: qual é o problema?');
		await ana.writes('voltar');
		await ana.hears(menu);
		await ana.writes('um bolo');
		await ana.hears(menu);
		await rui.writes('obrigado');
		await rui.hears('Financeiro: precisa de um boleto?');
	});

	it('a silent customer gets a reminder and then the end, and one who answers gets neither', async () => {
		await publish('8-inactivity', {
			'"remindAfter": 10': '"remindAfter": 0.1',
			'"waitAmount": 20': '"waitAmount": 0.2',
		});
		const [ana, rui] = [blip.customer('+5511966660003'), blip.customer('+5511966660004')];
		await rui.writes('oi');
		await rui.hears('Qual é o seu CEP?');
		await rui.writes('01310-100');
		await ana.writes('oi');
		await ana.hears('Qual é o seu CEP?');
		await ana.hears('Ainda está aí?');
		await ana.hears('Encerrei por inatividade. Até logo!');
		await rui.hearsNothing();
	});

	it('a customer who leaves any message without an answer gets the end, once', async () => {
		const id = await publish(
			'8-silence-anywhere',
			{ '"customerSilent": 30': '"customerSilent": 0.05' },
			{ more: { answers: answeringWorkflow() } },
		);
		const ana = blip.customer('+5511966660008');
		await ana.writes('oi');
		await ana.hears('Oi!', 'Encerrei por inatividade. Até logo!');
		await ana.hearsNothing();
		expect(await n8n.waitForExecutions(id, 1)).toHaveLength(1);
	});

	it('an agent who is online in Desk takes over, and the bot is back when the ticket is closed', async () => {
		await publish('6-attendant-available-desk', { '"08:00-20:00"': '"00:00-24:00"' });
		const ana = blip.customer('+5511966660009');
		await ana.writes('oi');
		await ana.hears('Sou o robô. Escreva pessoa para falar com a equipe.');
		await ana.writes('quero uma pessoa');
		await ana.hears('Seu atendimento foi iniciado. Você está falando com Rui Prado.');
		const [ticket] = blip.emulator.world.tickets.slice(-1);
		expect(ticket).toMatchObject({ agentIdentity: 'rui%40acme.test@blip.ai', closed: false });

		await blip.emulator.agentSends({ to: ticket?.customerIdentity ?? '', text: 'Olá, Ana.' });
		await ana.writes('o bolo veio errado');
		await ana.hearsNothing();
		await blip.emulator.closesTicket(ticket?.id ?? '');
		await ana.hears('Voltei, sou o robô.');
		await ana.writes('obrigada');
		await ana.hears('Sou o robô. Escreva pessoa para falar com a equipe.');

		blip.emulator.world.agentStatus = 'Pause';
		await ana.writes('atendente');
		await ana.hears('Não há atendentes agora. Atendemos das 8h às 20h.');
		blip.emulator.world.agentStatus = 'Online';
	});

	it('order and e-mail are asked again until they are right, and are kept', async () => {
		const id = await publish('9-ask-and-validate');
		const ana = blip.customer('+5511966660005');
		await ana.writes('oi');
		await ana.hears('Número do pedido?');
		await ana.writes('o "grande"');
		await ana.hears('Só o número, por favor, 4 a 6 algarismos.');
		await ana.writes('é o 4711');
		await ana.hears('E o e-mail?');
		await ana.writes('"ana"@');
		await ana.hears('Não parece um e-mail.');
		await ana.writes('ana@padaria.example');
		await ana.hears('Obrigado! Anotei o pedido e o e-mail.');
		const [execution] = await n8n.waitForExecutions(id, 1);
		expect(execution && itemsOf(execution, 'Thank')).toHaveLength(1);
		await ana.writes('oi');
		await ana.hears('Número do pedido?');
		await eventually(async () => {
			const [newest] = await n8n.executions(id);
			expect(newest && itemsOf(newest, 'Customer writes')).toMatchObject([
				{ customer: { attributes: { order: '4711', email: 'ana@padaria.example' } } },
			]);
		});
	});

	it('three messages within a second answer the question once', async () => {
		const id = await publish('9-ask-and-validate');
		const rui = blip.customer('+5511966660006');
		await rui.writes('oi');
		await rui.hears('Número do pedido?');
		blip.emulator.world.answersAfterMs = 1_500;
		for (const text of ['4712', 'para amanhã', 'ok?']) await rui.writes(text);
		await rui.hears('E o e-mail?');
		await rui.hearsNothing();
		blip.emulator.world.answersAfterMs = 0;
		await rui.writes('rui@padaria.example');
		await rui.hears('Obrigado! Anotei o pedido e o e-mail.');
		const [execution, ...others] = await n8n.waitForExecutions(id, 1);
		expect(others).toEqual([]);
		expect(execution && itemsOf(execution, 'Ask the number')).toMatchObject([
			{ answer: { value: '4712' } },
		]);
	});

	it('a person takes over in Desk after three wrong answers', async () => {
		await publish('9-ask-and-validate');
		const eva = blip.customer('+5511966660007');
		await eva.writes('oi');
		await eva.hears('Número do pedido?');
		const again = 'Só o número, por favor, 4 a 6 algarismos.';
		for (const next of [again, again, 'Vou chamar uma pessoa.']) {
			await eva.writes('não sei');
			await eva.hears(next);
		}
		expect(blip.emulator.world.tickets.at(-1)).toMatchObject({
			team: 'Atendimento',
			closed: false,
		});
		await eva.writes('alô?');
		await eva.hearsNothing();
	});

	it('a question waits for its own answer, or for the end of its time', async () => {
		const short = { '"waitAmount": 60': '"waitAmount": 0.1' };
		await publish('1-ask-and-wait', short, { from: 'blip-extra' });
		const [ana, rui] = [blip.customer('+5511966660010'), blip.customer('+5511966660011')];
		await ana.writes('oi');
		await ana.hears('Qual é o seu e-mail?');
		await ana.writes('ana@padaria.example');
		await ana.hears('Obrigado!');
		await rui.writes('oi');
		await rui.hears('Qual é o seu e-mail?');
		await rui.hears('Sem resposta. Até mais!');
		await ana.hearsNothing();
	});

	it('four customers at once are two for each of two agents, and the fifth finds none', async () => {
		const id = await publish('2-least-busy-agent', {}, { from: 'blip-extra' });
		const customers = [1, 2, 3, 4].map((digit) => blip.customer(`+551196666002${digit}`));
		await Promise.all(customers.map((customer) => customer.writes('oi')));
		const assigned = (await n8n.waitForExecutions(id, 4)).flatMap((execution) =>
			itemsOf(execution, 'Which agent?').map(({ agent }) => (agent as { id: string }).id),
		);
		expect(assigned.sort()).toEqual(['bia', 'bia', 'caio', 'caio']);
		await blip.customer('+5511966660025').writes('oi');
		const [fifth] = await n8n.waitForExecutions(id, 5);
		expect(fifth && itemsOf(fifth, 'Which agent?', 1)).toHaveLength(1);
	});
});

import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { publishExample } from './harness/published-example';
import { chatPage, type ChatPage } from './harness/simulated-phone';

// Proves that the examples do in a real n8n what their READMEs promise. The look and behaviour of the page are proved in
// test/simulator and in `in-the-browser.test.ts`.

const MARTA = { id: '+5511988880001', name: 'Marta' };
const JOAO = { id: '+5521988880002', name: 'João' };

async function openExample(name: string) {
	const { n8n, workflowId, url } = await publishExample(name);
	return { n8n, workflowId, chat: chatPage(url) };
}

describe('example: menu bot', () => {
	let chat: ChatPage;
	beforeAll(async () => ({ chat } = await openExample('menu-bot')));

	it('answers a greeting with the menu', async () => {
		const marta = chat.customer(MARTA);
		await marta.says('oi');
		expect(await marta.hears()).toMatchObject({
			type: 'buttons',
			text: expect.stringContaining('Oi, Marta!'),
			buttons: [{ title: 'Horários' }, { title: 'Meu pedido' }, { title: 'Falar com pessoa' }],
		});
	});

	it('gives the same answer to a tap, the word, the word without accents or with a typo, and the number', async () => {
		const ana = chat.customer({ id: '+5531988880003', name: 'Ana' });
		const hours = { text: expect.stringContaining('Abrimos de segunda a sexta') };
		await ana.taps('horarios', 'Horários');
		expect(await ana.hears()).toMatchObject(hours);
		for (const typed of ['Horários', 'HORARIOS', 'orario', '1']) {
			await ana.says(typed);
			expect(await ana.hears()).toMatchObject(hours);
		}
	});

	it('the bot is silent while an agent handles the conversation, and answers again afterwards', async () => {
		const joao = chat.customer(JOAO);
		await joao.says('quero falar com alguém');
		expect(await joao.hears()).toMatchObject({
			text: expect.stringContaining('Chamei uma pessoa'),
		});
		await joao.hearsNothing();
		await joao.says('alô?');
		await chat.post({ route: 'human', customer: JOAO.id, text: 'Oi João, aqui é a Luana.' });
		await joao.hearsNothing();
		await joao.posts({ type: 'handover', direction: 'toBot' });
		expect(await joao.hears()).toMatchObject({ text: expect.stringContaining('Voltei!') });
		await joao.says('oi');
		expect(await joao.hears()).toMatchObject({ type: 'buttons' });
	});

	it('answers again when the time of the agent is over', async () => {
		const rita = chat.customer({ id: '+5541988880004', name: 'Rita' });
		await rita.says('atendente');
		await rita.hears();
		await chat.moveClockBy(29 * 60_000);
		await rita.says('oi?');
		await rita.hearsNothing();
		await chat.moveClockBy(31 * 60_000);
		await rita.says('oi?');
		expect(await rita.hears()).toMatchObject({ type: 'buttons' });
		await chat.moveClockBy(0);
	});
});

describe('example: book a table', () => {
	it('asks four questions, understands the answers and confirms the booking', async () => {
		const { chat } = await openExample('book-a-table');
		const marta = chat.customer(MARTA);
		const asks = async (text: string) =>
			expect(await marta.hears()).toMatchObject({ text: expect.stringContaining(text) });
		await marta.says('oi');
		await asks('Em nome de quem?');
		await marta.says('Marta Lima');
		await asks('Para que dia e hora?');
		await marta.says('não sei');
		await asks('Não entendi o dia');
		await marta.says('amanhã às 15h');
		await asks('Para quantas pessoas?');
		await marta.says('quarenta');
		await asks('um número de 1 a 20');
		await marta.says('dois');
		await asks('Marta Lima, amanhã às 15h, 2 pessoas. Confirma?');
		await marta.taps('yes', 'Sim');
		await asks('Reservado! Até lá, Marta Lima.');
	});
});

describe('example: business hours with a VIP lane', () => {
	let chat: ChatPage;
	beforeAll(async () => ({ chat } = await openExample('business-hours-and-vip')));

	it('sends the away message with the next opening on Sunday at 23:00', async () => {
		const marta = chat.customer(MARTA);
		await chat.moveClockTo('2026-11-22T23:00:00-03:00');
		await marta.says('vocês estão aí?');
		expect(await marta.hears()).toMatchObject({
			text: 'Agora estamos fechados. 🌙 Abrimos amanhã às 9h.',
		});
	});

	it('names the holiday in the away message', async () => {
		const marta = chat.customer(MARTA);
		await marta.hears();
		await chat.moveClockTo('2026-12-25T10:00:00-03:00');
		await marta.says('oi');
		expect(await marta.hears()).toMatchObject({
			text: expect.stringContaining('Hoje é feriado (Natal)'),
		});
	});

	it('routes a customer to the VIP lane as soon as the tier is stored', async () => {
		const joao = chat.customer(JOAO);
		await chat.moveClockTo('2026-11-24T10:00:00-03:00');
		await joao.says('oi');
		expect(await joao.hears()).toMatchObject({ text: expect.stringContaining('ainda hoje') });
		await joao.says('quero ser VIP');
		expect(await joao.hears()).toMatchObject({ text: expect.stringContaining('cliente VIP') });
		await joao.says('oi');
		expect(await joao.hears()).toMatchObject({ text: expect.stringContaining('fila VIP') });
	});
});

describe('example: opt-in and opt-out', () => {
	let chat: ChatPage;
	let n8n: RunningN8n;
	let workflowId: string;
	beforeAll(async () => ({ chat, n8n, workflowId } = await openExample('opt-in-opt-out')));

	it('sends one confirmation after "SAIR", blocks the rest with a reason, and resumes after "quero receber"', async () => {
		const marta = chat.customer(MARTA);
		await marta.says('oi');
		expect(await marta.hears()).toMatchObject({ text: expect.stringContaining('Oferta do dia') });
		await marta.says('SAIR');
		expect(await marta.hears()).toMatchObject({
			text: expect.stringContaining('não vai mais receber'),
		});
		await marta.says('oi');
		await marta.hearsNothing();
		const [blocked] = await n8n.waitForExecutions(workflowId, 3);
		expect(JSON.stringify(blocked)).toContain('This customer opted out of all messages.');
		await marta.says('quero receber');
		expect(await marta.hears()).toMatchObject({ text: expect.stringContaining('de volta') });
		await marta.says('oi');
		expect(await marta.hears()).toMatchObject({ text: expect.stringContaining('Oferta do dia') });
	});

	it('still answers a second customer after the first opted out', async () => {
		const joao = chat.customer(JOAO);
		await joao.says('oi');
		expect(await joao.hears()).toMatchObject({ text: expect.stringContaining('Oferta do dia') });
	});
});

describe('example: campaign with report', () => {
	let chat: ChatPage;
	let n8n: RunningN8n;
	let workflowId: string;
	beforeAll(async () => ({ chat, n8n, workflowId } = await openExample('campaign-with-report')));

	it('sends the offer once to each customer without an opt-out, gives reasons for the others, and reports to the owner', async () => {
		const ana = chat.customer({ id: '+5531988880003', name: 'Ana' });
		const [marta, joao] = [chat.customer(MARTA), chat.customer(JOAO)];
		const rita = chat.customer({ id: '+5541988880004', name: 'Rita' });
		await joao.says('SAIR');
		await ana.says('oi');
		expect(await ana.hears()).toMatchObject({ text: expect.stringContaining('enviar oferta') });
		await ana.says('enviar oferta');
		for (const person of [marta, rita]) {
			expect(await person.hears()).toMatchObject({ type: 'template', name: 'weekend_offer' });
		}
		const [mailing] = await n8n.waitForExecutions(workflowId, 2);
		expect(mailing && itemsOf(mailing, 'Why it was not sent')).toEqual([
			{
				person: 'João',
				reason: 'This customer opted out of all messages.',
				remedy: expect.stringContaining('Do not write to them'),
			},
			{
				person: 'Marta de novo',
				reason: expect.stringContaining('each customer gets it once'),
				remedy: expect.stringContaining('another campaign name'),
			},
		]);
		await ana.says('relatório');
		expect(await ana.hears()).toMatchObject({
			text: expect.stringMatching(
				/Oferta do fim de semana\nEnviadas: 2 .*\nNão enviadas: 1 · com falha: 0\n1× This customer opted out/,
			),
		});
	});

	it('sends no customer the offer again', async () => {
		const ana = chat.customer({ id: '+5531988880003', name: 'Ana' });
		await ana.says('enviar oferta');
		const [again] = await n8n.waitForExecutions(workflowId, 4);
		expect(again && itemsOf(again, 'Send the offer')).toEqual([]);
		expect(again && itemsOf(again, 'Why it was not sent')).toHaveLength(4);
	});

	it('shows the same figures in the editor as on the phone', async () => {
		const triggerToStartFrom = { name: 'Show the report here' };
		await n8n.api.post(`/rest/workflows/${workflowId}/run`, { triggerToStartFrom });
		const [shown] = await n8n.waitForExecutions(workflowId, 5);
		expect(shown && itemsOf(shown, 'Count every campaign')).toContainEqual(
			expect.objectContaining({ campaign: 'Oferta do fim de semana', sent: 2, blocked: 1 }),
		);
	});

	it("does nothing when another customer writes the owner's words", async () => {
		const marta = chat.customer(MARTA);
		await marta.hears();
		await marta.says('relatório');
		await marta.hearsNothing();
	});
});

import { randomUUID } from 'node:crypto';
import axios from 'axios';

import { openBlip, type BlipPhones } from './harness/blip-phones';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { startStandInHelpDesk, type StandInHelpDesk } from './harness/stand-in-help-desk';
import { publishSystem, type PublishedSystem } from './harness/system-to-replace';

// Proves in a real n8n that a custom help desk behind a Blip router works both ways: two customers at once, a ticket
// with a number as its id, and a complaint after the end. That the real Blip behaves like the emulator, it does not.

const BOTS = [
	{ name: 'acmerouter', secret: 'secret-router', onChannels: true },
	{
		name: 'acmemain',
		secret: 'secret-main',
		onChannels: false,
		router: 'acmerouter',
		service: 'main',
	},
	{
		name: 'acmehuman',
		secret: 'secret-human',
		onChannels: false,
		router: 'acmerouter',
		service: 'human',
	},
];

/** Returns a workflow that closes a conversation with the number of the bot typed as the portal of Blip shows it. */
function closingWorkflow() {
	const asked = {
		...{ id: randomUUID(), name: 'Asked', type: 'n8n-nodes-base.webhook', typeVersion: 2 },
		...{ position: [0, 0], webhookId: randomUUID() },
		parameters: { path: 'close', httpMethod: 'POST' },
	};
	const close = {
		...{ id: randomUUID(), name: 'Close', type: 'n8n-nodes-business-messaging.businessMessaging' },
		...{ typeVersion: 2, position: [240, 0] },
		credentials: { businessMessagingBlipApi: { id: '', name: 'Blip acmehuman' } },
		parameters: {
			...{ provider: 'blip', resource: 'conversation', operation: 'close', notice: 'none' },
			...{ customer: 'anotherCustomer', to: '={{ $json.body.contact }}' },
			from: { __rl: true, mode: 'id', value: 'acmehuman' },
		},
	};
	const connections = { Asked: { main: [[{ node: 'Close', type: 'main', index: 0 }]] } };
	return { name: 'Closes by hand', nodes: [asked, close], connections };
}

describe('a custom help desk behind a Blip router', () => {
	let n8n: RunningN8n;
	let blip: BlipPhones;
	let desk: StandInHelpDesk;
	let system: PublishedSystem;

	beforeAll(async () => {
		n8n = sharedN8n();
		blip = await openBlip(n8n, BOTS);
		desk = await startStandInHelpDesk();
		system = await publishSystem(n8n, 'blip-help-desk', {
			credentials: blip.credentials,
			replaced: { 'https://desk.example': desk.baseUrl },
			enterAddress: blip.enterAddress,
			more: { closing: closingWorkflow() },
		});
	});
	afterAll(async () => {
		for (const { id } of Object.values(system ?? {})) await n8n.unpublish(id);
		await blip?.emulator.close();
		await desk?.close();
	});

	const deskPosts = (body: { ticket: number; event: string; comment?: string }) =>
		axios.post(system['3-help-desk-to-customer']?.webhook('help-desk') ?? '', body);
	const ticketsAre = (...expected: Array<[number, string[]]>) =>
		eventually(() => expect([...desk.tickets]).toEqual(expected));

	const ticketText = (id: number) =>
		`Certo, já chamo um atendente. Seu atendimento é o número ${id}.`;

	it('opens a ticket for each of two customers, closes it, and opens another one afterwards', async () => {
		const [ana, rui] = [blip.customer('+5511988887771'), blip.customer('+5521988887772')];
		await ana.writes('oi');
		await ana.hears('Como posso ajudar?');
		await ana.writes('quero falar com uma pessoa');
		await ana.hears(ticketText(7001));
		await rui.writes('atendente');
		await rui.hears(ticketText(7002));

		await Promise.all([ana.writes('o bolo veio "errado"'), rui.writes('cadê o pão?')]);
		await ticketsAre(
			[7001, ['quero falar com uma pessoa', 'o bolo veio "errado"']],
			[7002, ['atendente', 'cadê o pão?']],
		);
		await Promise.all([
			deskPosts({ ticket: 7002, event: 'comment', comment: 'Está a caminho, Rui.' }),
			deskPosts({ ticket: 7001, event: 'comment', comment: 'Sinto muito, Ana.' }),
		]);
		await ana.hears('Sinto muito, Ana.');
		await rui.hears('Está a caminho, Rui.');

		await deskPosts({ ticket: 7001, event: 'solved' });
		await ana.hears('Atendimento encerrado. Obrigado!');
		await ana.writes('horários');
		await ana.hears('Abrimos das 9h às 18h.');
		await rui.writes('chegou, obrigado');
		await ana.writes('de novo um atendente');
		await ana.hears(ticketText(7003));
		await ticketsAre(
			[7001, ['quero falar com uma pessoa', 'o bolo veio "errado"']],
			[7002, ['atendente', 'cadê o pão?', 'chegou, obrigado']],
			[7003, ['de novo um atendente']],
		);
	});

	it('an answer to a closed ticket reaches no customer, and the next complaint gets a ticket of its own', async () => {
		const eva = blip.customer('+5531988887773');
		const before = desk.tickets.size;
		const [first, second] = [7001 + before, 7002 + before];
		await eva.writes('atendente');
		await eva.hears(ticketText(first));
		await deskPosts({ ticket: first, event: 'solved' });
		await eva.hears('Atendimento encerrado. Obrigado!');
		await deskPosts({ ticket: first, event: 'comment', comment: 'Só mais uma coisa …' });
		await eva.hearsNothing();
		await eva.writes('uma pessoa, por favor');
		await eva.hears(ticketText(second));
		await deskPosts({ ticket: second, event: 'comment', comment: 'Pois não?' });
		await eva.hears('Pois não?');
		expect(desk.tickets.get(first)).toEqual(['atendente']);
	});

	it('the ticket stands in the store as a text, and a bot typed as in the portal is the same bot', async () => {
		const leo = blip.customer('+5541988887774');
		const id = 7001 + desk.tickets.size;
		await leo.writes('atendente');
		await leo.hears(ticketText(id));
		await leo.writes('oi?');
		await eventually(() => expect(desk.tickets.get(id)).toEqual(['atendente', 'oi?']));
		const [newest] = await n8n.executions(system['2-customer-to-help-desk']?.id ?? '');
		const [event] = newest ? itemsOf(newest, 'Customer writes to people') : [];
		expect(event).toMatchObject({
			business: { id: 'acmehuman@msging.net' },
			conversation: { handler: 'human', ticketId: String(id) },
		});
		const { contact } = event as { contact: { id: string } };
		await axios.post(system.closing?.webhook('close') ?? '', { contact: contact.id });
		await n8n.waitForExecutions(system.closing?.id ?? '', 1);
		await leo.writes('pessoa');
		await leo.hears(ticketText(id + 1));
	});
});

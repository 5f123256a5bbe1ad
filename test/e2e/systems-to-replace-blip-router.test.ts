import { openBlip, type BlipPhones } from './harness/blip-phones';
import { itemsOf } from './harness/execution-items';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { publishSystem, type PublishedSystem } from './harness/system-to-replace';

// Proves in a real n8n that the services of a Blip router send customers to each other under their own names. A customer
// who comes back gets an answer at once. The emulator of Blip decides which bot gets a message.

const behindRouter = { onChannels: false, router: 'acmerouter' };
const BOTS = [
	{ name: 'acmerouter', secret: 'secret-router', onChannels: true },
	{ name: 'acmemenu', secret: 'secret-menu', service: 'menu', ...behindRouter },
	{ name: 'acmesales', secret: 'secret-sales', service: 'vendas', ...behindRouter },
	{ name: 'acmesupport', secret: 'secret-support', service: 'suporte', ...behindRouter },
	{ name: 'acmefinance', secret: 'secret-finance', service: 'financeiro', ...behindRouter },
];
const MENU = 'Com quem quer falar?';
const SALES = 'Aqui é a equipe de vendas. O que deseja comprar? Escreva voltar para o menu.';
const SUPPORT = 'Aqui é o suporte. Qual é o problema? Escreva voltar para o menu.';
const FINANCE = 'Aqui é o financeiro. Precisa de um boleto? Escreva voltar para o menu.';

describe('a Blip router with a menu and three services', () => {
	let n8n: RunningN8n;
	let blip: BlipPhones;
	let system: PublishedSystem;

	beforeAll(async () => {
		n8n = sharedN8n();
		blip = await openBlip(n8n, BOTS);
		system = await publishSystem(n8n, 'blip-services', {
			credentials: blip.credentials,
			enterAddress: blip.enterAddress,
			only: /^1-/,
		});
	});
	afterAll(async () => {
		for (const { id } of Object.values(system ?? {})) await n8n.unpublish(id);
		await blip?.emulator.close();
	});

	it('each service gets the message of its customer, keeps the customer, and gives them back', async () => {
		const ana = blip.customer('+5511988887773');
		await ana.writes('oi');
		await ana.hears(MENU);
		await ana.writes('quero comprar um bolo');
		await ana.hears(SALES);
		await ana.writes('tem boleto?');
		await ana.hears(SALES);
		await ana.writes('voltar');
		await ana.hears(MENU);
		await ana.writes('Suporte');
		await ana.hears(SUPPORT);
		await ana.writes('Menu');
		await ana.hears(MENU);
		await ana.writes('o boleto');
		await ana.hears(FINANCE);
		await ana.writes('início');
		await ana.hears(MENU);
		await ana.writes('oi de novo');
		await ana.hears(MENU);
		expect(blip.botsThatWroteTo('+5511988887773')).toEqual([
			...['acmemenu', 'acmesales', 'acmesales', 'acmemenu', 'acmesupport', 'acmemenu'],
			...['acmefinance', 'acmemenu', 'acmemenu'],
		]);
	});

	it('the bot is the handler after each return, and each bot has its own conversation', async () => {
		const { id = '' } = system['1-router-menu'] ?? {};
		const executions = await n8n.waitForExecutions(id, 8);
		const handlers = executions.flatMap((execution) =>
			itemsOf(execution, 'Customer writes').map(({ conversation }) => conversation),
		);
		expect(handlers).toHaveLength(8);
		expect(handlers).toEqual(Array(8).fill(expect.objectContaining({ handler: 'bot' })));
	});

	it('two customers at once are at their own services', async () => {
		const [rui, eva] = [blip.customer('+5521988887774'), blip.customer('+5531988887775')];
		await Promise.all([rui.writes('vendas'), eva.writes('financeiro')]);
		await Promise.all([rui.hears(SALES), eva.hears(FINANCE)]);
		await Promise.all([rui.writes('voltar'), eva.writes('segunda via')]);
		await Promise.all([rui.hears(MENU), eva.hears(FINANCE)]);
	});
});

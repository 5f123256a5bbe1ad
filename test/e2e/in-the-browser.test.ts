import type { Browser, BrowserContext, Page } from 'playwright-core';

import { NOTICE_TEXTS } from '../../conversation/notice-texts';
import { chromiumOrWhyNot, launchBrowser } from '../browser/launch-browser';
import { menuWithPeople } from './harness/menu-with-people';
import { publishExample } from './harness/published-example';
import { sharedN8n } from './harness/shared-n8n';

// Proves in a real browser and a real n8n what a newcomer does in the first minutes: open the chat link and be
// answered; look for the nodes in the editor. The page alone is proved in test/simulator.

const CHROMIUM = chromiumOrWhyNot('Browser tests in n8n') ?? '';

if (CHROMIUM !== '') describe('in the browser', declareTests);

describe('the chat page in n8n', () => {
	it('the chat page has a content security policy that blocks access to n8n', async () => {
		const answer = await fetch((await publishExample('opt-in-opt-out')).url);
		expect(answer.status).toBe(200);
		const policy = answer.headers.get('content-security-policy') ?? '';
		expect(policy).toMatch(/^sandbox /);
		expect(policy).not.toContain('allow-same-origin');
		expect(policy).toContain("default-src 'none'");
	});
});

function declareTests(): void {
	let browser: Browser;
	let context: BrowserContext;

	beforeAll(async () => void (browser = await launchBrowser(CHROMIUM)));
	beforeEach(async () => {
		context = await browser.newContext({
			locale: 'pt-BR',
			timezoneId: 'America/Sao_Paulo',
			viewport: { width: 1360, height: 900 },
		});
	});
	afterEach(() => context.close());
	afterAll(() => browser.close());

	async function openChat(url: string): Promise<{
		page: Page;
		write(text: string): Promise<void>;
		reads(text: string | RegExp): Promise<void>;
	}> {
		const page = await context.newPage();
		await page.goto(url);
		// A text that is entered before the page has its customers has no sender.
		await page.locator('[data-person]').first().waitFor();
		return {
			page,
			write: async (text) => {
				await page.fill('#text', text);
				await page.press('#text', 'Enter');
			},
			reads: (text) => page.locator('#phone-log').getByText(text).first().waitFor(),
		};
	}

	it('shows the menu after "oi", the answer after a tap, and the words of an agent', async () => {
		const { page, write, reads } = await openChat((await publishExample('menu-bot')).url);
		await write('oi');
		await reads('Oi, Marta! Aqui é a Padaria Sol.');
		await page.locator('#phone-log').getByRole('button', { name: 'Horários' }).click();
		await reads('Abrimos de segunda a sexta');
		await write('quero falar com uma pessoa');
		await reads('Chamei uma pessoa');
		await page.locator('#handler', { hasText: 'Esperando uma pessoa' }).waitFor();
		await page.fill('#desk-text', 'Oi Marta, aqui é a Luana.');
		await page.press('#desk-text', 'Enter');
		await reads('Oi Marta, aqui é a Luana.');
		await page.getByRole('button', { name: 'Devolver' }).click();
		await reads('Voltei!');
		await page.locator('#desk-log .ticks.read').first().waitFor();
	});

	it('shows a conversation that changes hands between two agents, from the menu to the next menu', async () => {
		const n8n = sharedN8n();
		const workflow = menuWithPeople();
		await n8n.publish(await n8n.importWorkflow(workflow));
		const { page, write, reads } = await openChat(n8n.webhookUrl(workflow));
		const does = (name: string) => page.getByRole('button', { name, exact: true }).click();
		const stands = (words: string, details: string) =>
			page
				.locator('.who', { hasText: words })
				.locator('#handler-until', { hasText: details })
				.waitFor();
		const menus = () => page.locator('#phone-log').getByText('Menu (no step)').count();

		await write('oi');
		await reads('Menu (no step)');
		await write('quero falar com uma pessoa');
		await reads(NOTICE_TEXTS.waiting.pt);
		await stands('Esperando uma pessoa', 'Equipe Vendas, Chamado 004711');
		await page.locator('#queue', { hasText: 'Marta' }).waitFor();
		await does('Assumir');
		await reads('Você está falando com Bia.');
		await stands('Uma pessoa atende', 'Bia');
		await page.fill('#desk-text', 'Oi Marta, sou a Bia.');
		await page.press('#desk-text', 'Enter');
		await reads('Oi Marta, sou a Bia.');
		await write('que bom, uma pessoa');
		await page.locator('#desk-log').getByText('que bom, uma pessoa').waitFor();
		await does('Pôr em espera');
		await page.locator('#phone-log').getByText(NOTICE_TEXTS.waiting.pt).nth(1).waitFor();
		await page.selectOption('#agent', 'Caio');
		await does('Transferir');
		await reads(NOTICE_TEXTS.transferred.pt);
		await stands('Uma pessoa atende', 'Caio');
		await does('Encerrar');
		await reads(NOTICE_TEXTS.closing.pt);
		await page.locator('#handler', { hasText: 'O robô atende' }).waitFor();
		expect(await menus()).toBe(1);
		await write('oi de novo');
		await page.locator('#phone-log').getByText('Menu (no step)').nth(1).waitFor();
	});

	it('sends the away message on the moved clock', async () => {
		const { page, write, reads } = await openChat(
			(await publishExample('business-hours-and-vip')).url,
		);
		await page.getByRole('button', { name: 'Domingo 23:00' }).click();
		await page.locator('#hour', { hasText: '23:00' }).waitFor();
		await write('vocês estão aí?');
		await reads(/Agora estamos fechados/);
	});

	it.each([
		['whatsapp', 'Business Messaging'],
		['message', 'Business Messaging'],
		['route', 'Message Router'],
		['business hours', 'Message Router'],
	])('finds by "%s" in the node panel: %s', async (word, node) => {
		const n8n = sharedN8n();
		const cookies = String(n8n.api.defaults.headers.cookie ?? '').split('; ');
		await context.addCookies(
			cookies.map((cookie) => {
				const [name = '', ...value] = cookie.split('=');
				return { name, value: value.join('='), url: n8n.baseUrl };
			}),
		);
		const page = await context.newPage();
		const part = (name: string) => page.locator(`[data-test-id="${name}"]`);
		await page.goto(`${n8n.baseUrl}/workflow/new`);
		await part('node-creator-plus-button').click();
		await part('node-creator-search-bar').fill(word);
		await part('item-iterator-item').filter({ hasText: node }).first().waitFor();
	});
}

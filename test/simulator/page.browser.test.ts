import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { NOTICE_TEXTS } from '../../conversation/notice-texts';
import type { MessagingEvent } from '../../messaging/event';
import type { OutboundMessage } from '../../messaging/outbound-message';
import { buildChatPage } from '../../sandbox/chat-page';
import { openStore } from '../../store/open-store';
import { showNotSent } from '../../simulator/not-sent';
import type { Store } from '../../store/contracts/store';
import { chromiumOrWhyNot, launchBrowser } from '../browser/launch-browser';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { BUSINESS_ID, simulatedN8n, type SimulatedN8n } from './simulated-n8n';

/**
 * The chat page in a real browser, under the policy that it is served with. Neither n8n in between nor browsers other
 * than Chromium are covered.
 */

const CHROMIUM = chromiumOrWhyNot('Browser tests of the chat page') ?? '';
const MARTA = '+5511988880001';
const JOAO = '+5521988880002';
const PICTURE =
	'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const INJECTION =
	'<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';

/** Answers like the workflow of a small bakery. */
function workflow({ event, message, button }: MessagingEvent): OutboundMessage[] {
	if (event === 'buttonClick')
		return [{ type: 'text', text: `You chose ${button?.title} (${button?.id})` }];
	if (event !== 'message') return [];
	switch (message?.text) {
		case 'buttons':
			return [
				{
					type: 'buttons',
					text: 'What next?',
					buttons: [
						{ id: 'menu', title: 'See the menu' },
						{ id: 'bye', title: 'Bye' },
					],
				},
			];
		case 'list':
			return [
				{
					type: 'list',
					text: 'Fresh today',
					buttonText: 'Choose',
					sections: [
						{
							title: 'Bread',
							rows: [{ id: 'baguette', title: 'Baguette', description: 'Still warm' }],
						},
					],
				},
			];
		case 'injection':
			return [
				{ type: 'text', text: INJECTION },
				{ type: 'linkButton', text: 'link', title: 'Open', url: 'https://shop.example/' },
			];
		case 'silence':
			return [];
		default:
			return [{ type: 'text', text: `Echo: ${message?.text}` }];
	}
}

const aLine = (text: string) => ({ kind: 'outbound', message: { type: 'text', text } });

/** Lines that no version of this package writes. An older or a newer version might, or a bug. */
const HOSTILE_CONTENTS: unknown[] = [
	null,
	7,
	'text',
	[],
	{},
	{ kind: 'x' },
	{ kind: 'tap' },
	{ kind: 'tap', button: 'x' },
	{ kind: 'handover' },
	{ kind: 'consent', state: {} },
	{ kind: 'customer' },
	{ kind: 'outbound' },
	{ kind: 'outbound', message: null },
	{ kind: 'outbound', message: 'x' },
	...[
		{ type: 'contacts', contacts: 'x' },
		{ type: 'contacts', contacts: [null] },
		{ type: 'contacts', contacts: [{ name: {}, phones: 5, emails: {} }] },
		{ type: 'text', text: { a: 1 } },
		{ type: 'text', text: 7 },
		{ type: 'image', media: [1] },
		{ type: 'image', media: { content: {} } },
		{ type: 'location', location: null },
		{ type: 'location', location: 'north' },
		{ type: 'buttons', text: 'x' },
		{ type: 'buttons', text: 'x', buttons: [null] },
		{ type: 'list', text: 'x', sections: 'x' },
		{ type: 'form', form: 'x' },
		{ type: 'linkButton', url: {} },
		{ type: 'template', name: {} },
		{ type: 'reaction', reaction: 7 },
		{ type: 'raw', body: 'x' },
		{ type: {}, replyTo: {} },
	].flatMap((message) => [
		{ kind: 'outbound', message },
		{ kind: 'inbound', message },
	]),
	{ kind: 'outbound', message: { type: 'template' }, drawing: { text: {}, buttons: [null] } },
	{ kind: 'outbound', message: { type: 'template' }, drawing: { header: 5, buttons: {} } },
];

beforeAll(buildChatPage);

if (CHROMIUM !== '') describe('simulator: page', declareTests);

describe('simulator: page over HTTP', () => {
	const folder = temporaryFolder();

	it('the page is served at the address of the trigger, with its policy', async () => {
		const store = await openStore({ file: folder.file('http.sqlite') });
		const n8n = await simulatedN8n(store, () => []);
		const response = await fetch(n8n.url);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-security-policy')).toMatch(/^sandbox /);
		expect(await response.text()).toContain('<title>Chat Simulator</title>');
		await n8n.close();
		await store.close();
	});
});

function declareTests(): void {
	const folder = temporaryFolder();
	let browser: Browser;
	let store: Store;
	let n8n: SimulatedN8n;
	let page: Page;
	const complaints: string[] = [];
	let files = 0;

	/** @param before fills the store before the page is opened */
	async function open(
		options: { path?: string } & BrowserContextOptions = {},
		before: () => Promise<void> = async () => undefined,
	): Promise<void> {
		const { path, ...context } = options;
		store = await openStore({ file: folder.file(`page-${(files += 1)}.sqlite`) });
		n8n = await simulatedN8n(store, workflow, {
			businessName: 'Padaria Sol',
			...(path && { path }),
		});
		const opened = await browser.newContext({
			locale: 'en-GB',
			timezoneId: 'America/Sao_Paulo',
			viewport: { width: 1280, height: 860 },
			...context,
		});
		page = await opened.newPage();
		page.setDefaultTimeout(10_000);
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('console', (line) => {
			if (/Content Security Policy/i.test(line.text())) complaints.push(line.text());
		});
		await before();
		await page.goto(n8n.url);
		await page.locator('[data-person]').first().waitFor({ state: 'attached' });
	}

	const phone = () => page.locator('#phone-log');
	const desk = () => page.locator('#desk-log');
	const says = (text: string) => phone().getByText(text, { exact: true }).first().waitFor();

	async function write(text: string): Promise<void> {
		await page.fill('#text', text);
		await page.press('#text', 'Enter');
	}

	/** Returns the events of the workflow, by kind. */
	const happened = (kind: MessagingEvent['event']) =>
		n8n.events.filter(({ event }) => event === kind);

	async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
		for (let tries = 0; tries < 100; tries += 1) {
			if (await isSo()) return;
			await page.waitForTimeout(100);
		}
		throw new Error(`It did not come true that ${what}`);
	}

	jest.setTimeout(60_000);

	beforeAll(async () => {
		browser = await launchBrowser(CHROMIUM);
	});
	afterEach(async () => {
		await page.context().close();
		await n8n.close();
		await store.close();
		expect(complaints.splice(0)).toEqual([]);
	});
	afterAll(() => browser.close());

	it('works without an origin of its own', async () => {
		await open();
		expect(await page.evaluate(() => window.origin)).toBe('null');
		const denied = await page.evaluate(() => {
			try {
				return String(window.localStorage);
			} catch (error) {
				return (error as Error).name;
			}
		});
		expect(denied).toBe('SecurityError');
		await write('hello');
		await says('Echo: hello');
	});

	it('greets with one click and shows the answer of the workflow', async () => {
		await open();
		await page.getByRole('button', { name: 'Say “hi”' }).click();
		await says('Echo: hi');
		await page.locator('#business-name', { hasText: 'Padaria Sol' }).waitFor();
	});

	it('sends a tap as a button click that names the message', async () => {
		await open();
		await write('buttons');
		await phone().getByRole('button', { name: 'See the menu' }).click();
		await says('You chose See the menu (menu)');
		const [click] = happened('buttonClick');
		expect(click?.button).toMatchObject({
			id: 'menu',
			kind: 'button',
			messageId: expect.stringMatching(/^sim\./),
		});
	});

	it('opens a list as a sheet and sends the chosen row', async () => {
		await open();
		await write('list');
		await phone().getByRole('button', { name: 'Choose' }).click();
		await page
			.getByRole('dialog', { name: 'Choose' })
			.getByRole('button', { name: /Baguette/ })
			.click();
		await says('You chose Baguette (baguette)');
		expect(happened('buttonClick')[0]?.button?.kind).toBe('list');
	});

	it('turns the ticks of our message to read once the customer sees it, and not before', async () => {
		await open();
		await n8n.send(JOAO, {
			type: 'template',
			name: 'we_missed_you',
			language: 'en_US',
			body: [{ value: 'João' }],
		});
		await until('the message is delivered', () =>
			happened('status').some(({ status }) => status?.state === 'delivered'),
		);
		await page.locator(`[data-person="${JOAO}"] .unread`, { hasText: '1' }).waitFor();
		await page.waitForTimeout(1500);
		expect(happened('status').map(({ status }) => status?.state)).toEqual(['sent', 'delivered']);
		await page.click(`[data-person="${JOAO}"]`);
		await desk().locator('.ticks.read').waitFor();
		expect(happened('status').map(({ status }) => status?.state)).toEqual([
			'sent',
			'delivered',
			'read',
		]);
	});

	it('shows typing, and blue ticks on what the customer wrote', async () => {
		await open();
		await write('silence');
		await phone().locator('.ticks.delivered').waitFor();
		await n8n.typing(happened('message')[0]?.message?.id ?? '');
		await page.locator('#presence', { hasText: 'typing…' }).waitFor();
		await phone().locator('.ticks.read').waitFor();
	});

	it('shows a script in a message as text', async () => {
		await open();
		await write('injection');
		await says(INJECTION);
		expect(await page.title()).toBe('Chat Simulator');
		expect(await phone().locator('img, script').count()).toBe(0);
		const link = phone().getByRole('link', { name: 'Open' });
		expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
	});

	it('moves the clock, which closes the customer service window', async () => {
		await open();
		await write('hello');
		await page.locator('#window-words', { hasText: 'left' }).waitFor();
		await page.getByRole('button', { name: '+25 h' }).click();
		await page.locator('#drift', { hasText: '25 h ahead of real time' }).waitFor();
		await page.locator('#window-words', { hasText: 'closed' }).waitFor();
		await page.getByRole('button', { name: 'Sunday 23:00' }).click();
		await page.locator('#hour', { hasText: '23:00' }).waitFor();
		expect(await page.locator('#day').textContent()).toMatch(/^Sunday/);
		await page.getByRole('button', { name: 'Next weekday 10:00' }).click();
		await page.locator('#hour', { hasText: '10:00' }).waitFor();
		expect(await page.locator('#day').textContent()).toMatch(/^Monday/);
		await page.getByRole('button', { name: 'Custom…' }).click();
		await page.getByLabel('Date and time').fill('2031-12-24T18:30');
		await page.getByRole('button', { name: 'Set', exact: true }).click();
		await page.locator('#hour', { hasText: '18:30' }).waitFor();
		await page.getByRole('button', { name: 'Now', exact: true }).click();
		await page.locator('#drift', { hasText: 'Real time' }).waitFor();
		expect(await store.simulator.clockOffset(BUSINESS_ID)).toBe(0);
	});

	it('speaks the language of the browser, and another one on request', async () => {
		await open({ locale: 'pt-BR' });
		expect(await page.title()).toBe('Simulador de Conversas');
		await page.getByRole('button', { name: 'ES', exact: true }).click();
		expect(await page.title()).toBe('Simulador de Conversaciones');
		await page.getByRole('button', { name: 'EN', exact: true }).click();
		expect(await page.title()).toBe('Chat Simulator');
		expect(await page.locator('html').getAttribute('lang')).toBe('en-GB');
	});

	it('lets an agent take over, write and hand back', async () => {
		await open();
		await write('silence');
		await page.getByRole('button', { name: 'Take over' }).click();
		await page.locator('#handler', { hasText: 'A person answers' }).waitFor();
		await page.fill('#desk-text', 'Rita here');
		await page.press('#desk-text', 'Enter');
		await says('Rita here');
		await page.getByRole('button', { name: 'Hand back to bot' }).click();
		await page.locator('#handler', { hasText: 'The bot answers' }).waitFor();
		expect(happened('handover').map(({ handover }) => handover?.direction)).toEqual([
			'toHuman',
			'toBot',
		]);
		expect(happened('status')).toEqual([]);
	});

	it('lets two agents accept, hold, transfer and close', async () => {
		await open();
		await write('silence');
		await page.getByRole('button', { name: 'Take over' }).click();
		await says('Seu atendimento foi iniciado. Você está falando com Bia.');
		const handler = (words: string, details: string) =>
			page
				.locator('.who', { hasText: words })
				.locator('#handler-until', { hasText: details })
				.waitFor();
		await handler('A person answers', 'Bia');
		await page.getByRole('button', { name: 'Put on hold' }).click();
		await handler('Waiting for a person', 'Bia');
		expect(await page.getByRole('button', { name: 'Transfer' }).isVisible()).toBe(false);
		await page.selectOption('#agent', 'Caio');
		await page.getByRole('button', { name: 'Transfer' }).click();
		await handler('A person answers', 'Caio');
		await page.getByRole('button', { name: 'Close', exact: true }).click();
		await page.locator('#handler', { hasText: 'The bot answers' }).waitFor();
		await says(NOTICE_TEXTS.closing.pt);
	});

	it('shows who waits and who handles, and lets agents of a workflow act', async () => {
		await open();
		await write('silence');
		const now = new Date();
		const queued = (id: string) => ({
			...({ provider: 'simulator', channel: 'whatsapp', businessId: BUSINESS_ID } as const),
			contact: { id },
		});
		await store.conversations.changeHandler(
			queued(JOAO),
			{ action: 'redirect', handler: 'waiting', team: 'Vendas' },
			new Date(now.getTime() - 5 * 60_000),
		);
		await store.conversations.changeHandler(
			queued(MARTA),
			{ action: 'accept', agent: { id: 'rita', name: 'Rita' } },
			now,
		);
		const queue = page.locator('#queue');
		await queue.getByRole('button', { name: 'waiting for 5 min, Team Vendas' }).waitFor();
		await queue.getByRole('button', { name: 'Rita' }).waitFor();
		await page.selectOption('#agent', 'Rita');
		expect(await page.locator('#agent option').allTextContents()).toEqual([
			'Bia',
			'Caio',
			'Rita (1)',
		]);
		await queue.getByRole('button', { name: 'Vendas' }).click();
		await page.getByRole('button', { name: 'Take over' }).click();
		await page.locator('#agent option', { hasText: 'Rita (2)' }).waitFor({ state: 'attached' });
	});

	it('sends the consent of the platform from the menu of the chat', async () => {
		await open();
		await page.getByRole('button', { name: 'Chat menu' }).click();
		await page.getByRole('menuitem', { name: 'Stop promotions' }).click();
		await page.locator('#consent', { hasText: 'No promotions' }).waitFor();
		expect(happened('consent')[0]?.consent).toEqual({
			state: 'optedOut',
			scope: 'marketing',
			source: 'platform',
		});
	});

	it('shows that a message was not sent, and why', async () => {
		await open();
		await write('silence');
		await showNotSent(store, BUSINESS_ID, '+55 11 98888-0001', 'It is quiet time.');
		await phone().locator('.notice', { hasText: 'Not sent: It is quiet time.' }).waitFor();
		await desk().locator('.notice', { hasText: 'Not sent' }).waitFor();
	});

	it('attaches a picture with a caption, and refuses one that is too large', async () => {
		await open();
		const buffer = Buffer.from(PICTURE.split(',')[1] ?? '', 'base64');
		await page.setInputFiles('#file', { name: 'receipt.png', mimeType: 'image/png', buffer });
		await page.locator('#attached-name', { hasText: 'receipt.png' }).waitFor();
		await write('my receipt');
		await phone().locator('img.picture').waitFor();
		await until('the picture arrives', () => happened('message').length === 1);
		expect(happened('message')[0]?.message).toMatchObject({
			type: 'image',
			text: 'my receipt',
			media: { fileName: 'receipt.png', sizeBytes: buffer.length },
		});
		await page.setInputFiles('#file', {
			name: 'big.bin',
			mimeType: 'application/pdf',
			buffer: Buffer.alloc(1_100_000),
		});
		await page.locator('#toast', { hasText: 'up to 1 MB' }).waitFor();
	});

	it('replies to a message, reacts to it and sends a location', async () => {
		await open();
		await write('hello');
		await says('Echo: hello');
		const actions = () => phone().getByRole('button', { name: 'Actions for this message' }).last();
		await actions().click();
		await page.getByRole('menuitem', { name: 'Reply' }).click();
		await write('silence');
		await until('the reply arrives', () =>
			happened('message').some(({ message }) => message?.replyTo !== undefined),
		);
		await phone().locator('.row', { hasText: 'Echo: hello' }).first().getByRole('button').click();
		await page.getByRole('menuitem', { name: /👍/ }).click();
		await phone().locator('.reaction', { hasText: '👍' }).waitFor();
		await page.getByRole('button', { name: 'Attach', exact: true }).click();
		await page.getByRole('menuitem', { name: 'Location' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
		await until('the place arrives', () =>
			happened('message').some(({ message }) => message?.location?.name === 'Av. Paulista'),
		);
	});

	it('adds a customer, and starts over with an empty chat', async () => {
		await open();
		await page.getByRole('button', { name: 'Add a customer' }).click();
		await page.getByLabel('Name').fill('Bia');
		await page.getByLabel('Phone number').fill('12');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await page.getByText('Please type the number with + and country code.').waitFor();
		await page.getByLabel('Phone number').fill('+55 11 98888-0004');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await page.locator('[data-person="+5511988880004"]', { hasText: 'Bia' }).waitFor();
		await write('hello');
		await says('Echo: hello');
		await page.getByRole('button', { name: 'Start over' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
		await page.getByRole('button', { name: 'Say “hi”' }).waitFor();
		expect(await page.locator('[data-person]').count()).toBe(3);
		expect(await store.simulator.transcript(BUSINESS_ID, 0, 10)).toEqual([]);
	});

	it('finds the whole chat again after it was closed', async () => {
		await open();
		await write('hello');
		await says('Echo: hello');
		await page.reload();
		await says('Echo: hello');
		await desk().locator('.ticks.read').waitFor();
		expect(happened('status').filter(({ status }) => status?.state === 'delivered')).toHaveLength(
			1,
		);
	});

	it('loads a long chat from its end, and older lines as the reader scrolls up', async () => {
		await open({}, async () => {
			const entry = { customerId: MARTA, from: 'bot', state: 'read' } as const;
			for (let count = 1; count <= 130; count += 1) {
				const content = { kind: 'outbound', message: { type: 'text', text: `line ${count}.` } };
				const messageId = `long-${count}`;
				await store.simulator.append(BUSINESS_ID, { ...entry, messageId, content }, new Date());
			}
		});
		await says('line 130.');
		expect(await phone().getByText('line 1.', { exact: true }).count()).toBe(0);
		const rows = phone().locator('.row');
		await until('older lines come', async () => {
			await phone().evaluate((log) => log.scrollTo(0, 0));
			return (await rows.count()) === 130;
		});
		const texts = await rows.locator('.said').allTextContents();
		expect(texts).toEqual(Array.from({ length: 130 }, (_, index) => `line ${index + 1}.`));
	});

	it('the page stays at the line that is being read while older lines are loaded', async () => {
		await open({}, async () => {
			const entry = { customerId: MARTA, from: 'bot', state: 'read' } as const;
			for (let count = 1; count <= 80; count += 1) {
				const content = { kind: 'outbound', message: { type: 'text', text: `line ${count}.` } };
				const messageId = `long-${count}`;
				await store.simulator.append(BUSINESS_ID, { ...entry, messageId, content }, new Date());
			}
		});
		await says('line 80.');
		const line = phone().getByText('line 31.', { exact: true });
		// Reads both in one step, because the page may draw the older lines as soon as it has scrolled.
		const before = await line.evaluate((node) => {
			node.closest('ol')?.scrollTo(0, 10);
			return node.getBoundingClientRect().top;
		});
		await phone().getByText('line 1.', { exact: true }).waitFor({ state: 'attached' });
		const after = await line.evaluate((node) => node.getBoundingClientRect().top);
		expect(Math.abs(after - before)).toBeLessThan(60);
	});

	it('draws every line around one that cannot be drawn', async () => {
		await open({}, async () => {
			let count = 0;
			for (const content of HOSTILE_CONTENTS) {
				for (const line of [content, aLine(`neighbour ${(count += 1)}.`)]) {
					const entry = { messageId: `hostile-${count}-${line === content}`, content: line };
					await store.simulator.append(
						BUSINESS_ID,
						{ ...entry, customerId: MARTA, from: 'bot', state: 'read' },
						new Date(),
					);
				}
			}
		});
		const neighbours = phone().getByText(/^neighbour \d+\.$/);
		await until('all neighbours are drawn', async () => {
			await phone().evaluate((log) => log.scrollTo(0, 0));
			return (await neighbours.count()) === HOSTILE_CONTENTS.length;
		});
		expect(await phone().getByText('This message cannot be shown').count()).toBeGreaterThan(0);
		await write('hello');
		await says('Echo: hello');
	});

	it('shows a picture that is stored beside the chat, after the page was closed, too', async () => {
		await open();
		const buffer = Buffer.from(PICTURE.split(',')[1] ?? '', 'base64');
		await page.setInputFiles('#file', { name: 'receipt.png', mimeType: 'image/png', buffer });
		await page.locator('#attached-name', { hasText: 'receipt.png' }).waitFor();
		await write('my receipt');
		await says('Echo: my receipt');
		await page.reload();
		const picture = phone().locator('img.picture');
		await picture.waitFor();
		expect(await picture.getAttribute('src')).toMatch(
			/\/webhook\/chat\/messages\?file=[0-9a-f]{32}$/,
		);
		await until('the picture is drawn', () =>
			picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0),
		);
	});

	it('gives a remedy when no answer comes', async () => {
		await open();
		await write('silence');
		await page.getByText(/^No answer yet\. Is the workflow published/).waitFor({ timeout: 15_000 });
	});

	it('gives a remedy when no workflow answers, and sends again on request', async () => {
		await open();
		n8n.gone = true;
		await page.getByText(/^n8n does not answer at this address/).waitFor();
		await write('hello');
		await phone().getByRole('button', { name: 'Not sent. Try again' }).waitFor();
		n8n.gone = false;
		await phone().getByRole('button', { name: 'Not sent. Try again' }).click();
		await says('Echo: hello');
		await page.locator('#trouble').waitFor({ state: 'hidden' });
		expect(happened('message')).toHaveLength(1);
	});

	it('explains the test address when it has stopped listening', async () => {
		await open({ path: '/webhook-test/chat/messages' });
		n8n.gone = true;
		await page.getByText(/^This is n8n’s test address/).waitFor();
	});

	it('fits a telephone, where the three parts are tabs', async () => {
		await open({ viewport: { width: 360, height: 700 } });
		await write('hello');
		await says('Echo: hello');
		await page.getByRole('tab', { name: 'Business' }).click();
		await page.locator('#take-over').waitFor();
		await page.getByRole('tab', { name: 'Customers' }).click();
		await page.click(`[data-person="${MARTA}"]`);
		await says('Echo: hello');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
	});
}

import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';

import { chromiumOrWhyNot, launchBrowser } from '../browser/launch-browser';
import { sharedN8n } from './harness/shared-n8n';

// Proves in n8n's own editor that the form of a node asks for a database only where the user chose one: whether a
// credential follows an entry of a collection is the editor's matter.

const CHROMIUM = chromiumOrWhyNot('Browser tests of the conversation store') ?? '';
const CREDENTIAL = 'Credential for Business Messaging: Conversation Store API';

if (CHROMIUM !== '') describe('the panel in the editor', declareTests);

function declareTests(): void {
	let browser: Browser;
	let page: Page;
	beforeAll(async () => void (browser = await launchBrowser(CHROMIUM)));
	afterEach(() => page.context().close());
	afterAll(() => browser.close());

	async function openForm(type: string, typeVersion: number): Promise<Page> {
		const n8n = sharedN8n();
		const workflowId = await n8n.importWorkflow({
			name: 'Choosing a store',
			nodes: [
				{
					id: randomUUID(),
					name: 'Node',
					type: `n8n-nodes-business-messaging.${type}`,
					typeVersion,
					position: [0, 0],
					parameters: { provider: 'simulator' },
				},
			],
			connections: {},
		});
		const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
		const cookies = String(n8n.api.defaults.headers.cookie ?? '').split('; ');
		await context.addCookies(
			cookies.map((cookie) => {
				const [name = '', ...value] = cookie.split('=');
				return { name, value: value.join('='), url: n8n.baseUrl };
			}),
		);
		const opened = await context.newPage();
		await opened.goto(`${n8n.baseUrl}/workflow/${workflowId}`);
		await opened.locator('[data-test-id="canvas-node"]').first().dblclick();
		await opened.getByPlaceholder('Add option').waitFor();
		return opened;
	}

	it.each([
		{ type: 'businessMessaging', typeVersion: 1 },
		{ type: 'businessMessagingTrigger', typeVersion: 1.1 },
	])(
		'the panel of $type asks for a database only when Conversation Store was added',
		async ({ type, typeVersion }) => {
			page = await openForm(type, typeVersion);
			expect(await page.getByText(CREDENTIAL).count()).toBe(0);
			await page.getByPlaceholder('Add option').click();
			await page.getByRole('option', { name: 'Conversation Store' }).click();
			await page.getByText(CREDENTIAL).waitFor();
		},
	);
}

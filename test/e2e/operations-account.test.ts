import { errorsOf, itemsOf } from './harness/execution-items';
import { newPhone, NODE, openShop, type Shop } from './harness/shop-on-whatsapp';

// Proves in a real n8n what a user reads of their number and of their templates, and that templates come and go at the
// provider. It does not prove that Meta approves any.

const NOTICE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	components: [{ type: 'BODY', text: 'Seu pedido está pronto.' }],
};

const opened: Shop[] = [];
async function open(options: Parameters<typeof openShop>[0] = {}): Promise<Shop> {
	const shop = await openShop({ templates: [NOTICE], ...options });
	opened.push(shop);
	return shop;
}

afterEach(async () => {
	for (const shop of opened.splice(0)) await shop.close();
});

describe('the health of a number in n8n', () => {
	it("shows the provider's report about the number, and how much of its limits is used", async () => {
		const [ana, ben] = [newPhone(), newPhone()];
		const shop = await open({
			customers: [{ phone: ana }, { phone: ben, windowOpen: true }],
		});
		const health = await shop.workflow({ resource: 'number', operation: 'getHealth' });
		const unused = {
			provider: 'whatsappCloud',
			business: { id: shop.number, phone: '+551140000001', name: 'Padaria Sol' },
			health: {
				...{ quality: 'good', status: 'CONNECTED', canSend: 'yes' },
				...{ messagingLimit: 2_000, messagesPerSecond: 80 },
			},
			recipients24h: { counted: 0, limit: 2_000, left: 2_000 },
			serviceMessages: {
				month: expect.stringMatching(/^\d{4}-\d{2}$/),
				...{ delivered: 0, underWay: 0, freeLeft: 1_000 },
			},
		};
		expect(itemsOf(await health.run(), NODE)).toMatchObject([unused]);

		await shop.listen(['message']);
		await shop.run(
			{
				...{ resource: 'message', operation: 'sendTemplate', to: '={{ $json.phone }}' },
				templateName: { __rl: true, mode: 'id', value: NOTICE.name },
				templateLanguage: NOTICE.language,
			},
			[{ phone: ana }, { phone: ana }],
		);
		const text = { resource: 'message', operation: 'send', to: ben };
		await shop.run({ ...text, text: 'Oi!' });
		await shop.run({ ...text, text: 'Tudo bem?' });
		const lastToBen = shop.graph.messages.at(-1)?.id ?? '';
		await shop.graph.sendStatus(lastToBen, 'delivered');
		expect(itemsOf(await health.run(), NODE)).toMatchObject([
			{
				recipients24h: { counted: 1, limit: 2_000, left: 1_999 },
				serviceMessages: { delivered: 1, underWay: 1, freeLeft: 999 },
			},
		]);
	});

	it('passes on the reason why the provider does not answer', async () => {
		const shop = await open();
		const unknown = { __rl: true, mode: 'id', value: '999999999999999' };
		const asked = await shop.run({ resource: 'number', operation: 'getHealth', from: unknown });
		expect(errorsOf(asked, NODE)).toMatchObject([
			{ description: expect.stringMatching(/does not exist.*check/) },
		]);
	});
});

describe('templates in n8n', () => {
	const draft = {
		...{ resource: 'template', operation: 'create' },
		newTemplateName: 'entrega_hoje',
		newTemplateLanguage: 'pt_BR',
		newTemplateText: 'Oi {{1}}, seu pedido {{2}} chega hoje.',
		newTemplateSamples: ['Marta', 'A-77'],
		options: { footer: 'Padaria Sol' },
	};
	const list = { resource: 'template', operation: 'list' };
	const names = async (shop: Shop) => itemsOf(await shop.run(list), NODE).map(({ name }) => name);

	it('a template is submitted, listed, read with its variables, and deleted after the confirmation', async () => {
		const shop = await open();
		expect(itemsOf(await shop.run(draft), NODE)).toMatchObject([
			{ name: 'entrega_hoje', language: 'pt_BR', category: 'utility', status: 'pending' },
		]);
		expect(await names(shop)).toEqual(['pedido_pronto', 'entrega_hoje']);
		expect(shop.graph.world.templates.at(-1)?.components).toContainEqual({
			type: 'FOOTER',
			text: 'Padaria Sol',
		});
		const found = await shop.run({
			...{ resource: 'template', operation: 'get', templateLanguage: 'pt_BR' },
			templateName: { __rl: true, mode: 'id', value: 'entrega_hoje' },
		});
		expect(itemsOf(found, NODE)).toMatchObject([
			{
				name: 'entrega_hoje',
				status: 'pending',
				variables: [{ key: 'body.1' }, { key: 'body.2' }],
			},
		]);

		const removal = {
			...{ resource: 'template', operation: 'delete' },
			deletedTemplateName: 'entrega_hoje',
		};
		const preview = await shop.run(removal);
		expect(itemsOf(preview, NODE)).toMatchObject([
			{ name: 'entrega_hoje', deleted: false, templates: [{ language: 'pt_BR' }] },
		]);
		expect(await names(shop)).toContain('entrega_hoje');
		const removed = await shop.run({ ...removal, confirmDelete: true });
		expect(itemsOf(removed, NODE)).toMatchObject([{ name: 'entrega_hoje', deleted: true }]);
		expect(await names(shop)).toEqual(['pedido_pronto']);
	});

	it("an error names the missing sample before the request, and the provider's refusal after it", async () => {
		const shop = await open();
		const incomplete = await shop.run({ ...draft, newTemplateSamples: ['Marta'] });
		expect(errorsOf(incomplete, NODE)).toEqual([
			{
				message: 'The text has 2 variables but 1 sample value',
				description: expect.stringContaining('for each variable'),
			},
		]);
		expect(shop.graph.requests).toEqual([]);
		const twice = await shop.run({ ...draft, newTemplateName: NOTICE.name });
		expect(errorsOf(twice, NODE)).toMatchObject([
			{ description: expect.stringContaining('for this template already') },
		]);
	});
});

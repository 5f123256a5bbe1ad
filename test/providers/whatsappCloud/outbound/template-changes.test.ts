import type { HttpRequest } from '../../../../messaging/http';
import type { TemplateDraft } from '../../../../messaging/provider';
import { whatsappCloud } from '../../../../providers/whatsappCloud';
import { startGraphEmulator } from '../../../emulators/whatsapp-cloud/emulator';
import type { GraphEmulator } from '../../../emulators/whatsapp-cloud/emulator-types';
import { httpPort, tokens } from '../../../emulators/http-port';

const { templates } = whatsappCloud;
const DRAFT: TemplateDraft = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	category: 'utility',
	body: 'Olá {{1}}, o pedido {{2}} está pronto.',
	examples: ['Marta', 'A-77'],
};

describe('whatsappCloud: new and deleted templates', () => {
	let graph: GraphEmulator;
	beforeEach(async () => {
		graph = await startGraphEmulator({ accessToken: 'token' });
	});
	afterEach(() => graph.close());

	const http = (request: HttpRequest) => httpPort(tokens('token', 'app'))(request);
	const account = () => ({ baseUrl: graph.baseUrl, businessAccountId: graph.world.accountId });
	const create = (change: Partial<TemplateDraft> = {}) =>
		templates.create(account(), { ...DRAFT, ...change }, http);
	const names = () => graph.world.templates.map(({ name, language }) => `${name} ${language}`);

	it('submits a template with a sample for each variable, and it waits for its approval', async () => {
		expect(await create()).toMatchObject({ ok: true, value: { status: 'pending' } });
		const found = await templates.get(account(), DRAFT.name, DRAFT.language, http);
		expect(found).toMatchObject({
			value: { body: DRAFT.body, category: 'utility', status: 'pending' },
		});
	});

	it('builds components of header, footer and buttons, with quick replies together', async () => {
		await create({
			header: 'Pedido {{1}}',
			headerExample: 'A-77',
			footer: 'Padaria Sol',
			buttons: [
				{ kind: 'quickReply', title: 'Ok' },
				{
					kind: 'url',
					title: 'Ver',
					url: 'https://a.example/{{1}}',
					example: 'https://a.example/77',
				},
				{ kind: 'quickReply', title: 'Sair' },
			],
		});
		expect(graph.requests.at(-1)?.body).toEqual({
			name: 'pedido_pronto',
			language: 'pt_BR',
			category: 'UTILITY',
			parameter_format: 'POSITIONAL',
			components: [
				{
					...{ type: 'HEADER', format: 'TEXT', text: 'Pedido {{1}}' },
					example: { header_text: ['A-77'] },
				},
				{ type: 'BODY', text: DRAFT.body, example: { body_text: [['Marta', 'A-77']] } },
				{ type: 'FOOTER', text: 'Padaria Sol' },
				{
					type: 'BUTTONS',
					buttons: [
						{ type: 'QUICK_REPLY', text: 'Ok' },
						{ type: 'QUICK_REPLY', text: 'Sair' },
						{
							...{ type: 'URL', text: 'Ver', url: 'https://a.example/{{1}}' },
							example: ['https://a.example/77'],
						},
					],
				},
			],
		});
	});

	it('states to Meta when variables have names', async () => {
		await create({ body: 'Olá {{nome}}.', examples: ['Marta'] });
		expect(graph.requests.at(-1)?.body).toMatchObject({
			parameter_format: 'NAMED',
			components: [
				{ example: { body_text_named_params: [{ param_name: 'nome', example: 'Marta' }] } },
			],
		});
	});

	it('overrides components with those in Meta’s own format', async () => {
		const components = [{ type: 'BODY', text: 'Só isto.' }];
		expect((await create({ raw: { components } })).ok).toBe(true);
		expect(graph.requests.at(-1)?.body).toMatchObject({ name: DRAFT.name, components });
	});

	it("passes on Meta's refusal", async () => {
		expect(await create({ name: 'Pedido Pronto' })).toMatchObject({ ok: false });
		expect(await create({ examples: ['Marta'] })).toMatchObject({ ok: false });
		await create();
		expect(await create()).toMatchObject({ ok: false, error: { code: '100' } });
	});

	it('deletes one language by its id, or all of them', async () => {
		for (const language of ['pt_BR', 'es_ES', 'en_US']) await create({ language });
		await create({ name: 'other' });
		const { name } = DRAFT;
		expect((await templates.remove(account(), { name, language: 'es_ES' }, http)).ok).toBe(true);
		expect(names()).toEqual(['pedido_pronto pt_BR', 'pedido_pronto en_US', 'other pt_BR']);
		expect((await templates.remove(account(), { name }, http)).ok).toBe(true);
		expect(names()).toEqual(['other pt_BR']);
	});

	it('deletes nothing when the language does not exist', async () => {
		await create();
		const removed = await templates.remove(
			account(),
			{ name: DRAFT.name, language: 'fr_FR' },
			http,
		);
		expect(removed).toMatchObject({ ok: false, error: { code: '132001' } });
		expect(graph.requests.some(({ method }) => method === 'DELETE')).toBe(false);
	});

	it('needs the account', async () => {
		const nobody = { baseUrl: graph.baseUrl };
		expect(await templates.create(nobody, DRAFT, http)).toMatchObject({ ok: false });
		expect(await templates.remove(nobody, { name: 'x' }, http)).toMatchObject({ ok: false });
		expect(graph.requests).toEqual([]);
	});
});

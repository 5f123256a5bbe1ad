import { botmaker } from '../../../providers/botmaker';
import { readTemplate } from '../../../providers/botmaker/template-read';
import { startBotmakerEmulator, type BotmakerEmulator } from '../../emulators/botmaker/emulator';
import { httpPort } from '../../emulators/http-port';
import { accountAt, MARTA, senderAt } from './account';

const ENTRY = {
	name: 'pedido_pronto',
	locale: 'pt_BR',
	category: 'UTILITY',
	state: 'APPROVED',
	header: { format: 'TEXT', text: 'Pedido ${pedido}' },
	body: { text: 'Olá ${nome}, o pedido ${pedido} está pronto até ${hora}.' },
	footer: { text: 'Padaria Sol' },
	buttons: [{ type: 'URL', text: 'Ver', url: 'https://padaria.example/p/{codigo}' }, 'odd'],
};

describe('botmaker: templates', () => {
	const template = readTemplate(ENTRY);
	if (template === undefined) throw new Error('the template must be readable');

	it('returns each variable once, at its first place', () => {
		expect(template).toMatchObject({
			status: 'approved',
			category: 'utility',
			footer: 'Padaria Sol',
		});
		expect(template.variables.map(({ key, kind }) => [key, kind])).toEqual([
			['variable.pedido', 'text'],
			['variable.nome', 'text'],
			['variable.hora', 'text'],
			['variable.codigo', 'urlSuffix'],
		]);
	});

	it('fills the variables into one set, and shows the text that the customer will read', () => {
		const values = { pedido: 'A-77', nome: 'Marta', hora: '18h', codigo: 'x1' };
		const keyed = Object.fromEntries(Object.entries(values).map(([k, v]) => [`variable.${k}`, v]));
		const filled = botmaker.templates.fill(template, keyed);
		if (!filled.ok) throw new Error('all values were given');
		expect(filled.message.rendered).toBe(
			'Pedido A-77\n\nOlá Marta, o pedido A-77 está pronto até 18h.\n\nPadaria Sol',
		);
		expect(botmaker.build(filled.message, MARTA, senderAt('https://x.example')).json).toMatchObject(
			{
				intentIdOrName: 'pedido_pronto',
				variables: values,
			},
		);
	});

	it('names missing variables and values without a variable', () => {
		expect(botmaker.templates.fill(template, { 'variable.nome': 'Ana', 'body.1': 'x' })).toEqual({
			ok: false,
			missing: ['variable.pedido', 'variable.hora', 'variable.codigo'],
			unknown: ['body.1'],
		});
	});

	it('accepts the address of a picture above the text, but does not require it', () => {
		const pictured = readTemplate({
			...ENTRY,
			header: { format: 'IMAGE', exampleURL: 'https://padaria.example/e.png' },
			body: { text: 'Oferta' },
			buttons: [],
		});
		if (pictured === undefined) throw new Error('the template must be readable');
		expect(pictured.variables).toMatchObject([{ key: 'header.image', required: false }]);
		expect(botmaker.templates.fill(pictured, {})).toMatchObject({ ok: true });
		const url = 'https://padaria.example/hoje.png';
		const filled = botmaker.templates.fill(pictured, { 'header.image': url });
		expect(
			filled.ok && botmaker.build(filled.message, MARTA, senderAt('https://x')).json,
		).toMatchObject({ variables: { headerImageUrl: url } });
	});

	it('leaves out entries that are not templates', () => {
		for (const entry of [null, 'x', {}, { name: 'a' }, { name: 'a', locale: 'pt_BR', body: {} }]) {
			expect(readTemplate(entry)).toBeUndefined();
		}
	});
});

describe('botmaker: templates of an account', () => {
	let emulator: BotmakerEmulator;
	const http = () =>
		httpPort(async (options) => ({
			...options,
			headers: { ...options.headers, 'access-token': emulator.world.tokens.accessToken },
		}));

	beforeEach(async () => {
		emulator = await startBotmakerEmulator({
			templates: [
				{ name: 'oferta', locale: 'pt_BR', body: 'Olá ${nome}', category: 'MARKETING' },
				{ name: 'rascunho', locale: 'pt_BR', body: 'x', state: 'BOTMAKER_PENDING' },
			],
		});
	});
	afterEach(() => emulator.close());

	it('lists the templates with their states', async () => {
		const listed = await botmaker.templates.list(accountAt(emulator.baseUrl), http());
		expect(listed.ok && listed.value.map(({ name, status }) => [name, status])).toEqual([
			['oferta', 'approved'],
			['rascunho', 'pending'],
		]);
	});

	it('finds a template by name, and only in the right language', async () => {
		const account = accountAt(emulator.baseUrl);
		expect(await botmaker.templates.get(account, 'oferta', 'pt_BR', http())).toMatchObject({
			ok: true,
			value: { category: 'marketing' },
		});
		for (const [name, language] of [
			['oferta', 'en'],
			['nada', 'pt_BR'],
		] as const) {
			expect(await botmaker.templates.get(account, name, language, http())).toMatchObject({
				ok: false,
				error: { code: 'templateNotFound' },
			});
		}
	});

	it('reports the rate limit when the list is requested twice in a second', async () => {
		const account = accountAt(emulator.baseUrl);
		await botmaker.templates.list(account, http());
		expect(await botmaker.templates.list(account, http())).toMatchObject({
			ok: false,
			error: { meaning: 'rateLimited' },
		});
	});
});

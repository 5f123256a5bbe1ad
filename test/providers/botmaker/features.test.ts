import { botmaker } from '../../../providers/botmaker';
import { startBotmakerEmulator, type BotmakerEmulator } from '../../emulators/botmaker/emulator';
import { httpPort } from '../../emulators/http-port';
import { accountAt, MARTA, senderAt } from './account';

let emulator: BotmakerEmulator;
const http = () =>
	httpPort(async (options) => ({
		...options,
		headers: options.url.startsWith(`${emulator.baseUrl}/v2.0/`)
			? { ...options.headers, 'access-token': emulator.world.tokens.accessToken }
			: options.headers,
	}));
const from = (more: Record<string, string> = {}) => senderAt(emulator.baseUrl, more);
const start = async (options: Parameters<typeof startBotmakerEmulator>[0] = {}) => {
	emulator = await startBotmakerEmulator(options);
};
afterEach(() => emulator.close());

describe('botmaker: channels', () => {
	it('labels each channel as users know it, and never shows the token of a Telegram bot', async () => {
		await start({
			channels: [
				{
					id: 'padaria-whatsapp-551140000001',
					platform: 'whatsapp',
					name: 'Padaria Sol',
					number: '551140000001',
				},
				{ id: 'padaria-telegram-7', platform: 'telegram', token: 'telegram-secret-canary' },
				{ id: 'padaria-instagram_chat-9', platform: 'instagram_chat', active: false, name: 'IG' },
			],
		});
		const listed = await botmaker.senders.list(accountAt(emulator.baseUrl), http());
		expect(listed).toEqual({
			ok: true,
			value: [
				{
					id: 'padaria-whatsapp-551140000001',
					label: 'Padaria Sol (WhatsApp, +551140000001)',
					phone: '+551140000001',
				},
				{ id: 'padaria-telegram-7', label: 'padaria-telegram-7 (Telegram)' },
				{ id: 'padaria-instagram_chat-9', label: 'IG (Instagram, switched off)' },
			],
		});
		expect(JSON.stringify(listed)).not.toContain('canary');
	});

	it('follows a next page only on the same server, because the request contains the token', async () => {
		await start();
		const page = (nextPage: string | null) => ({ status: 200, body: { nextPage, items: [] } });
		emulator.failNext({ path: /\/channels/, ...page('https://elsewhere.example/v2.0/channels') });
		expect(await botmaker.senders.list(accountAt(emulator.baseUrl), http())).toMatchObject({
			ok: false,
			error: { code: 'unreadableAnswer' },
		});
		emulator.failNext({ path: /\/channels/, ...page(`${emulator.baseUrl}/v2.0/channels?p=2`) });
		const listed = await botmaker.senders.list(accountAt(emulator.baseUrl), http());
		expect(listed.ok && listed.value).toHaveLength(1);
	});
});

describe('botmaker: redirect', () => {
	const ends = (more?: Record<string, string>) => ({ to: MARTA, from: from(more) });

	it('starts the intent that the node names, with the reason as a variable', async () => {
		await start({ intents: [{ id: 'i1', name: 'para-atendentes' }] });
		const target = { handler: 'human', service: 'para-atendentes', reason: 'Reclamação' } as const;
		expect(await botmaker.redirect.redirect(ends(), target, http())).toEqual({
			ok: true,
			value: {},
		});
		expect(emulator.messages).toMatchObject([
			{ kind: 'intent', body: { variables: { handoverReason: 'Reclamação' } } },
		]);
	});

	it('starts the intent of the credential when the node names none', async () => {
		await start({ intents: [{ id: 'i1', name: 'fila' }] });
		const given = ends({ handoverIntent: 'fila' });
		await botmaker.redirect.redirect(given, { handler: 'human' }, http());
		expect(emulator.messages).toMatchObject([{ body: { intentIdOrName: 'fila' } }]);
	});

	it('gives a remedy when there is no intent', async () => {
		await start();
		const done = await botmaker.redirect.redirect(ends(), { handler: 'human' }, http());
		expect(done).toMatchObject({ ok: false, error: { code: 'missingSetting' } });
		expect(emulator.requests).toEqual([]);
	});

	it('hands back by the intent of the credential, and does nothing without one', async () => {
		await start({ intents: [{ id: 'i1', name: 'ao-bot' }] });
		expect(await botmaker.redirect.handBack(ends(), http())).toMatchObject({ ok: true });
		expect(emulator.messages).toEqual([]);
		await botmaker.redirect.handBack(ends({ handBackIntent: 'ao-bot' }), http());
		expect(emulator.messages).toMatchObject([{ body: { intentIdOrName: 'ao-bot' } }]);
	});

	it('offers the intents that are switched on', async () => {
		await start({
			intents: [
				{ id: 'i1', name: 'fila' },
				{ id: 'i2', name: 'velho', active: false },
			],
		});
		expect(await botmaker.redirect.services(from(), http())).toEqual({
			ok: true,
			value: [{ id: 'i1', label: 'fila' }],
		});
	});
});

describe('botmaker: agents', () => {
	it('lists agents with presence, queues and slots', async () => {
		await start({
			agents: [
				{ id: 'a1', name: 'Bia', isOnline: true, status: 'online', queues: ['vendas'], slots: 3 },
				{ email: 'caio@acme.example', isOnline: false, slots: 0 },
				{ name: 'without an id' },
			],
		});
		expect(await botmaker.agents.list(from().account, http())).toEqual({
			ok: true,
			value: [
				{
					...{ id: 'a1', name: 'Bia', presence: 'online', status: 'online' },
					...{ skills: ['vendas'], capacity: 3 },
				},
				{ id: 'caio@acme.example', name: 'caio@acme.example', presence: 'away', skills: [] },
			],
		});
	});
});

describe('botmaker: variables and tags', () => {
	it('changes only the given variables and tags', async () => {
		await start();
		const ends = { to: MARTA, from: from() };
		emulator.world.chats.set(`${ends.from.id}:5511988880001`, {
			variables: { nome: 'Marta', cidade: 'SP' },
			tags: new Set(['vip', 'frio']),
		});
		const change = { variables: { cidade: 'RJ' }, tags: { frio: false, novo: true } };
		expect(await botmaker.customers.update(ends, change, http())).toEqual({ ok: true, value: {} });
		expect(await botmaker.customers.get(ends, http())).toEqual({
			ok: true,
			value: { variables: { nome: 'Marta', cidade: 'RJ' }, tags: ['vip', 'novo'] },
		});
	});

	it('reports a chat that Botmaker does not have', async () => {
		await start();
		expect(await botmaker.customers.get({ to: MARTA, from: from() }, http())).toMatchObject({
			ok: false,
			error: { code: 'http404' },
		});
	});
});

describe('botmaker: files', () => {
	const FILE = { content: Buffer.from('pão'), mimeType: 'image/jpeg' };

	it('fetches the file of a customer', async () => {
		await start();
		const url = emulator.addFile('pão.jpg', FILE);
		expect(await botmaker.media.download(from(), { url }, http())).toEqual({
			ok: true,
			value: { ...FILE, fileName: 'pão.jpg' },
		});
	});

	it('requests a link if the account keeps its files private', async () => {
		await start({ privateFiles: true });
		const url = emulator.addFile('nota.pdf', { ...FILE, mimeType: 'application/pdf' });
		expect(await botmaker.media.download(from(), { url }, http())).toMatchObject({
			ok: true,
			value: { mimeType: 'application/pdf', fileName: 'nota.pdf' },
		});
	});

	it.each([
		'https://evil.example/storage.botmaker.com/a.jpg',
		'https://storage.googleapis.com/other-bucket/a.jpg',
		'http://storage.googleapis.com/storage.botmaker.com/a.jpg',
		'https://storage.googleapis.com@evil.example/storage.botmaker.com/a.jpg',
		'https://botmaker.com.evil.example/a.jpg',
		'file:///etc/passwd',
		'nonsense',
	])('fetches nothing from %s', async (url) => {
		await start();
		const result = await botmaker.media.download(from(), { url }, http());
		expect(result).toMatchObject({ ok: false, error: { code: 'foreignMediaHost' } });
		expect(emulator.requests).toEqual([]);
	});

	it('gives a remedy for a file that is gone, that is not named, and that should be uploaded', async () => {
		await start();
		const gone = { url: `${emulator.baseUrl}/files/none.jpg` };
		expect(await botmaker.media.download(from(), gone, http())).toMatchObject({
			error: { code: 'mediaNotFound' },
		});
		expect(await botmaker.media.download(from(), {}, http())).toMatchObject({
			error: { code: 'noMediaNamed' },
		});
		expect(await botmaker.media.upload()).toMatchObject({ error: { code: 'filesNotSupported' } });
	});
});

import { media } from '../../../providers/blip/media';
import { readKey } from '../../../providers/blip/key';
import { senders } from '../../../providers/blip/senders';
import { templates } from '../../../providers/blip/templates';
import { network, refusal } from '../../fixtures/answering-network';
import { ACCOUNT, answer, asked, failure, ROUTER, success } from './bot';

const SECRET = 'canary-secret-of-the-bot';
const TOKEN = Buffer.from(`acmerouter:${SECRET}`).toString('base64');

describe('blip: key', () => {
	it.each([TOKEN, `Key ${TOKEN}`, `Authorization: Key ${TOKEN}`, ` Key  ${TOKEN} `])(
		'the key is read from the header: %s',
		(key) => {
			expect(readKey(key, 'AcmeRouter')).toEqual({ ok: true, token: TOKEN, owner: 'acmerouter' });
			expect(readKey(key, '')).toMatchObject({ ok: true, owner: 'acmerouter' });
		},
	);

	it('the key is made of the access key and the name of the bot', () => {
		const accessKey = Buffer.from(SECRET).toString('base64');
		expect(readKey(accessKey, 'acmerouter@msging.net')).toMatchObject({ token: TOKEN });
		expect(readKey(accessKey, '')).toEqual({ ok: false, why: 'unreadable' });
	});

	it('the key of another bot is recognised', () => {
		expect(readKey(TOKEN, 'acmesub')).toEqual({ ok: false, why: 'otherBot', owner: 'acmerouter' });
	});

	it.each(['', 'not base64!', 'Bearer x'])('%j is no key', (key) => {
		expect(readKey(key, 'acmerouter').ok).toBe(false);
	});
});

describe('blip: senders', () => {
	it('distinguishes a bot with WhatsApp from one behind a router', async () => {
		const router = network(success(), success({ data: [] }));
		expect(await senders.list(ACCOUNT, router.http)).toEqual({
			ok: true,
			value: [{ id: 'acmerouter@msging.net', label: 'acmerouter (on WhatsApp itself)' }],
		});
		const subbot = network(success(undefined, 'acmesub@msging.net'), failure(81));
		expect(await senders.list({ ...ACCOUNT, botId: 'acmesub' }, subbot.http)).toEqual({
			ok: true,
			value: [{ id: 'acmesub@msging.net', label: 'acmesub (behind a router, or not on WhatsApp)' }],
		});
	});

	it('explains a wrong key', async () => {
		expect(await senders.list(ACCOUNT, network(refusal(401)).http)).toMatchObject({
			error: { code: 'http401', meaning: 'wrongCredential' },
		});
		const other = network(success(undefined, 'acmesub@msging.net'));
		expect(await senders.list(ACCOUNT, other.http)).toMatchObject({
			error: { code: 'keyOfAnotherBot' },
		});
	});
});

const READY = {
	id: '1',
	name: 'pedido_pronto',
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'UTILITY',
	components: [{ type: 'BODY', text: 'Olá {{1}}', example: { body_text: [['Marta']] } }],
};

describe('blip: templates', () => {
	it('lists the readable templates, and fills them in', async () => {
		const { http, requests } = network(success({ data: [READY, null, { name: 'x' }] }));
		const list = await templates.list(ACCOUNT, http);
		expect(list).toMatchObject({
			ok: true,
			value: [{ name: 'pedido_pronto', status: 'approved' }],
		});
		expect(asked(requests)).toMatchObject([
			{ to: 'postmaster@wa.gw.msging.net', uri: '/message-templates?$skip=0&$take=200' },
		]);
		const [template] = list.ok ? list.value : [];
		expect(template && templates.fill(template, { 'body.1': 'Ana' })).toMatchObject({
			ok: true,
			message: { name: 'pedido_pronto', rendered: 'Olá Ana' },
		});
	});

	it('reads every page, and ends where pages repeat', async () => {
		const many = Array.from({ length: 200 }, (_, index) => ({ ...READY, id: String(index) }));
		const paged = network(success({ data: many }), success({ data: [READY] }));
		const all = await templates.list(ACCOUNT, paged.http);
		expect(all.ok && all.value).toHaveLength(201);
		const repeating = network(success({ data: many }), success({ data: many }));
		const once = await templates.list(ACCOUNT, repeating.http);
		expect(once.ok && once.value).toHaveLength(200);
	});

	it('gets a template by name and language', async () => {
		const { http, requests } = network(success({ items: [{ ...READY, language: 'es' }, READY] }));
		expect(await templates.get(ACCOUNT, 'pedido_pronto', 'pt_BR', http)).toMatchObject({
			value: { id: '1', language: 'pt_BR' },
		});
		expect(asked(requests)).toMatchObject([
			{ uri: '/message-templates?templateName=pedido_pronto' },
		]);
		const missing = network(success({ data: [] }));
		expect(await templates.get(ACCOUNT, 'x', 'pt_BR', missing.http)).toMatchObject({
			error: { code: '132001' },
		});
	});

	it('names the key of the router where it is needed', async () => {
		expect(await templates.list(ACCOUNT, network(failure(81)).http)).toMatchObject({
			error: { code: 'botNotOnWhatsApp' },
		});
	});
});

describe('blip: media', () => {
	const URL_ = 'https://media.example/store/foto%20a.jpg?sig=1';
	const BYTES = Buffer.from('bytes');
	const file = { ...answer(BYTES), headers: { 'content-type': 'image/jpeg' } } as const;

	it('downloads by address', async () => {
		expect(await media.download(ROUTER, { url: URL_ }, network(file).http)).toEqual({
			ok: true,
			value: { content: BYTES, mimeType: 'image/jpeg', fileName: 'foto a.jpg' },
		});
	});

	it('asks for a new address once the old one has expired', async () => {
		const { http, requests } = network(refusal(403), success('https://media.example/new'), file);
		expect(await media.download(ROUTER, { url: URL_ }, http)).toMatchObject({ ok: true });
		expect(asked(requests)[1]).toMatchObject({ uri: '/refresh-media-uri', resource: URL_ });
	});

	it('reports that a file is gone', async () => {
		const { http } = network(refusal(403), failure(67));
		expect(await media.download(ROUTER, { url: URL_ }, http)).toMatchObject({
			error: { code: 'fileGone' },
		});
	});

	it.each(['http://media.example/a', 'file:///etc/passwd', 'abc', ''])(
		'fetches nothing from %j',
		async (url) => {
			const { http, requests } = network();
			expect(await media.download(ROUTER, { url }, http)).toMatchObject({ ok: false });
			expect(requests).toEqual([]);
		},
	);

	it('accepts no uploads, and gives a remedy', async () => {
		expect(await media.upload()).toMatchObject({ error: { code: 'filesNotSupported' } });
	});
});

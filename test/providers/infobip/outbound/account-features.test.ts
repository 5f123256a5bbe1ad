import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { BusinessMessagingInfobipApi } from '../../../../credentials/BusinessMessagingInfobipApi.credentials';
import { infobip } from '../../../../providers/infobip';
import { httpPort } from '../../../emulators/http-port';
import { startInfobipEmulator } from '../../../emulators/infobip/emulator';
import type { InfobipEmulatorOptions } from '../../../emulators/infobip/emulator-types';
import { DEFAULT_API_KEY } from '../../../emulators/infobip/world';
import { network, refusal } from '../../../fixtures/answering-network';
import { answer, exception, senderOn, ACCOUNT } from './account';

/** Templates, files, senders: everything that is asked of an account. */

/** The first request of each kind compiles a document of Infobip's, which is big. */
jest.setTimeout(30_000);

const TEMPLATE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	structure: {
		header: { format: 'IMAGE' },
		body: { text: 'Olá {{1}}, o pedido {{2}} está pronto, {{1}}.', examples: ['Marta', 'A-77'] },
		footer: { text: 'Padaria Sol' },
		buttons: [
			{ type: 'QUICK_REPLY', text: 'Parar' },
			{
				type: 'URL',
				text: 'Ver',
				url: 'https://padaria.example/{{1}}',
				example: 'https://padaria.example/A-77',
			},
			{ type: 'PHONE_NUMBER', text: 'Ligar', phoneNumber: '551140000000' },
		],
		type: 'MEDIA',
	},
};

const opened: Array<{ close(): Promise<void> }> = [];

async function start(options: InfobipEmulatorOptions = {}) {
	const emulator = await startInfobipEmulator(options);
	opened.push(emulator);
	const credential = new BusinessMessagingInfobipApi();
	const data = { apiKey: DEFAULT_API_KEY, baseUrl: emulator.baseUrl };
	const http = httpPort((request) => credential.authenticate(data, request));
	const account = { baseUrl: emulator.baseUrl };
	return { emulator, http, account };
}

afterEach(async () => {
	for (const server of opened.splice(0)) await server.close();
});

describe('infobip: templates', () => {
	it('counts the variables from the texts', async () => {
		const { http, account } = await start({ templates: [TEMPLATE] });
		const listed = await infobip.templates.list(account, http);
		expect(listed).toMatchObject({
			ok: true,
			value: [
				{ name: 'pedido_pronto', status: 'approved', category: 'utility', footer: 'Padaria Sol' },
			],
		});
		const template = listed.ok ? listed.value[0] : undefined;
		expect(
			template?.variables.map(({ key, required, example }) => ({ key, required, example })),
		).toEqual([
			{ key: 'header.image', required: true, example: undefined },
			{ key: 'body.1', required: true, example: 'Marta' },
			{ key: 'body.2', required: true, example: 'A-77' },
			{ key: 'button.0.payload', required: false, example: undefined },
			{ key: 'button.1.url', required: true, example: 'A-77' },
		]);
	});

	it('fills the variables into a message that Infobip accepts', async () => {
		const { emulator, http, account } = await start({
			templates: [TEMPLATE],
			customers: [{ phone: '+5511988880001' }],
		});
		const got = await infobip.templates.get(account, 'pedido_pronto', 'pt_BR', http);
		if (!got.ok) throw new Error(got.error.title);
		const filled = infobip.templates.fill(got.value, {
			'header.image': 'https://padaria.example/pao.jpg',
			'body.1': 'Marta',
			'body.2': 'A-77',
			'button.1.url': 'A-77',
		});
		if (!filled.ok) throw new Error(filled.missing.join());
		const request = infobip.build(
			filled.message,
			{ id: '+5511988880001' },
			senderOn('whatsapp', account),
		);
		expect((await http(request)).ok).toBe(true);
		expect(emulator.messages).toMatchObject([{ type: 'template', to: '5511988880001' }]);
		expect(emulator.messages[0]).not.toHaveProperty('error');
	});

	it('reads all pages', async () => {
		const templates = Array.from({ length: 130 }, (_, index) => ({
			...TEMPLATE,
			name: `t_${index}`,
		}));
		const { http, account } = await start({ templates });
		const listed = await infobip.templates.list(account, http);
		expect(listed.ok && listed.value.length).toBe(130);
	});

	it('distinguishes languages, and reports a missing one', async () => {
		const { http, account } = await start({ templates: [TEMPLATE] });
		expect(await infobip.templates.get(account, 'pedido_pronto', 'pt_PT', http)).toMatchObject({
			ok: false,
			error: { code: 'templateNotFound' },
		});
	});

	it('keeps all other templates beside an unreadable one', async () => {
		const results = [null, { name: 7 }, { id: 1, name: 'a', language: 'pt', structure: 'x' }];
		const { http } = network(answer({ results, paging: { totalPages: 1 } }));
		expect(await infobip.templates.list(ACCOUNT, http)).toMatchObject({
			ok: true,
			value: [{ name: 'a', status: 'other', category: 'unknown', body: '', variables: [] }],
		});
	});

	it('submits a new template for the only number', async () => {
		const { emulator, http, account } = await start();
		const draft = {
			name: 'novo',
			language: 'pt_BR',
			category: 'utility' as const,
			body: 'Olá {{1}}',
			footer: 'Padaria Sol',
			examples: ['Marta'],
		};
		expect(await infobip.templates.create(account, draft, http)).toMatchObject({
			ok: true,
			value: { status: 'pending' },
		});
		expect(emulator.requests.at(-1)?.path).toBe('/whatsapp/2/senders/551140000000/templates');
	});

	it('asks for the number when there are several', async () => {
		const { http, account } = await start({ whatsAppNumbers: ['551140000000', '551140000001'] });
		const draft = {
			name: 'n',
			language: 'pt_BR',
			category: 'utility' as const,
			body: 'x',
			examples: [],
		};
		expect(await infobip.templates.create(account, draft, http)).toMatchObject({
			ok: false,
			error: {
				code: 'missingSetting',
				remedy: expect.stringContaining('WhatsApp Number') as unknown,
			},
		});
		const named = { ...account, whatsAppNumber: '+55 11 4000-0001' };
		expect(await infobip.templates.create(named, draft, http)).toMatchObject({ ok: true });
	});
});

describe('infobip: senders', () => {
	it('lists numbers and Viber senders', async () => {
		const { http, account } = await start();
		expect(await infobip.senders.list(account, http)).toEqual({
			ok: true,
			value: [
				{ id: '551140000000', label: '+551140000000 (WhatsApp)', phone: '+551140000000' },
				{ id: 'PadariaSol', label: 'PadariaSol (Viber)' },
			],
		});
	});

	it('lists the senders that the key may read, and reports a key that may read none', async () => {
		const viber = answer({ results: [{ resource: 'PadariaSol' }], paging: { totalPages: 1 } });
		const forbidden = refusal(403, exception('FORBIDDEN'));
		const partly = network(forbidden, viber);
		expect(await infobip.senders.list(ACCOUNT, partly.http)).toMatchObject({
			ok: true,
			value: [{ id: 'PadariaSol' }],
		});
		const not = network(forbidden, forbidden);
		expect(await infobip.senders.list(ACCOUNT, not.http)).toMatchObject({
			ok: false,
			error: { code: 'FORBIDDEN' },
		});
	});
});

describe('infobip: files', () => {
	const pdf = { content: Buffer.from('%PDF-invented'), mimeType: 'application/pdf' };

	async function otherServer(): Promise<{ url: string; seen: string[] }> {
		const seen: string[] = [];
		const server = createServer((request, response) => {
			seen.push(String(request.headers.authorization));
			response.writeHead(200, { 'content-type': 'application/pdf' });
			response.end(pdf.content);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		opened.push({
			close: () =>
				new Promise((resolve) => {
					server.close(() => resolve());
					server.closeAllConnections();
				}),
		});
		return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/f.pdf`, seen };
	}

	const download = (
		{ http, account }: { http: ReturnType<typeof httpPort>; account: { baseUrl: string } },
		media: { id?: string; url?: string },
	) => infobip.media.download(senderOn('whatsapp', account), media, http);

	it('files are downloaded from the account with the key, by id or by address', async () => {
		const setting = await start();
		const { id, url } = setting.emulator.addMedia(pdf);
		for (const media of [{ id }, { url }]) {
			expect(await download(setting, media)).toMatchObject({
				ok: true,
				value: { content: pdf.content, mimeType: 'application/pdf' },
			});
		}
	});

	it('files are downloaded through a redirect to another server, which does not get the key', async () => {
		const other = await otherServer();
		const setting = await start();
		const { id } = setting.emulator.addMedia({ ...pdf, redirectTo: other.url });
		expect(await download(setting, { id })).toMatchObject({ ok: true });
		expect(other.seen).toEqual(['undefined']);
	});

	it('files are not downloaded from unknown addresses', async () => {
		const setting = await start();
		for (const url of [
			'http://127.0.0.1:1/x',
			'file:///etc/passwd',
			'https://a:b@x.invalid/',
			'x',
		]) {
			expect(await download(setting, { url })).toMatchObject({
				error: { code: 'foreignMediaHost' },
			});
		}
		expect(await download(setting, {})).toMatchObject({ error: { code: 'noMediaNamed' } });
		expect(setting.emulator.requests).toEqual([]);
	});

	it('a file is gone after a week, which the error explains', async () => {
		const setting = await start();
		expect(await download(setting, { id: 'gone' })).toMatchObject({
			ok: false,
			error: { code: 'NOT_FOUND', remedy: expect.stringContaining('seven days') as unknown },
		});
	});

	it('a file cannot be uploaded to Infobip', async () => {
		expect(await infobip.media.upload()).toMatchObject({
			ok: false,
			error: { code: 'filesNotSupported', remedy: expect.stringContaining('URL') as unknown },
		});
	});
});

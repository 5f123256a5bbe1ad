import { randomInt, randomUUID } from 'node:crypto';
import axios from 'axios';

import { NOTICE_TEXTS } from '../../conversation/notice-texts';
import { startBotmakerEmulator, type BotmakerEmulator } from '../emulators/botmaker/emulator';
import type { EmulatedChannel } from '../emulators/botmaker/options';
import { eventually } from './harness/eventually';
import { hearing, type Hearing } from './harness/heard-texts';
import { startOtherSystem, type OtherSystem } from './harness/other-system';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { publishSystem, type PublishedSystem } from './harness/system-to-replace';

// Proves in a real n8n that isoBot's guide works over Botmaker with its own parameter names: one menu on four channels,
// agents by classification, notices by the letters S, C and N, and the edge cases of the guide. That the real Botmaker
// behaves like the emulator, it does not. A limit for attachments that is no number is proved in test/nodes.

const WEBHOOK_TOKEN = 'invented-webhook-word';
const SECRETS = { accessToken: 'access-canary-1', refreshToken: 'refresh-canary-1' };
const MEGABYTE = 1024 * 1024;
const UNREACHABLE = `554198${randomInt(1_000_000, 9_999_999)}`;
const MENU = 'Escolha:';
const WAITING = 'Um atendente já vai falar com você.';

const CHANNELS: EmulatedChannel[] = [
	{ id: 'iso-whatsapp-554140000001', platform: 'whatsapp', number: '554140000001' },
	{ id: 'iso-messenger-1', platform: 'messenger' },
	{ id: 'iso-telegram-1', platform: 'telegram' },
	{ id: 'iso-instagram_chat-1', platform: 'instagram_chat' },
];
const [WHATSAPP] = CHANNELS;

interface Customer extends Hearing {
	id: string;
	writes(text: string, more?: object): Promise<void>;
}

describe('isoBot over Botmaker', () => {
	let n8n: RunningN8n;
	let botmaker: BotmakerEmulator;
	let isoCrm: OtherSystem;
	let system: PublishedSystem;
	const agents = `@${randomUUID()}.example`;

	beforeAll(async () => {
		n8n = sharedN8n();
		botmaker = await startBotmakerEmulator({
			...{ ...SECRETS, clientId: 'iso', secretId: 'secret-iso', channels: CHANNELS },
			...{ rateLimits: false, unknownContacts: [UNREACHABLE] },
		});
		isoCrm = await startOtherSystem();
		const credential = await n8n.createCredential('Botmaker', 'businessMessagingBotmakerApi', {
			...{ ...SECRETS, clientId: 'iso', clientSecret: 'secret-iso' },
			...{ webhookToken: WEBHOOK_TOKEN, baseUrl: botmaker.baseUrl },
		});
		system = await publishSystem(n8n, 'isobot', {
			credentials: { Botmaker: credential },
			replaced: {
				'https://isocrm.example': isoCrm.baseUrl,
				'@isocrm.example': agents,
				'"value": "100"': '"value": "1"',
			},
			enterAddress: (url) => void botmaker.enterWebhook({ url, token: WEBHOOK_TOKEN }),
		});
	});
	afterAll(async () => {
		for (const { id } of Object.values(system ?? {})) await n8n.unpublish(id);
		await botmaker?.close();
		await isoCrm?.close();
	});

	const customer = (
		channel = WHATSAPP,
		id = `554197${randomInt(1_000_000, 9_999_999)}`,
	): Customer => ({
		id,
		...hearing(id, () =>
			botmaker.messages
				.filter(({ contactId, channelId }) => contactId === id && channelId === channel?.id)
				.map(({ body }) => textOf(body)),
		),
		writes: async (text, more = {}) => {
			const sent = { from: id, name: 'Marta', channel: channel?.id, text, ...more };
			const { delivery } = await botmaker.customerSends(sent);
			if (!delivery.delivered) throw new Error(`n8n did not take it: ${JSON.stringify(delivery)}`);
		},
	});
	/** Returns what the agents see of a customer. */
	const screenOf = ({ id }: Customer) =>
		isoCrm.postedTo('/chats').filter(({ contato }) => String(contato).replace(/\D/g, '') === id);
	let done = 0;
	/** Resolves when n8n has done what the agent did, because two acts at once have no order. */
	const agentDoes = async (who: Customer, event: string, more: object = {}) => {
		const chat = screenOf(who)[0]?.['chat'];
		const agentsWorkflow = system['2-agents-and-notices'];
		await axios.post(agentsWorkflow?.webhook('agents-screen') ?? '', { event, chat, ...more });
		done += 1;
		await n8n.waitForExecutions(agentsWorkflow?.id ?? '', done);
	};
	const asBia = { agent: `bia${agents}`, agentName: 'Bia' };
	/** Lets the customer ask for an agent. */
	const intoQueue = async (who: Customer) => {
		await who.writes('atendente');
		await who.hears(WAITING);
		await eventually(() => expect(screenOf(who)).toHaveLength(1));
	};

	it.each(CHANNELS.map((channel) => [channel.platform, channel] as const))(
		'shows the one menu on %s, and takes a tap, a number and a word',
		async (_platform, channel) => {
			const marta = customer(channel);
			const menu =
				channel === WHATSAPP ? MENU : `${MENU}\n\n1. Segunda via\n2. Suporte\n3. Atendente`;
			await marta.writes('oi');
			await marta.hears(menu);
			await marta.writes('Segunda via', { button: 'boleto' });
			await marta.hears('Aqui está o boleto.');
			await marta.writes('oi');
			await marta.hears(menu);
			await marta.writes('2');
			await marta.hears('Qual é o problema?');
			await marta.writes('quero o boleto');
			await marta.hears('Aqui está o boleto.');
		},
	);

	it('changes hands with every notice, and the next message after the end meets the menu', async () => {
		const marta = customer();
		await intoQueue(marta);
		expect(screenOf(marta)).toMatchObject([
			{ fila: '11', atendente: expect.stringContaining(agents), texto: 'atendente' },
		]);
		await agentDoes(marta, 'accept', { ...asBia, AVISO_CONV_INCIADA: 'C' });
		await marta.hears('Seu atendimento foi iniciado. Você está falando com Bia.');
		await agentDoes(marta, 'message', { text: 'Oi, Marta! "Tudo" bem?' });
		await marta.hears('Oi, Marta! "Tudo" bem?');
		await marta.writes('quero o boleto');
		await eventually(() =>
			expect(screenOf(marta).at(-1)).toMatchObject({ texto: 'quero o boleto' }),
		);
		await marta.hearsNothing();
		await agentDoes(marta, 'hold', { AVISO_ESPERA: 'S' });
		await marta.hears(NOTICE_TEXTS.waiting.pt);
		const caio = { agent: `caio${agents}`, agentName: 'Caio' };
		await agentDoes(marta, 'transfer', { ...caio, AVISO_TRANSFER: 'S' });
		await marta.hears(NOTICE_TEXTS.transferred.pt);
		await agentDoes(marta, 'close', {
			MSG_ENCERRAMENTO: 'Olá cliente, esse atendimento foi finalizado.',
		});
		await marta.hears('Olá cliente, esse atendimento foi finalizado.');
		await agentDoes(marta, 'message', { text: 'ainda aí?' });
		await marta.writes('oi');
		await marta.hears(MENU);
	});

	it.each([
		['s', NOTICE_TEXTS.started.pt],
		['c', 'Seu atendimento foi iniciado. Você está falando com Bia.'],
		['N', undefined],
		['', undefined],
		['sim', undefined],
	])(
		'reads the letter %j of AVISO_CONV_INCIADA, and anything odd as none',
		async (letter, notice) => {
			const marta = customer();
			await intoQueue(marta);
			await agentDoes(marta, 'accept', { ...asBia, AVISO_CONV_INCIADA: letter });
			await agentDoes(marta, 'message', { text: 'Pois não?' });
			await marta.hears(...(notice === undefined ? [] : [notice]), 'Pois não?');
			await agentDoes(marta, 'close', { MSG_ENCERRAMENTO: '' });
			await marta.hearsNothing();
		},
	);

	it('gives twelve customers who ask at once to three agents, four each', async () => {
		const all = Array.from({ length: 12 }, () => customer());
		await Promise.all(all.map((each) => each.writes('atendente')));
		for (const each of all) await each.hears(WAITING);
		await eventually(() => {
			const shown = all.flatMap((each) => screenOf(each).slice(0, 1));
			expect(shown).toHaveLength(12);
			const counts = ['bia', 'caio', 'davi'].map(
				(name) => shown.filter(({ atendente }) => atendente === name + agents).length,
			);
			expect(counts).toEqual([4, 4, 4]);
		});
		for (const each of all) await agentDoes(each, 'close');
	});

	it('does not answer echoes of the bot, and stays silent after one of an agent', async () => {
		const marta = customer();
		await marta.writes(MENU, { author: 'bot' });
		await marta.hearsNothing();
		await marta.writes('Aqui é a Bia', { author: 'agent' });
		await marta.writes('oi, Bia');
		await eventually(() => expect(screenOf(marta).at(-1)).toMatchObject({ texto: 'oi, Bia' }));
		await marta.hearsNothing();
	});

	it('answers a repeated delivery once, and both messages of one body in their order', async () => {
		const marta = customer();
		await marta.writes('oi', { id: 'MSG-REPEATED-ISO-001' });
		await marta.hears(MENU);
		await marta.writes('oi', { id: 'MSG-REPEATED-ISO-001' });
		await marta.hearsNothing();
		const message = (id: string, text: string) => ({
			...{ _id_: id, date: new Date().toISOString(), from: 'user', fromName: 'Marta' },
			message: text,
		});
		await botmaker.sendWebhook({
			...{ type: 'message', v: '1.1', chatPlatform: 'whatsapp', chatChannelId: WHATSAPP?.id },
			...{ contactId: `+${marta.id}`, whatsappNumber: '+554140000001' },
			messages: [message(randomUUID(), 'boleto'), message(randomUUID(), 'suporte')],
		});
		await marta.hears('Aqui está o boleto.', 'Qual é o problema?');
	});

	it('knows a customer with and without plus and ninth digit as one', async () => {
		const id = `5541${randomInt(80_000_000, 99_999_999)}`;
		const withNinth = `${id.slice(0, 4)}9${id.slice(4)}`;
		const marta = customer(WHATSAPP, withNinth);
		await intoQueue(marta);
		await marta.writes('sem o nono dígito', { from: id });
		await eventually(() => {
			const chats = isoCrm
				.postedTo('/chats')
				.filter(({ texto }) => ['atendente', 'sem o nono dígito'].includes(String(texto)))
				.filter(({ chat }) => chat === screenOf(marta)[0]?.['chat']);
			expect(chats).toHaveLength(2);
		});
		await agentDoes(marta, 'close');
	});

	it('refuses an attachment over TAMANHO_MAX_ANEXO, and shows a smaller one to the agent', async () => {
		const file = (name: string, bytes: number) =>
			botmaker.addFile(name, { content: Buffer.alloc(bytes, 1), mimeType: 'image/jpeg' });
		const marta = customer();
		await intoQueue(marta);
		await marta.writes('', { text: undefined, image: file('large.jpg', MEGABYTE + 1) });
		await marta.hears('O anexo é grande demais. Envie um arquivo menor, por favor.');
		const small = file('small.jpg', MEGABYTE);
		await marta.writes('', { text: undefined, image: small });
		await eventually(() => expect(screenOf(marta).at(-1)).toMatchObject({ anexo: small }));
		expect(screenOf(marta)).toHaveLength(2);
		await agentDoes(marta, 'close');
	});

	it('tells the agents of a message that was not delivered', async () => {
		const marta = customer(WHATSAPP, UNREACHABLE);
		await marta.writes('oi');
		await eventually(() =>
			expect(screenOf(marta)).toMatchObject([{ falha: expect.stringMatching(/./) }]),
		);
	});

	it('renews an expired token once and keeps it, and no execution shows it', async () => {
		botmaker.expireAccessToken();
		const marta = customer();
		await marta.writes('oi');
		await marta.hears(MENU);
		await marta.writes('suporte');
		await marta.hears('Qual é o problema?');
		expect(botmaker.world).toMatchObject({ refreshes: 1, refusedRefreshes: 0 });
		const id = system['1-one-menu-four-channels']?.id ?? '';
		const executions = JSON.stringify(await n8n.executions(id));
		for (const secret of [...Object.values(SECRETS), ...Object.values(botmaker.world.tokens)]) {
			expect(executions).not.toContain(secret);
		}
	});
});

/** Returns the words that the phone shows. */
function textOf(body: Record<string, unknown>): string {
	const found = /"(?:body|text)":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(body))?.[1];
	return found === undefined ? JSON.stringify(body) : (JSON.parse(found) as string);
}

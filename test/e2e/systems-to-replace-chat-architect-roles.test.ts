import { randomInt, randomUUID } from 'node:crypto';
import axios from 'axios';
import { DateTime } from 'luxon';

import { startChatArchitectEmulator } from '../emulators/chat-architect/emulator';
import type {
	ChatArchitectEmulator,
	CustomerMessage,
} from '../emulators/chat-architect/emulator-types';
import { eventually } from './harness/eventually';
import { hearing, type Hearing } from './harness/heard-texts';
import { startOtherSystem, type OtherSystem } from './harness/other-system';
import type { RunningN8n } from './harness/running-n8n';
import { sharedN8n } from './harness/shared-n8n';
import { publishSystem, type PublishedSystem } from './harness/system-to-replace';

// Proves in a real n8n that ChatArchitect's events are routed by role, with Slack by content and priority. Orders, carts,
// appointments and reports of a shop work, too. n8n's own Slack node has a fixed address, so an HTTP Request node stands
// for it. That the real ChatArchitect behaves like the emulator, it does not.

const ZONE = 'America/Sao_Paulo';
/** Texts of the approved templates, by their names. */
const TEMPLATES: Record<string, string> = {
	pedido_confirmado: 'Olá {{1}}, seu pedido {{2}} está confirmado.',
	carrinho: 'Olá {{1}}, seu carrinho espera por você.',
	consulta: 'Olá {{1}}, você vem {{2}}?',
};
const ANSWERED = 'Encaminhei sua mensagem à equipe.';

interface Customer extends Hearing {
	phone: string;
	writes(text: string, more?: Partial<CustomerMessage>): Promise<void>;
}

describe('ChatArchitect: routing by role', () => {
	let n8n: RunningN8n;
	let provider: ChatArchitectEmulator;
	let shop: OtherSystem;
	let system: PublishedSystem;
	/** The time on the provider's clock; now when it is not set. */
	let clock: Date | undefined;
	const tiers = new Map<string, { tier: string; spent: number }>();
	const openCarts = new Set<string>();

	beforeAll(async () => {
		n8n = sharedN8n();
		const appId = `app-${randomUUID()}`;
		provider = await startChatArchitectEmulator({
			...{ appId, appSecret: 'secret-ca', phone: '551140000042' },
			now: () => clock ?? new Date(),
			templates: Object.entries(TEMPLATES).map(([elementName, data]) => ({
				...{ id: elementName, elementName, languageCode: 'pt_BR', category: 'UTILITY' },
				...{ templateType: 'TEXT', status: 'APPROVED', data },
			})),
		});
		shop = await startOtherSystem({
			'/contacts': (query) => tiers.get(query.get('phone') ?? '') ?? { tier: '', spent: 0 },
			'/cart': (query) => ({ open: openCarts.has(query.get('cart') ?? '') }),
		});
		const credential = await n8n.createCredential(
			'ChatArchitect',
			'businessMessagingChatArchitectApi',
			{ appId, appSecret: 'secret-ca', baseUrl: provider.baseUrl, templateForm: 'template' },
		);
		const addresses = ['crm', 'slack', 'desk', 'shop', 'calendar'].map((name) => [
			`https://${name}.example`,
			shop.baseUrl,
		]);
		system = await publishSystem(n8n, 'chat-architect-roles', {
			credentials: { ChatArchitect: credential },
			replaced: {
				...(Object.fromEntries(addresses) as Record<string, string>),
				'"unit": "hours"': '"unit": "seconds"',
				...quietHoursApartFromNow(),
			},
		});
	});
	beforeEach(() => {
		clock = undefined;
	});
	afterAll(async () => {
		for (const { id } of Object.values(system ?? {})) await n8n.unpublish(id);
		await provider?.close();
		await shop?.close();
	});

	const customer = (given: { tier?: string; spent?: number } = {}): Customer => {
		const phone = `+55119${randomInt(60_000_000, 100_000_000)}`;
		tiers.set(phone, { tier: '', spent: 0, ...given });
		return {
			phone,
			...hearing(phone, () =>
				provider.messages.filter(({ to }) => phone.endsWith(to)).map(({ body }) => textOf(body)),
			),
			writes: async (text, more = {}) => {
				const { delivery } = await provider.customerSends({
					from: phone,
					name: 'Ana',
					text,
					...more,
				});
				if (!delivery.delivered)
					throw new Error(`n8n did not take it: ${JSON.stringify(delivery)}`);
			},
		};
	};
	const inSlack = async (text: string, expected: object) => {
		const posts = () => shop.postedTo('/chat.postMessage').filter((post) => post['text'] === text);
		await eventually(() => expect(posts()).toEqual([expect.objectContaining(expected)]));
	};
	const shopCalls = (workflow: string, path: string, body: object) =>
		axios.post<unknown>(system[workflow]?.webhook(path) ?? '', body);

	it.each([
		['10:00', {}, 'não veio o boleto', '#boletos', 'Cobrança', 'normal', 'São Paulo'],
		['10:00', {}, 'urgente: deu erro', '#suporte', 'Suporte', 'urgent', 'São Paulo'],
		['20:00', {}, 'bom dia', '#vendas', 'Vendas', 'normal', 'Manaus'],
		[
			'10:00',
			{ tier: 'Ouro' },
			'meu boleto, por favor',
			'#vip',
			'Gerente de conta',
			'high',
			'São Paulo',
		],
		['10:00', { spent: 1000 }, 'deu erro aqui', '#contas', 'Contas', 'high', 'São Paulo'],
	])(
		'routes at %s, from a customer of %j, the text "%s" to %s',
		async (time, given, text, channel, username, priority, shift) => {
			clock = lastTime(time);
			const ana = customer(given);
			await ana.writes(text);
			await ana.hears(ANSWERED);
			await inSlack(text, { channel, username, priority, shift });
		},
	);

	it('tells the night desk outside of the shifts, and the customer when the business opens', async () => {
		clock = lastTime('03:00');
		const ana = customer();
		await ana.writes('alguém aí?');
		await ana.hears('Agora estamos fechados. Abrimos hoje às 8h.');
		await inSlack('alguém aí?', { channel: '#noite', username: 'Plantão', priority: 'low' });
	});

	it('opens a support ticket for an urgent message only', async () => {
		const [ana, rui] = [customer(), customer()];
		await ana.writes('socorro, tudo parou');
		await rui.writes('tudo bem');
		await eventually(() => {
			const tickets = shop.postedTo('/tickets').filter(({ contact }) => contact === ana.phone);
			expect(tickets).toMatchObject([{ text: 'socorro, tudo parou', priority: 'urgent' }]);
		});
		await inSlack('tudo bem', {});
		expect(shop.postedTo('/tickets').filter(({ contact }) => contact === rui.phone)).toEqual([]);
	});

	it('routes a tapped button by its title', async () => {
		clock = lastTime('10:00');
		const ana = customer();
		await ana.writes('', { tap: { kind: 'button', id: 'b1', title: 'Boleto' } });
		await inSlack('Boleto', { channel: '#boletos' });
	});

	it('welcomes who opts in again, says good-bye to who opts out, and tells the owner of a failure', async () => {
		const ana = customer();
		await provider.sendUserEvent(ana.phone, 'opted-out');
		await ana.hears('Você não receberá mais ofertas.');
		await provider.sendUserEvent(ana.phone, 'opted-in');
		await ana.hears('Bem-vindo às ofertas!');
		const failed = provider.messages.at(-1)?.id ?? '';
		await provider.sendStatus(failed, 'failed', { code: 1002, reason: 'Number Does Not Exist' });
		await eventually(() =>
			expect(shop.postedTo('/alert')).toEqual([{ text: expect.stringMatching(/./) }]),
		);
	});

	it('confirms each order of a customer once', async () => {
		const { phone, hears, hearsNothing } = customer();
		const order = (number: string) =>
			shopCalls('2-order-confirmation', 'order', { phone, name: 'Ana', order: number });
		await order(`A-1 ${phone}`);
		await hears(`Olá Ana, seu pedido A-1 ${phone} está confirmado.`);
		await order(`A-1 ${phone}`);
		await hearsNothing();
		await order(`A-2 ${phone}`);
		await hears(`Olá Ana, seu pedido A-2 ${phone} está confirmado.`);
	});

	it('reminds of a cart only who opted in and has not bought meanwhile', async () => {
		const [ana, rui, eva] = [customer(), customer(), customer()];
		for (const each of [ana, eva]) {
			await provider.sendUserEvent(each.phone, 'opted-out');
			await each.hears('Você não receberá mais ofertas.');
			await provider.sendUserEvent(each.phone, 'opted-in');
			await each.hears('Bem-vindo às ofertas!');
		}
		for (const each of [ana, rui]) openCarts.add(`cart of ${each.phone}`);
		await Promise.all(
			[ana, rui, eva].map(({ phone }) =>
				shopCalls('3-abandoned-cart', 'cart', { phone, name: 'Ana', cart: `cart of ${phone}` }),
			),
		);
		await ana.hears('Olá Ana, seu carrinho espera por você.');
		await rui.hearsNothing();
		await eva.hearsNothing();
	});

	it('writes the answer to the reminder of an appointment into the calendar, whichever came first', async () => {
		const [ana, rui] = [customer(), customer()];
		for (const { phone } of [ana, rui]) {
			const appointment = `appointment of ${phone}`;
			await shopCalls('4-appointment', 'appointment', {
				phone,
				name: 'Ana',
				when: 'amanhã',
				appointment,
			});
		}
		for (const each of [ana, rui]) await each.hears('Olá Ana, você vem amanhã?');
		const answers: object[] = [];
		const answered = async ({ phone }: Customer, answer: string) => {
			answers.push({ appointment: `appointment of ${phone}`, answer });
			await eventually(() => expect(shop.postedTo('/answers')).toEqual(answers));
		};
		await rui.writes('', { tap: { kind: 'template', title: 'Não' } });
		await answered(rui, 'Não');
		await ana.writes('sim');
		await answered(ana, 'sim');
		await ana.hearsNothing();
	});

	it('reports how many were delivered and read of each template', async () => {
		const sent = provider.messages.filter(({ body }) => textOf(body).includes('está confirmado'));
		expect(sent).toHaveLength(2);
		for (const { id } of sent) await provider.sendStatus(id, 'delivered');
		await provider.sendStatus(sent[0]?.id ?? '', 'read');
		await eventually(async () => {
			const { data } = await shopCalls('5-analytics', 'analytics', {});
			const reports = data as Array<Record<string, unknown>>;
			expect(reports.find((report) => report['template'] === 'pedido_confirmado')).toMatchObject({
				...{ sent: 2, delivered: 2, read: 1, deliveryRate: 100, readRate: 50 },
			});
		});
	});
});

/** Returns the last time before now at which the clock of the business showed this. */
function lastTime(clock: string): Date {
	const [hour = 0, minute = 0] = clock.split(':').map(Number);
	const now = DateTime.now().setZone(ZONE);
	const today = now.set({ hour, minute, second: 0 });
	return (today < now ? today : today.minus({ days: 1 })).toJSDate();
}

/** Returns the quiet hours of the workflow, moved to hours that the test does not reach. */
function quietHoursApartFromNow(): Record<string, string> {
	const at = (hours: number) => DateTime.now().setZone(ZONE).plus({ hours }).toFormat('HH:mm');
	return { '"from": "21:00"': `"from": "${at(4)}"`, '"to": "08:00"': `"to": "${at(5)}"` };
}

/** Returns the words that the phone shows. */
function textOf({ template, payload }: Record<string, unknown>): string {
	if (template === undefined) return String((payload as { message?: string }).message);
	const { id, params } = template as { id: string; params: string[] };
	const text = TEMPLATES[id] ?? '';
	return params.reduce((all, value, index) => all.replace(`{{${index + 1}}}`, value), text);
}

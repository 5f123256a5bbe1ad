import { deliver } from '../../delivery/deliver';
import type { Delivery } from '../../delivery/delivery';
import type { DeliveryRules } from '../../delivery/guards/guard';
import type { HttpRequest, HttpResult } from '../../messaging/http';
import type { TemplateMessage } from '../../messaging/outbound-message';
import { whatsappCloud } from '../../providers/whatsappCloud';
import { openStore } from '../../store/open-store';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { receiving } from '../store/receiving';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const MARTA = '+5511988880001';
const ENDS: Parties = {
	provider: 'whatsappCloud',
	channel: 'whatsapp',
	businessId: 'number-1',
	contact: { id: MARTA, phone: MARTA },
};
const RULES: DeliveryRules = { consent: 'respectOptOut', closedWindow: 'block' };
const TEMPLATE: TemplateMessage = { type: 'template', name: 'order_ready', language: 'pt_BR' };

const ACCEPTED: HttpResult = {
	ok: true,
	status: 200,
	headers: {},
	body: { messaging_product: 'whatsapp', messages: [{ id: 'wamid.OUT-1' }] },
};

function refusedWith(code: number): HttpResult {
	const body = { error: { code, message: `(#${code})`, error_data: { details: 'invented' } } };
	return { ok: false, failure: { kind: 'refused', status: 400, headers: {}, body } };
}

describe('delivery', () => {
	const folder = temporaryFolder();
	let store: Store;
	let sent: HttpRequest[];
	let waits: number[];
	let turns: string[];
	let pauses: string[];
	let answers: HttpResult[];

	beforeEach(async () => {
		store = await openStore({ file: folder.file(`${Math.random()}.sqlite`) });
		sent = [];
		waits = [];
		turns = [];
		pauses = [];
		answers = [];
	});
	afterEach(() => store.close());

	const send = (given: Partial<Delivery> = {}) =>
		deliver(
			{
				message: { type: 'text', text: 'Olá' },
				to: { id: MARTA, phone: MARTA },
				from: {
					id: 'number-1',
					channel: 'whatsapp',
					account: { baseUrl: 'https://graph.example' },
				},
				rules: RULES,
				...given,
			},
			whatsappCloud,
			{
				store,
				now: () => NOW,
				sleep: async (milliseconds) => void waits.push(milliseconds),
				pacer: {
					turn: async (key) => void turns.push(key),
					pauseUntil: (key) => void pauses.push(key),
				},
				http: async (request) => {
					sent.push(request);
					return answers.shift() ?? ACCEPTED;
				},
			},
		);

	const writes = async (at: string) =>
		store.inbox.receive(
			[
				{
					event: 'message',
					id: `in-${at}`,
					provider: 'whatsappCloud',
					channel: 'whatsapp',
					timestamp: at,
					contact: { id: MARTA, phone: MARTA },
					business: { id: 'number-1' },
					message: { id: `in-${at}`, type: 'text', text: 'oi' },
				},
			],
			receiving({
				trigger: 'trigger-1',
				owner: { bootId: 'boot-1', hostname: 'host-1', processId: 1 },
				now: NOW,
				windowHours: () => 24,
				keep: () => false,
				handoverMinutes: 60,
			}),
		);

	it('sends nothing from a named shop to a customer who opted out before it was named', async () => {
		const optOut = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
		await store.contacts.recordConsent(ENDS, optOut, NOW);
		const account = { baseUrl: 'https://graph.example', shop: 'Padaria Sol' };
		const from = { id: 'number-1', channel: 'whatsapp', account } as const;
		const blocked = { outcome: 'blocked', blocked: { code: 'optedOut' } };
		expect(await send({ from, message: TEMPLATE })).toMatchObject(blocked);
		const parties = { ...ENDS, shop: 'Padaria Sol' };
		const later = new Date(NOW.getTime() + 1_000);
		await store.contacts.recordConsent(parties, { ...optOut, state: 'optedIn' }, later);
		expect(await send({ from, message: TEMPLATE })).toMatchObject({ outcome: 'accepted' });
	});

	it('sends, and records what the provider accepted', async () => {
		expect(await send()).toMatchObject({ outcome: 'accepted', messageId: 'wamid.OUT-1' });
		expect(await store.messages.get('whatsappCloud', 'wamid.OUT-1')).toMatchObject({
			state: 'accepted',
			type: 'text',
		});
	});

	it('keeps the text of what it sent, also to a customer who never wrote, and of nothing else', async () => {
		await store.listeners.put(
			{
				...{ key: 'bot', account: 'account:whatsappCloud:waba-1:app-1', provider: 'whatsappCloud' },
				...{ workflowName: 'Bot', url: '', verifyToken: '', webhookToken: '', settings: {} },
				...{ setUpByHand: false, keepTextsDays: 30 },
			},
			NOW,
		);
		const account = {
			baseUrl: 'https://graph.example',
			businessAccountId: 'waba-1',
			appId: 'app-1',
		};
		const from = { id: 'number-1', channel: 'whatsapp', account } as const;
		const buttons = [{ id: 'yes', title: 'Sim' }];
		await send({ from, message: { ...TEMPLATE, rendered: 'Pedido pronto' } });
		await send({ message: TEMPLATE });
		answers = [refusedWith(131026)];
		await send({ from, message: { type: 'buttons', text: 'Quer?', buttons } });
		answers = [{ ...ACCEPTED, body: { messages: [{ id: 'wamid.OUT-2' }] } } as HttpResult];
		await send({ from, message: { type: 'buttons', text: 'Quer mesmo?', buttons } });
		const { messages } = await store.history.read(ENDS, { limit: 10 }, NOW);
		expect(messages).toMatchObject([
			{ from: 'bot', type: 'template', text: 'Pedido pronto' },
			{ from: 'bot', type: 'buttons', text: 'Quer mesmo?\n[Sim]' },
		]);
	});

	it('sends nothing to a customer who opted out, and gives a remedy', async () => {
		await store.contacts.recordConsent(
			ENDS,
			{ state: 'optedOut', scope: 'all', source: 'keyword', evidence: 'SAIR' },
			NOW,
		);
		const outcome = await send();
		expect(outcome).toMatchObject({ outcome: 'blocked', blocked: { code: 'optedOut' } });
		expect(outcome.outcome === 'blocked' && outcome.blocked.remedy).toMatch(/opt-in/i);
		expect(sent).toEqual([]);
	});

	it('lets the one confirmation of an opt-out through', async () => {
		await store.contacts.recordConsent(
			ENDS,
			{ state: 'optedOut', scope: 'all', source: 'keyword' },
			NOW,
		);
		expect((await send({ rules: { ...RULES, consent: 'ignore' } })).outcome).toBe('accepted');
	});

	it('blocks only promotions for a customer who stopped promotions', async () => {
		await store.contacts.recordConsent(
			ENDS,
			{ state: 'optedOut', scope: 'marketing', source: 'platform' },
			NOW,
		);
		const promotion = await send({ message: { ...TEMPLATE, category: 'marketing' } });
		const notice = await send({ message: { ...TEMPLATE, category: 'utility' } });
		expect(promotion).toMatchObject({ blocked: { code: 'optedOutOfMarketing' } });
		expect(notice.outcome).toBe('accepted');
		expect(sent).toHaveLength(1);
	});

	it('writes only to customers with an opt-in when that is required', async () => {
		const rules: DeliveryRules = { ...RULES, consent: 'requireOptIn' };
		expect(await send({ rules })).toMatchObject({ blocked: { code: 'noOptIn' } });
		await store.contacts.recordConsent(
			ENDS,
			{ state: 'optedIn', scope: 'all', source: 'api' },
			NOW,
		);
		expect((await send({ rules })).outcome).toBe('accepted');
	});

	it('sends free text inside the customer service window', async () => {
		await writes('2026-03-01T10:00:00.001Z');
		expect((await send()).outcome).toBe('accepted');
	});

	it('blocks free text from the moment the window has closed', async () => {
		await writes('2026-03-01T10:00:00.000Z');
		expect(await send()).toMatchObject({ outcome: 'blocked', blocked: { code: 'windowClosed' } });
		expect(sent).toEqual([]);
	});

	it('sends the chosen template instead when the window has closed', async () => {
		await writes('2026-02-27T10:00:00.000Z');
		const outcome = await send({
			rules: { ...RULES, closedWindow: 'sendTemplate' },
			templateInstead: TEMPLATE,
		});
		expect(outcome).toMatchObject({ outcome: 'accepted', message: { type: 'template' } });
		expect(outcome.outcome === 'accepted' && outcome.notices.join()).toMatch(/template/);
		expect(sent[0]?.json).toMatchObject({ type: 'template', template: { name: 'order_ready' } });
	});

	it('does not send the template to a customer who opted out', async () => {
		await writes('2026-02-27T10:00:00.000Z');
		await store.contacts.recordConsent(
			ENDS,
			{ state: 'optedOut', scope: 'all', source: 'api' },
			NOW,
		);
		const outcome = await send({
			rules: { ...RULES, closedWindow: 'sendTemplate' },
			templateInstead: TEMPLATE,
		});
		expect(outcome).toMatchObject({ blocked: { code: 'optedOut' } });
		expect(sent).toEqual([]);
	});

	it('leaves an unknown window to the provider, and reacts when that refuses', async () => {
		answers = [refusedWith(131047)];
		const outcome = await send({
			rules: { ...RULES, closedWindow: 'sendTemplate' },
			templateInstead: TEMPLATE,
		});
		expect(outcome).toMatchObject({ outcome: 'accepted', message: { type: 'template' } });
		expect(sent).toHaveLength(2);
	});

	it('blocks with the same text when the provider says that the window is closed', async () => {
		answers = [refusedWith(131047)];
		expect(await send()).toMatchObject({ outcome: 'blocked', blocked: { code: 'windowClosed' } });
	});

	it('says that no template was chosen to be sent instead', async () => {
		await writes('2026-02-27T10:00:00.000Z');
		const outcome = await send({ rules: { ...RULES, closedWindow: 'sendTemplate' } });
		expect(outcome).toMatchObject({
			blocked: { code: 'windowClosed', reason: expect.stringContaining('No template was chosen') },
		});
		expect(sent).toEqual([]);
	});

	it('blocks a message that the provider refuses because the customer stopped promotions', async () => {
		answers = [refusedWith(131050)];
		expect(await send({ message: TEMPLATE })).toMatchObject({
			outcome: 'blocked',
			blocked: { code: 'optedOut' },
		});
	});

	it('reports a message as sent, with a notice, when the store cannot record it', async () => {
		const recordSent = () => Promise.reject(new Error('the disk is full'));
		store = { ...store, messages: { ...store.messages, recordSent } };
		const outcome = await send();
		expect(outcome).toMatchObject({ outcome: 'accepted', messageId: 'wamid.OUT-1' });
		expect(outcome.outcome === 'accepted' && outcome.notices).toEqual([
			expect.stringContaining('could not record'),
		]);
	});

	it('refuses a message that the channel would cut, with every violation, before any request', async () => {
		const outcome = await send({ message: { type: 'text', text: 'x'.repeat(4097) } });
		expect(outcome).toMatchObject({ outcome: 'blocked', blocked: { code: 'textTooLong' } });
		expect(sent).toEqual([]);
	});

	it('sends four buttons as a list, with a notice', async () => {
		const buttons = ['A', 'B', 'C', 'D'].map((title) => ({ id: title, title }));
		const outcome = await send({ message: { type: 'buttons', text: 'Escolha', buttons } });
		expect(outcome).toMatchObject({ outcome: 'accepted', message: { type: 'list' } });
		expect(outcome.outcome === 'accepted' && outcome.notices).toHaveLength(1);
	});

	it('retries a message that was refused before it was processed, after the requested wait', async () => {
		answers = [refusedWith(130429), refusedWith(130429)];
		expect((await send()).outcome).toBe('accepted');
		expect(sent).toHaveLength(3);
		expect(waits).toHaveLength(2);
		expect(Math.min(...waits)).toBeGreaterThan(0);
	});

	it('waits for its turn before every attempt, and slows the number down after a refusal', async () => {
		answers = [refusedWith(130429)];
		await send();
		expect(turns).toHaveLength(4);
		expect(pauses).toEqual([JSON.stringify(['whatsappCloud', 'number-1'])]);
	});

	it('slows only one customer down when only the limit of that customer was exceeded', async () => {
		answers = [refusedWith(131056)];
		await send();
		expect(pauses).toEqual([JSON.stringify(['whatsappCloud', 'number-1', MARTA])]);
	});

	it('requests no turn for a blocked message', async () => {
		await send({ message: { type: 'text', text: 'x'.repeat(4097) } });
		expect(turns).toEqual([]);
	});

	it('never repeats a send that may have been processed already', async () => {
		answers = [{ ok: false, failure: { kind: 'timeout' } }];
		expect((await send()).outcome).toBe('unknown');
		expect(sent).toHaveLength(1);
	});

	it('retries when the provider was certainly not reached', async () => {
		const failure = { kind: 'unreachable', beforeSending: true, detail: 'ECONNREFUSED' } as const;
		answers = [{ ok: false, failure }];
		expect((await send()).outcome).toBe('accepted');
	});

	it('gives up after four tries when the provider cannot be reached', async () => {
		const failure = { kind: 'unreachable', beforeSending: true, detail: 'ECONNREFUSED' } as const;
		answers = Array.from({ length: 10 }, () => ({ ok: false, failure }));
		expect((await send()).outcome).toBe('failed');
		expect(sent).toHaveLength(4);
	});

	it('continues for five minutes, ever more slowly, while the provider only refuses for its rate', async () => {
		answers = Array.from({ length: 20 }, () => refusedWith(130429));
		expect((await send()).outcome).toBe('failed');
		expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
	});

	it('uploads a file first and sends its id', async () => {
		answers = [{ ok: true, status: 200, headers: {}, body: { id: 'media-1' } }];
		const outcome = await send({
			message: {
				type: 'image',
				media: {
					from: 'file',
					content: Buffer.from('invented'),
					mimeType: 'image/png',
					fileName: 'foto.png',
				},
			},
		});
		expect(outcome.outcome).toBe('accepted');
		expect(sent[1]?.json).toMatchObject({ image: { id: 'media-1' } });
	});

	it('sends nothing when the upload is refused', async () => {
		answers = [refusedWith(131053)];
		const media = {
			from: 'file',
			content: Buffer.from('invented'),
			mimeType: 'image/png',
			fileName: 'foto.png',
		} as const;
		expect((await send({ message: { type: 'image', media } })).outcome).toBe('failed');
		expect(sent).toHaveLength(1);
	});
});

import { deliver } from '../../delivery/deliver';
import type { Delivery } from '../../delivery/delivery';
import { createNumberUse, type NumberUse } from '../../delivery/number-use';
import type { HttpResult } from '../../messaging/http';
import type { TemplateMessage } from '../../messaging/outbound-message';
import { whatsappCloud } from '../../providers/whatsappCloud';
import { openStore } from '../../store/open-store';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { receiving } from '../store/receiving';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const DAY_MS = 24 * 3_600_000;
const TEMPLATE: TemplateMessage = { type: 'template', name: 'news', language: 'pt_BR' };
const phone = (number: number) => `+551198888${String(number).padStart(4, '0')}`;
const partiesOf = (number: number): Parties => ({
	provider: 'whatsappCloud',
	channel: 'whatsapp',
	businessId: 'number-1',
	contact: { id: phone(number), phone: phone(number) },
});

describe('delivery within the limits of a number', () => {
	const folder = temporaryFolder();
	let store: Store;
	let numberUse: NumberUse;
	let now: Date;
	let sent: number;
	let refuse: boolean;
	let answers: HttpResult[];

	beforeEach(async () => {
		store = await openStore({ file: folder.file(`${Math.random()}.sqlite`) });
		numberUse = createNumberUse(() => now.getTime());
		now = NOW;
		sent = 0;
		refuse = false;
		answers = [];
	});
	afterEach(() => store.close());

	const answer = (): HttpResult => {
		const error = { code: 131026, message: '(#131026)', error_data: { details: 'invented' } };
		if (refuse) {
			const failure = { kind: 'refused', status: 400, headers: {}, body: { error } } as const;
			return { ok: false, failure };
		}
		const messages = [{ id: `wamid.OUT-${(sent += 1)}` }];
		return { ok: true, status: 200, headers: {}, body: { messages } };
	};

	const send = (number: number, people: number, given: Partial<Delivery> = {}, warnAt = 80) =>
		deliver(
			{
				message: TEMPLATE,
				to: { id: phone(number), phone: phone(number) },
				from: {
					id: 'number-1',
					channel: 'whatsapp',
					account: { baseUrl: 'https://graph.example' },
				},
				rules: {
					consent: 'respectOptOut',
					closedWindow: 'block',
					messagingLimit: { people, warnAtPercent: warnAt },
				},
				...given,
			},
			whatsappCloud,
			{
				store,
				numberUse,
				now: () => now,
				sleep: async () => undefined,
				pacer: { turn: async () => undefined, pauseUntil: () => undefined },
				http: async () => answers.shift() ?? answer(),
			},
		);

	const writes = (number: number) =>
		store.inbox.receive(
			[
				{
					event: 'message',
					id: `in-${number}`,
					provider: 'whatsappCloud',
					channel: 'whatsapp',
					timestamp: now.toISOString(),
					contact: partiesOf(number).contact,
					business: { id: 'number-1' },
					message: { id: `in-${number}`, type: 'text', text: 'oi' },
				},
			],
			receiving({
				trigger: 'trigger-1',
				owner: { bootId: 'boot-1', hostname: 'host-1', processId: 1 },
				now,
				windowHours: () => 24,
				keep: () => false,
				handoverMinutes: 60,
			}),
		);

	it('stops at the limit, for new customers only', async () => {
		for (const number of [1, 2]) expect((await send(number, 2)).outcome).toBe('accepted');
		expect(await send(3, 2)).toMatchObject({ blocked: { code: 'messagingLimitReached' } });
		expect((await send(1, 2)).outcome).toBe('accepted');
	});

	it('never sends more than the limit when many messages leave at once', async () => {
		const many = Array.from({ length: 20 }, (_, number) => send(number, 7));
		const outcomes = (await Promise.all(many)).map(({ outcome }) => outcome);
		expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(7);
		expect(outcomes.filter((outcome) => outcome === 'blocked')).toHaveLength(13);
	});

	it('never sends more than the limit in a campaign, whose claim takes time', async () => {
		const owner = { bootId: 'boot-1', hostname: 'host-a', processId: 1 };
		const campaign = { name: 'may', owner, isProcessAlive: () => true };
		const many = Array.from({ length: 20 }, (_, number) => send(number, 7, { campaign }));
		const outcomes = (await Promise.all(many)).map(({ outcome }) => outcome);
		expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(7);
	});

	it('keeps the slot of a message that was or may have been sent, and releases any other', async () => {
		const kept: boolean[] = [];
		const slot = { release: ({ sent }: { sent: boolean }) => void kept.push(sent) };
		const use = { used: () => 0, isNew: () => true, reserve: () => slot };
		numberUse = { ...numberUse, recipient: async () => use };
		answers = [
			answer(),
			{ ok: false, failure: { kind: 'timeout' } },
			{ ok: false, failure: { kind: 'refused', status: 400, headers: {}, body: {} } },
		];
		for (const number of [1, 2, 3]) await send(number, 10);
		expect(kept).toEqual([true, true, false]);
	});

	it('counts a customer for 24 hours, and no longer', async () => {
		await send(1, 1);
		now = new Date(NOW.getTime() + DAY_MS);
		expect((await send(2, 1)).outcome).toBe('blocked');
		now = new Date(NOW.getTime() + DAY_MS + 1);
		expect((await send(2, 1)).outcome).toBe('accepted');
	});

	it('releases the slot of a refused message', async () => {
		refuse = true;
		expect((await send(1, 1)).outcome).toBe('failed');
		refuse = false;
		expect((await send(2, 1)).outcome).toBe('accepted');
	});

	it('does not count customers who wrote within the last 24 hours', async () => {
		await writes(1);
		expect((await send(1, 1)).outcome).toBe('accepted');
		expect((await send(2, 1)).outcome).toBe('accepted');
		await writes(3);
		expect((await send(3, 1)).outcome).toBe('accepted');
	});

	it('adds a notice to the sent item near the limit', async () => {
		const notices = async (number: number) => {
			const outcome = await send(number, 4, {}, 75);
			return outcome.outcome === 'accepted' ? outcome.notices : [outcome.outcome];
		};
		expect(await notices(1)).toEqual([]);
		expect(await notices(2)).toEqual([]);
		expect(await notices(3)).toEqual([expect.stringContaining('3 of 4 customers')]);
		expect(await notices(3)).toEqual([]);
	});

	it('adds no notice about limits that the user did not set', async () => {
		const rules = { consent: 'respectOptOut', closedWindow: 'block' } as const;
		for (const number of [1, 2, 3]) {
			expect(await send(number, 1, { rules })).toMatchObject({ outcome: 'accepted', notices: [] });
		}
	});

	it('adds a notice when the free service messages of the month are used up', async () => {
		const text = { type: 'text', text: 'Olá' } as const;
		const rules = {
			consent: 'respectOptOut',
			closedWindow: 'block',
			serviceAllowance: { timeZone: 'America/Sao_Paulo' },
		} as const;
		await writes(1);
		const noticesOf = async (message: Delivery['message']) => {
			const outcome = await send(1, 0, { message, rules });
			return outcome.outcome === 'accepted' ? outcome.notices : [outcome.outcome];
		};
		const used = (delivered: number) => {
			numberUse = { ...numberUse, serviceMessages: async () => delivered };
		};
		used(999);
		expect(await noticesOf(text)).toEqual([]);
		used(1_000);
		expect(await noticesOf(text)).toEqual([expect.stringContaining('used up')]);
		expect(await noticesOf(TEMPLATE)).toEqual([]);
	});

	it('counts the service messages of the month in the zone, once a minute', async () => {
		const read = () => numberUse.serviceMessages(store, partiesOf(1), 'America/Sao_Paulo', now);
		const record = (id: string, at: string) =>
			store.messages.recordSent(
				partiesOf(1),
				{ messageId: id, type: 'text', state: 'delivered' },
				new Date(at),
			);
		await record('before', '2026-03-01T02:59:59Z');
		await record('first', '2026-03-01T03:00:00Z');
		expect(await read()).toBe(1);
		await record('second', '2026-03-02T03:00:00Z');
		expect(await read()).toBe(1);
		now = new Date(NOW.getTime() + 60_000);
		expect(await read()).toBe(2);
	});

	it('caches the service messages of each number, so that sends of two numbers by turns do not recount', async () => {
		let counts = 0;
		const reports = {
			...store.reports,
			serviceMessages: async () => ({ delivered: (counts += 1), underWay: 0 }),
		};
		const read = (businessId: string) =>
			numberUse.serviceMessages(
				{ ...store, reports },
				{ ...partiesOf(1), businessId },
				'America/Sao_Paulo',
				now,
			);
		for (const turn of [1, 2, 3]) {
			expect([turn, await read('number-1'), await read('number-2')]).toEqual([turn, 1, 2]);
		}
	});
});

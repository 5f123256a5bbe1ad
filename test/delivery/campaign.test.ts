import { deliver } from '../../delivery/deliver';
import type { Delivery } from '../../delivery/delivery';
import type { Pacer } from '../../delivery/pacing/pacer';
import type { HttpResult } from '../../messaging/http';
import type { TemplateMessage } from '../../messaging/outbound-message';
import { whatsappCloud } from '../../providers/whatsappCloud';
import { openStore } from '../../store/open-store';
import type { Parties } from '../../store/contracts/parties';
import type { Store } from '../../store/contracts/store';
import { temporaryFolder } from '../fixtures/temporary-folder';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const MARTA = '+5511988880001';
const ENDS: Parties = {
	provider: 'whatsappCloud',
	channel: 'whatsapp',
	businessId: 'number-1',
	contact: { id: MARTA, phone: MARTA },
};
const FREE: Pacer = { turn: async () => undefined, pauseUntil: () => undefined };
const TEMPLATE: TemplateMessage = { type: 'template', name: 'news', language: 'pt_BR' };

describe('delivery of a campaign', () => {
	const folder = temporaryFolder();
	let store: Store;
	let sent: number;
	let answers: Array<HttpResult | Error>;

	beforeEach(async () => {
		store = await openStore({ file: folder.file(`${Math.random()}.sqlite`) });
		sent = 0;
		answers = [];
	});
	afterEach(() => store.close());

	const send = (given: Partial<Delivery> = {}, bootId = 'boot-1', pacer: Pacer = FREE) =>
		deliver(
			{
				message: TEMPLATE,
				to: { id: MARTA, phone: MARTA },
				from: {
					id: 'number-1',
					channel: 'whatsapp',
					account: { baseUrl: 'https://graph.example' },
				},
				rules: { consent: 'respectOptOut', closedWindow: 'block' },
				campaign: {
					name: 'may',
					owner: { bootId, hostname: 'host-a', processId: bootId === 'boot-1' ? 1 : 2 },
					isProcessAlive: () => false,
				},
				...given,
			},
			whatsappCloud,
			{
				store,
				now: () => NOW,
				sleep: async () => undefined,
				pacer,
				http: async () => {
					sent += 1;
					const answer = answers.shift() ?? accepted(`wamid.OUT-${sent}`);
					if (answer instanceof Error) throw answer;
					return answer;
				},
			},
		);

	it('a campaign reaches a customer once, and a second try reports that without sending', async () => {
		expect((await send()).outcome).toBe('accepted');
		expect(await send()).toMatchObject({
			outcome: 'blocked',
			blocked: { code: 'alreadySentInCampaign' },
		});
		expect(sent).toBe(1);
		expect(await store.messages.get('whatsappCloud', 'wamid.OUT-1')).toMatchObject({
			campaign: 'may',
			templateName: 'news',
			businessInitiated: true,
		});
	});

	it('a campaign reaches a customer once under two addresses at the same time', async () => {
		const old = '+551188880001';
		const outcomes = await Promise.all([send(), send({ to: { id: old, phone: old } })]);
		expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'blocked']);
		expect(sent).toBe(1);
	});

	it('a send is tried again after a certain refusal', async () => {
		answers = [refusedWith(131026)];
		expect((await send()).outcome).toBe('failed');
		expect((await send()).outcome).toBe('accepted');
	});

	it('a send is not tried again when its outcome is unknown', async () => {
		answers = [{ ok: false, failure: { kind: 'timeout' } }];
		expect((await send()).outcome).toBe('unknown');
		expect(await send()).toMatchObject({
			outcome: 'blocked',
			blocked: { code: 'campaignSendUnknown' },
		});
		expect(sent).toBe(1);
	});

	it('a send is tried again when its turn never came, because no request had begun', async () => {
		const away = new Error('the store is away');
		const turn = async () => await Promise.reject(away);
		await expect(send({}, 'boot-1', { turn, pauseUntil: () => undefined })).rejects.toBe(away);
		expect(sent).toBe(0);
		expect(await send()).toMatchObject({ outcome: 'accepted' });
	});

	it('a send is blocked, and unknown in the report, when its process died', async () => {
		answers = [new Error('killed')];
		await expect(send()).rejects.toThrow('killed');
		expect(await send({}, 'boot-2')).toMatchObject({ blocked: { code: 'campaignSendUnknown' } });
		const query = { provider: 'whatsappCloud', groupBy: { by: 'campaign' } } as const;
		expect(await store.reports.deliveries(query, NOW)).toMatchObject([{ unknown: 1, blocked: 0 }]);
		expect(sent).toBe(1);
	});

	it('a message that another guard blocks claims nothing', async () => {
		const optOut = { state: 'optedOut', scope: 'all', source: 'api' } as const;
		await store.contacts.recordConsent(ENDS, optOut, NOW);
		expect(await send()).toMatchObject({ blocked: { code: 'optedOut' } });
		await store.contacts.recordConsent(ENDS, { ...optOut, state: 'optedIn' }, NOW);
		expect((await send()).outcome).toBe('accepted');
	});

	it('the template that replaces a message uses the claim of that message', async () => {
		answers = [refusedWith(131047)];
		const text = { type: 'text', text: 'Olá' } as const;
		const outcome = await send({
			message: text,
			rules: { consent: 'respectOptOut', closedWindow: 'sendTemplate' },
			templateInstead: TEMPLATE,
		});
		expect(outcome).toMatchObject({ outcome: 'accepted', message: { type: 'template' } });
		expect((await send()).outcome).toBe('blocked');
	});

	it('a message may be sent again under another campaign name', async () => {
		await send();
		const owner = { bootId: 'boot-1', hostname: 'host-a', processId: 1 };
		const june = { name: 'june', owner, isProcessAlive: () => true };
		expect((await send({ campaign: june })).outcome).toBe('accepted');
	});
});

function accepted(id: string): HttpResult {
	const body = { messaging_product: 'whatsapp', messages: [{ id }] };
	return { ok: true, status: 200, headers: {}, body };
}

function refusedWith(code: number): HttpResult {
	const body = { error: { code, message: `(#${code})`, error_data: { details: 'invented' } } };
	return { ok: false, failure: { kind: 'refused', status: 400, headers: {}, body } };
}

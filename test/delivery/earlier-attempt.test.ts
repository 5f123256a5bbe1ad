import { deliver } from '../../delivery/deliver';
import type { SendIdentity } from '../../delivery/delivery';
import type { HttpResult } from '../../messaging/http';
import { whatsappCloud } from '../../providers/whatsappCloud';
import type { Store } from '../../store/contracts/store';
import { openStore } from '../../store/open-store';
import { temporaryFolder } from '../fixtures/temporary-folder';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const MARTA = { id: '+5511988880001', phone: '+5511988880001' };
const REFUSED: HttpResult = {
	ok: false,
	failure: { kind: 'refused', status: 400, headers: {}, body: { error: { code: 131026 } } },
};
const LOST: HttpResult = { ok: false, failure: { kind: 'timeout' } };

describe('a delivery with the identity of an earlier attempt', () => {
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

	const send = (identity: SendIdentity = FIRST, turn = async () => undefined) =>
		deliver(
			{
				message: { type: 'template', name: 'news', language: 'pt_BR' },
				to: MARTA,
				from: {
					...{ id: 'number-1', channel: 'whatsapp' },
					account: { baseUrl: 'https://graph.example' },
				},
				rules: { consent: 'respectOptOut', closedWindow: 'block' },
				identity,
			},
			whatsappCloud,
			{
				store,
				now: () => NOW,
				sleep: async () => undefined,
				pacer: { turn, pauseUntil: () => undefined },
				http: async () => {
					sent += 1;
					const answer = answers.shift() ?? {
						...{ ok: true, status: 200, headers: {} },
						body: { messages: [{ id: `wamid.${sent}` }] },
					};
					if (answer instanceof Error) throw answer;
					return answer as HttpResult;
				},
			},
		);

	it('gives the result of that attempt and sends nothing', async () => {
		const first = await send();
		expect(first).toMatchObject({ outcome: 'accepted', messageId: 'wamid.1' });
		expect(await send(AGAIN)).toMatchObject({
			...{ outcome: 'accepted', messageId: 'wamid.1', sentAt: NOW.toISOString() },
			notices: [expect.stringContaining('not sent again')],
		});
		expect(sent).toBe(1);
	});

	it('gives it also to a customer who has opted out since', async () => {
		await send();
		const ends = {
			provider: 'whatsappCloud',
			channel: 'whatsapp',
			businessId: 'number-1',
		} as const;
		const optOut = { state: 'optedOut', scope: 'all', source: 'api' } as const;
		await store.contacts.recordConsent({ ...ends, contact: MARTA }, optOut, NOW);
		expect(await send(AGAIN)).toMatchObject({ outcome: 'accepted' });
	});

	it('sends after a refusal that is certain', async () => {
		answers = [REFUSED];
		expect((await send()).outcome).toBe('failed');
		expect((await send(AGAIN)).outcome).toBe('accepted');
	});

	it('sends when the turn of the earlier attempt never came', async () => {
		const away = new Error('the store is away');
		await expect(send(FIRST, async () => await Promise.reject(away))).rejects.toBe(away);
		expect((await send(AGAIN)).outcome).toBe('accepted');
		expect(sent).toBe(1);
	});

	it.each<[string, HttpResult | Error]>([
		['the answer was lost', LOST],
		['the process died with it', new Error('killed')],
	])('blocks, and does not fail, when %s', async (_, answer) => {
		answers = [answer];
		await send().catch(() => undefined);
		expect(await send(AGAIN)).toMatchObject({
			...{ outcome: 'blocked', blocked: { code: 'sendUnknown' } },
		});
		expect(sent).toBe(1);
	});

	it('sends once when two executions begin at the same moment', async () => {
		const outcomes = await Promise.all([send(), send(AGAIN)]);
		expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'blocked']);
		expect(sent).toBe(1);
	});

	it('sends again where the same is sent on purpose, and remembers the newer attempt', async () => {
		await send();
		const onPurpose = { ...AGAIN, isDeliberateResend: async (earlier: string) => earlier === '1' };
		expect(await send(onPurpose)).toMatchObject({ messageId: 'wamid.2' });
		expect(await send({ ...FIRST, isDeliberateResend: async () => false })).toMatchObject({
			messageId: 'wamid.2',
		});
		expect(sent).toBe(2);
	});
});

const FIRST: SendIdentity = { key: 'send-1', executionId: '1' };
const AGAIN: SendIdentity = { key: 'send-1', executionId: '2' };

import { deliver } from '../../delivery/deliver';
import type { MessagingError } from '../../messaging/error';
import type { HttpRequest } from '../../messaging/http';
import type {
	ApiResult,
	ProviderAdapter,
	Recipient,
	SendToPrepare,
} from '../../messaging/provider';
import { whatsappCloud } from '../../providers/whatsappCloud';
import { openStore } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { temporaryFolder } from '../fixtures/temporary-folder';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const TYPED: Recipient = { id: '+5511988880001', phone: '+5511988880001' };
const CHECKED: Recipient = { id: 'checked-1', phone: '+5511988880001' };
const NOT_REACHABLE: MessagingError = {
	code: 'notReachable',
	title: 'This number cannot be reached',
	reason: 'invented',
	remedy: 'invented',
	retry: 'no',
};

describe('delivery: preparation of the recipient', () => {
	const folder = temporaryFolder();
	let store: Store;
	let asked: SendToPrepare[];
	let sent: HttpRequest[];
	let sendIds: Array<string | undefined>;
	let answer: ApiResult<Recipient>;

	beforeEach(async () => {
		store = await openStore({ file: folder.file(`${Math.random()}.sqlite`) });
		[asked, sent, sendIds] = [[], [], []];
		answer = { ok: true, value: CHECKED };
	});
	afterEach(() => store.close());

	const adapter: ProviderAdapter = {
		...whatsappCloud,
		prepareRecipient: async (send) => {
			asked.push(send);
			return answer;
		},
		build: (message, to, from, sendId) => {
			sendIds.push(sendId);
			return whatsappCloud.build(message, to, from);
		},
		readResponse: (_response, request) => ({ ok: true, messageId: `sent by ${request?.method}` }),
	};

	const send = (to: Recipient = TYPED) =>
		deliver(
			{
				message: { type: 'template', name: 'pedido_pronto', language: 'pt_BR' },
				to,
				from: { id: 'bot-1', channel: 'whatsapp', account: { baseUrl: 'https://a.example' } },
				rules: { consent: 'respectOptOut', closedWindow: 'block' },
			},
			adapter,
			{
				store,
				now: () => NOW,
				sleep: async () => undefined,
				pacer: { turn: async () => undefined, pauseUntil: () => undefined },
				http: async (request) => {
					sent.push(request);
					return { ok: true, status: 200, headers: {}, body: {} };
				},
			},
		);

	it('sends to the recipient that the provider made of the typed one', async () => {
		expect(await send()).toMatchObject({ outcome: 'accepted', messageId: 'sent by POST' });
		expect(asked[0]).toMatchObject({ to: TYPED, from: { id: 'bot-1' }, known: undefined });
		expect(sent[0]?.json).toMatchObject({ to: 'checked-1' });
	});

	it('knows the looked-up address at the next send', async () => {
		await send();
		await send();
		expect(asked[1]?.known).toMatchObject(CHECKED);
	});

	it('sends nothing when it fails, and says why', async () => {
		answer = { ok: false, error: NOT_REACHABLE };
		expect(await send()).toEqual({ outcome: 'failed', error: NOT_REACHABLE });
		expect(sent).toEqual([]);
	});

	it('makes no request about a customer whom a guard protects', async () => {
		const parties = {
			provider: 'whatsappCloud',
			channel: 'whatsapp',
			businessId: 'bot-1',
			contact: TYPED,
		} as const;
		const optOut = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
		await store.contacts.recordConsent(parties, optOut, NOW);
		expect(await send()).toMatchObject({ outcome: 'blocked' });
		expect(asked).toEqual([]);
	});

	it('gives each send its own id', async () => {
		await send();
		await send();
		expect(new Set(sendIds).size).toBe(2);
		for (const sendId of sendIds) expect(sendId).toMatch(/^[0-9a-f-]{36}$/);
	});
});

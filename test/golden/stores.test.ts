import { readMenuAnswer } from '../../intake/recognise/menu-answer';
import type { EventContact, MessagingEvent } from '../../messaging/event';
import type { Store } from '../../store/contracts/store';
import { GOLDEN_ENGINES, goldenFacts, readFacts, RELEASES } from './golden-stores';
import { receiving } from '../store/receiving';

/** A process of today. The processes that the golden stores name are dead. */
const TODAY = { bootId: 'boot-today', hostname: 'host-today', processId: 303 };

describe.each(GOLDEN_ENGINES)('$name', ({ open }) => {
	describe.each(RELEASES)('a store written by %s', (release) => {
		const golden = goldenFacts(release);
		const now = new Date(golden.readAt);
		let store: Store;
		let dispose: () => Promise<void>;
		beforeAll(async () => ({ store, dispose } = await open(release)));
		afterAll(() => dispose());

		const received = (id: string, contact: EventContact, text: string): MessagingEvent => ({
			event: 'message',
			id,
			provider: 'whatsappCloud',
			channel: 'whatsapp',
			timestamp: golden.readAt,
			contact,
			business: { id: '106540352242922' },
			message: { id, type: 'text', text },
		});
		const receive = (...events: MessagingEvent[]) =>
			store.inbox.receive(
				events,
				receiving({
					trigger: 'golden-cloud',
					owner: TODAY,
					now,
					windowHours: () => 24,
					keep: () => true,
					handoverMinutes: 60,
					recognise: async (event, { menu }) => readMenuAnswer(event, { menu }),
				}),
			);
		const ana = golden.customers['ana']?.parties.contact ?? { id: '' };

		it('the store has the same customers, messages, reports, counters, proofs and simulated chats', async () => {
			const facts = await readFacts(store, golden);
			for (const part of Object.keys(golden) as Array<keyof typeof golden>) {
				expect({ [part]: facts[part] }).toMatchObject({ [part]: golden[part] });
			}
		});

		it('gives the events of dead processes to a process of today', async () => {
			const started = await store.inbox.startNext({
				listeners: ['golden-cloud'],
				owner: TODAY,
				now,
				deadBefore: now,
				isProvenDead: () => false,
				beginsAtOnce: true,
				isStartedHere: () => false,
				mostRecovered: 100,
			});
			const taken = started.map(({ event }) => event);
			const told = ({ event, message, account, handover }: MessagingEvent) =>
				`${event}: ${String(message?.text ?? account?.type ?? handover?.ticketId)}`;
			expect(taken.map(told).sort()).toEqual([
				'account: templateStatus',
				'buttonClick: Encomendar',
				'handover: T-77',
				'message: ',
				'message: Tem bolo de milho?',
				'message: Vocês abrem hoje?',
			]);
			expect(taken.filter(({ contact }) => contact.id === ana.id).map(told)).toEqual([
				'message: Tem bolo de milho?',
				'buttonClick: Encomendar',
			]);
			const location = taken.find(({ message }) => message?.type === 'location');
			expect(location?.message?.location).toMatchObject({ latitude: -23.55, longitude: -46.63 });
			// No execution had begun the location. All others may have been worked on before.
			expect(taken.filter(({ redelivered }) => redelivered !== true)).toEqual([location]);
		});

		it('recognises events that were received before as repeats', async () => {
			const before = [received('wamid.GOLDEN1', ana, 'Oi'), received('wamid.GOLDEN2', ana, 'Oi')];
			expect(await receive(...before)).toMatchObject({ fresh: [], repeats: 2 });
		});

		it('reads a typed number as the choice of the menu that was sent last', async () => {
			const { fresh } = await receive(received('wamid.today', ana, '2'));
			expect(fresh).toMatchObject([
				{ event: 'buttonClick', button: { id: 'hours', title: 'Horários' } },
			]);
		});

		it('sends a campaign once to each customer, and never when the outcome is unknown', async () => {
			const claimed: Record<string, string> = {};
			for (const [name, { parties }] of Object.entries(golden.customers)) {
				const claimant = { owner: TODAY, realTime: now, isProcessAlive: () => true };
				const claim = await store.campaigns.claim(parties, { campaign: 'october' }, claimant, now);
				claimed[name] = claim.claim;
			}
			expect(claimed).toEqual({
				...{ ana: 'alreadySent', anaAtInfobip: 'alreadySent', anaByUserId: 'alreadySent' },
				...{ hugo: 'alreadySent' },
				...{ davi: 'outcomeUnknown', elisa: 'outcomeUnknown', felipe: 'outcomeUnknown' },
				...{ bruno: 'claimed', carla: 'claimed', gina: 'claimed' },
				...{ visitor: 'claimed', otherVisitor: 'claimed' },
			});
		});

		it('continues the pace of a stream of messages', async () => {
			const reserved = Date.parse('2026-10-05T13:10:00.000Z');
			const stream = 'whatsappCloud:106540352242922';
			expect(await store.pacing.reserve(stream, 10, reserved)).toBe(reserved + 12.5);
		});
	});
});

import fc from 'fast-check';

import type { MessagingEvent } from '../../messaging/event';
import type { Store } from '../../store/contracts/store';
import { MAX_KEY_BYTES, storedKey } from '../../store/stored-key';
import { ENGINES } from './engines';
import { endsWith, message, minute, receive, status } from './events';

/** Ids as an attacker or a faulty provider may send them: of any length, with any character, also in part. */
const oddId = fc
	.tuple(
		fc.uuid(),
		fc.string({
			unit: fc.constantFrom('x', 'é', '文', '🙂', '\0', '\ud83d', '%', "'", '"'),
			maxLength: 40,
		}),
		fc.constantFrom(0, 1, 60, 300, 1_500),
	)
	// The random part keeps PostgreSQL from compressing a long text until it fits into an index.
	.map(([unique, odd, times]) => `${unique}${odd}${incompressible(unique, times)}`);

function incompressible(seed: string, times: number): string {
	return Array.from({ length: times }, (_, index) =>
		storedKey(`${'x'.repeat(MAX_KEY_BYTES)}${seed}${index}`).slice(7, 39),
	).join('');
}

const oddEvent = fc
	.record({
		id: oddId,
		contact: fc.record({ id: oddId, userId: fc.option(oddId, { nil: undefined }), name: oddId }),
		business: fc.record({ id: oddId }),
		isReceipt: fc.boolean(),
		messageId: oddId,
		text: oddId,
	})
	.map(({ isReceipt, messageId, text, ...more }): MessagingEvent => {
		const event = isReceipt ? status(messageId, 'delivered', more) : message(more.id, text, more);
		return { ...event, consent: { state: 'optedOut', scope: 'all', source: 'keyword' } };
	});

describe('storedKey', () => {
	it('does not change ordinary ids', () => {
		for (const id of ['wamid.HBgN==', 'phone:+5511988880001', 'a'.repeat(MAX_KEY_BYTES)]) {
			expect(storedKey(id)).toBe(id);
		}
	});

	it('returns a short key, equal for equal texts only', () => {
		fc.assert(
			fc.property(oddId, oddId, (a, b) => {
				expect(Buffer.byteLength(storedKey(a))).toBeLessThanOrEqual(MAX_KEY_BYTES);
				expect(storedKey(a)).toBe(storedKey(a));
				expect(storedKey(a)).not.toBe(storedKey(b));
			}),
		);
	});

	it('distinguishes a text that has the form of a hash from the text with this hash', () => {
		const long = 'x'.repeat(MAX_KEY_BYTES + 1);
		expect(storedKey(storedKey(long))).not.toBe(storedKey(long));
	});
});

describe.each(ENGINES)('$name: odd ids', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeAll(async () => ({ store, dispose } = await create()));
	afterAll(() => dispose());

	it('odd ids do not affect other events of their batch, and are recognised when they come again', async () => {
		let batch = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(oddEvent, { minLength: 1, maxLength: 5 }), async (odd) => {
				const plain = message(`plain-${(batch += 1)}`, 'Olá', { contact: { id: `ana-${batch}` } });
				const events = [...odd, plain];
				const first = await receive(store, events);
				expect(first.fresh.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
				const second = await receive(store, events);
				expect(second).toMatchObject({ fresh: [], repeats: events.length });
			}),
			{ numRuns: 20 },
		);
	}, 60_000);

	it('odd ids identify one customer, one message, one campaign and one stream each', async () => {
		await fc.assert(
			fc.asyncProperty(oddId, oddId, oddId, async (customer, other, business) => {
				const parties = endsWith({ id: customer }, { businessId: business });
				const stranger = endsWith({ id: other }, { businessId: business });
				const consent = { state: 'optedOut', scope: 'all', source: 'api' } as const;
				await store.contacts.recordConsent(parties, consent, minute(0));
				expect((await store.contacts.get(parties))?.consent.all).toBe('optedOut');
				expect(await store.contacts.get(stranger)).toBeUndefined();

				const send = { key: storedKey(other), result: { notices: [customer] } };
				await store.sendOutcomes.begin({ key: send.key, executionId: '1' }, minute(1));
				const sent = {
					...{ messageId: other, templateName: other, content: customer, send },
					...({ type: 'template', state: 'sent' } as const),
				};
				await store.messages.recordSent(parties, sent, minute(1));
				expect(await store.messages.get(parties.provider, other)).toMatchObject({
					messageId: other,
				});
				expect(await store.messages.get(parties.provider, customer)).toBeUndefined();
				expect(await store.sendOutcomes.find(send.key)).toMatchObject({
					state: 'accepted',
					messageId: storedKey(other),
				});
				const report = { provider: parties.provider, businessId: business, templateName: other };
				const [total] = await store.reports.deliveries(
					{ ...report, groupBy: { by: 'total' } },
					minute(2),
				);
				expect(total?.sent).toBe(1);

				const owner = { bootId: 'boot-1', hostname: 'host-a', processId: 1 };
				const claimant = { owner, realTime: minute(2), isProcessAlive: () => true };
				const claim = () =>
					store.campaigns.claim(parties, { campaign: other }, claimant, minute(2));
				expect([(await claim()).claim, (await claim()).claim]).toEqual(['claimed', 'inFlight']);

				await store.pacing.reserve(other, 1_000, 0);
				expect(await store.pacing.reserve(other, 1_000, 0)).toBe(1_000);
			}),
			{ numRuns: 10 },
		);
	}, 60_000);
});

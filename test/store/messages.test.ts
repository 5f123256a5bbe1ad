import fc from 'fast-check';

import { advance } from '../../messaging/delivery-state';
import type { MessagingError } from '../../messaging/error';
import { DELIVERY_STATES, type DeliveryState } from '../../messaging/event';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { ANA, ENDS, message, minute, receive, status } from './events';

const ERROR: MessagingError = {
	code: '131026',
	title: 'Not delivered',
	reason: 'The number is not on this channel.',
	remedy: 'Check the number.',
	retry: 'no',
};

describe.each(ENGINES)('$name: messages', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const get = (messageId = 'm') => store.messages.get('whatsappCloud', messageId);
	const SENT = { messageId: 'm', type: 'text', state: 'accepted' } as const;

	it('a message is unknown before its first receipt', async () => {
		expect(await get()).toBeUndefined();
	});

	it('a message keeps the facts of its send', async () => {
		const sent = { ...SENT, reference: 'order-7', templateName: 'welcome', campaign: 'May' };
		await store.messages.recordSent(ENDS, sent, minute(1));
		expect(await get()).toEqual({ ...sent, at: minute(1).toISOString() });
		expect(await store.messages.get('simulator', 'm')).toBeUndefined();
	});

	it('a message follows its receipts', async () => {
		await store.messages.recordSent(ENDS, SENT, minute(0));
		await receive(store, [status('m', 'sent'), status('m', 'delivered')]);
		expect(await get()).toMatchObject({
			type: 'text',
			state: 'delivered',
			at: minute(0).toISOString(),
		});
	});

	it('a late receipt never lowers the state', async () => {
		await receive(store, [status('m', 'read'), status('m', 'delivered'), status('m', 'failed')]);
		expect((await get())?.state).toBe('read');
	});

	it('the higher state stays when the receipt was faster than the answer', async () => {
		await receive(store, [
			status('m', 'delivered', {
				status: { messageId: 'm', state: 'delivered', reference: 'order-7' },
			}),
		]);
		expect(await get()).toMatchObject({ type: 'unknown', state: 'delivered' });
		await store.messages.recordSent(ENDS, { ...SENT, campaign: 'May' }, minute(2));
		expect(await get()).toEqual({
			messageId: 'm',
			type: 'text',
			state: 'delivered',
			reference: 'order-7',
			campaign: 'May',
			at: minute(2).toISOString(),
		});
	});

	it('a failure keeps its error, and a later delivery removes it', async () => {
		await receive(store, [
			status('m', 'failed', { status: { messageId: 'm', state: 'failed', error: ERROR } }),
		]);
		expect(await get()).toMatchObject({ state: 'failed', error: ERROR });
		await receive(store, [status('m', 'delivered')]);
		expect(await get()).not.toHaveProperty('error');
	});

	it('any receipt replaces an unknown outcome', async () => {
		const unknown = {
			...SENT,
			state: 'unknown',
			error: { ...ERROR, mayHaveBeenSent: true },
		} as const;
		await store.messages.recordSent(ENDS, unknown, minute(0));
		expect((await get())?.state).toBe('unknown');
		await receive(store, [status('m', 'accepted')]);
		expect((await get())?.state).toBe('accepted');
	});

	it('a receipt of a message that another system sent is kept, also without a customer', async () => {
		await receive(store, [status('m', 'sent', { contact: { id: '' } }), status('', 'sent')]);
		expect((await get())?.state).toBe('sent');
	});

	it('a receipt without business and customer gets both from its message', async () => {
		await store.messages.recordSent(ENDS, SENT, minute(0));
		const bare = { contact: { id: '' }, business: { id: '' } };
		const { fresh } = await receive(store, [status('m', 'delivered', bare)]);
		expect(fresh).toMatchObject([
			{ contact: { phone: ANA.phone }, business: { id: ENDS.businessId } },
		]);
		const [first] = (await receive(store, [message('a')])).fresh;
		expect(fresh[0]?.conversation?.key).toBe(first?.conversation?.key);
	});

	it('every order, repetition and batch of receipts and the answer gives the same state', async () => {
		let run = 0;
		const step = fc.constantFrom<DeliveryState | 'answer'>(...DELIVERY_STATES, 'answer');
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
				const messageId = `message-${++run}`;
				for (const [index, state] of steps.entries()) {
					if (state === 'answer') {
						await store.messages.recordSent(ENDS, { ...SENT, messageId }, minute(0));
					} else {
						await receive(store, [{ ...status(messageId, state), id: `${run}-${index}` }]);
					}
				}
				const expected = steps
					.map((state) => (state === 'answer' ? 'accepted' : state))
					.reduce<DeliveryState | undefined>(advance, undefined);
				expect((await get(messageId))?.state).toBe(expected);
			}),
			{ numRuns: 80 },
		);
	}, 60_000);
});

import fc from 'fast-check';

import { advance } from '../../messaging/delivery-state';
import { DELIVERY_STATES, type DeliveryState } from '../../messaging/event';

const after = (states: readonly DeliveryState[]) =>
	states.reduce<DeliveryState | undefined>((state, next) => advance(state, next), undefined);

describe('delivery state', () => {
	it('a late "sent" never replaces "read"', () => {
		expect(after(['read', 'sent'])).toBe('read');
	});

	it('a delivered message never becomes failed', () => {
		expect(after(['failed', 'delivered'])).toBe('delivered');
		expect(after(['delivered', 'failed'])).toBe('delivered');
	});

	it('a failure after "sent" counts', () => {
		expect(after(['accepted', 'sent', 'failed'])).toBe('failed');
	});

	it('the same receipts give the same state in every order, also when some repeat', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...DELIVERY_STATES), { minLength: 1 }), (states) => {
				const shuffled = [...states].reverse().concat(states);
				expect(after(shuffled)).toBe(after(states));
				expect(after([...states].sort())).toBe(after(states));
			}),
		);
	});
});

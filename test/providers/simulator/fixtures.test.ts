import { simulator } from '../../../providers/simulator';
import { faultsOf } from '../../contracts/event-faults';
import { comparable, delivery, inboundFixtures } from '../../fixtures/inbound';

/** The entries of the chat page, from which docs/capabilities.md also tells what the Simulator can play. */
describe('simulator: fixtures', () => {
	const fixtures = inboundFixtures('simulator');

	it.each(fixtures)('reads $scenario', ({ body, events }) => {
		expect(simulator.parse(delivery(body)).map(comparable)).toEqual(events);
	});

	it.each(fixtures)('makes whole events of $scenario', ({ body }) => {
		for (const event of simulator.parse(delivery(body))) {
			expect(faultsOf(event, 'simulator')).toEqual([]);
		}
	});
});

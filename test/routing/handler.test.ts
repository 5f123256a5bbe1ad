import fc from 'fast-check';
import { HANDLERS } from '../../messaging/event';
import { compileHandler } from '../../routing/handler';

describe('handler', () => {
	const router = compileHandler();

	it.each(HANDLERS.map((handler, index) => [handler, index] as const))(
		'sends %s to its own branch',
		(handler, index) => {
			expect(router.decide({ handler })).toEqual({
				branches: [index],
				matched: [handler],
				reason: 'handler',
			});
		},
	);

	it.each([undefined, null, ''])('counts an absent handler (%j) as the bot', (handler) => {
		expect(router.decide({ handler })).toEqual({ branches: [0], reason: 'noHandler' });
	});

	it('reports that an unknown handler counts as the bot', () => {
		expect(router.decide({ handler: 'robot' })).toEqual({
			branches: [0],
			reason: 'unknownHandler',
		});
	});

	it('picks exactly one branch for any value', () => {
		fc.assert(
			fc.property(fc.anything(), (handler) => {
				expect(router.decide({ handler }).branches).toHaveLength(1);
			}),
		);
	});
});

import fc from 'fast-check';
import { chooseAgent, STRATEGIES, type Candidate, type Strategy } from '../../routing/agent-choice';

const AGENTS: Candidate[] = [
	{ id: 'bia', name: 'Bia', open: 2, lastAssignment: 7 },
	{ id: 'caio', name: 'Caio', open: 1, lastAssignment: 9 },
	{ id: 'davi', open: 1, lastAssignment: 8 },
];

const why = (strategy: Strategy, agents: Candidate[], known = {}) =>
	chooseAgent(strategy, agents, known)?.why;

describe('choice of an agent', () => {
	it('prefers the agent with the fewest open conversations, and of several the one who has waited longest', () => {
		expect(why('fewestOpen', AGENTS)).toBe(
			'davi has the fewest open conversations (1) and has waited longest for the next one.',
		);
		expect(why('fewestOpen', AGENTS.slice(0, 2))).toBe(
			'Caio has the fewest open conversations (1).',
		);
	});

	it('takes the agent whose turn it is, the order of the list deciding between agents without any', () => {
		expect(why('roundRobin', AGENTS)).toBe('It is the turn of Bia.');
		const fresh = ['elisa', 'felipe'].map((id) => ({ id, open: 5 }));
		expect(why('roundRobin', [...AGENTS, ...fresh])).toBe('It is the turn of elisa.');
	});

	it('prefers the agent who answered last, or else the one with the fewest open conversations', () => {
		expect(why('sameAsLast', AGENTS, { last: 'bia' })).toBe('Bia answered this customer last.');
		expect(why('sameAsLast', AGENTS, { last: 'gina' })).toContain('davi has the fewest');
		expect(why('roundRobin', AGENTS, { last: 'caio' })).toBe('It is the turn of Bia.');
	});

	it.each(STRATEGIES)('keeps the agent who can go on (%s)', (strategy) => {
		expect(why(strategy, AGENTS, { present: 'caio', last: 'bia' })).toBe(
			'Caio already has this conversation.',
		);
	});

	it.each(STRATEGIES)('chooses no agent when there is no candidate (%s)', (strategy) => {
		expect(chooseAgent(strategy, [], { present: 'bia' })).toBeUndefined();
	});

	it.each(['fewestOpen', 'roundRobin'] as const)(
		'gives any number of conversations out fair within one (%s)',
		(strategy) => {
			const run = (agents: number, conversations: number) => {
				const loads: Candidate[] = Array.from({ length: agents }, (_, n) => ({
					...{ id: `agent-${n}`, open: 0 },
				}));
				for (let number = 1; number <= conversations; number++) {
					const choice = chooseAgent(strategy, loads, {});
					if (!choice) throw new Error('Nobody was chosen');
					choice.agent.open += 1;
					choice.agent.lastAssignment = number;
				}
				return loads.map(({ open }) => open);
			};
			fc.assert(
				fc.property(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 60 }), (agents, count) => {
					const open = run(agents, count);
					expect(Math.max(...open) - Math.min(...open)).toBeLessThanOrEqual(1);
				}),
			);
		},
	);
});

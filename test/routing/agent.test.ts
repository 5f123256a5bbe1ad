import { compileAgent } from '../../routing/agent';
import type { AgentRow } from '../../routing/agent-list';

// A Friday, 09:30 in São Paulo.
const FRIDAY = new Date('2026-11-20T12:30:00Z');

const compile = (agents: AgentRow[]) => compileAgent({ timeZone: 'America/Sao_Paulo', agents });
const find = (agents: AgentRow[], skills: string[] = [], at = FRIDAY) => {
	const { agents: found, ...rest } = compile(agents).findEligible(skills, at, 'pt');
	return { ids: found.map(({ id }) => id), ...rest };
};

describe('agents who may get a conversation', () => {
	const AGENTS = [
		{ id: 'bia', skills: 'Vendas, inglês', hours: '08:00-12:00' },
		{ id: 'caio', skills: 'vendas', hours: '14:00-18:00' },
		{ id: 'davi', skills: 'trocas' },
	];

	it('finds the agents whose hours it is', () => {
		expect(find(AGENTS)).toEqual({ ids: ['bia', 'davi'] });
	});

	it('finds the agents with every required skill', () => {
		expect(find(AGENTS, ['vendas'])).toEqual({ ids: ['bia'] });
		expect(find(AGENTS, ['vendas', 'trocas'])).toEqual({ ids: [], reason: 'noSkill' });
	});

	it('finds no agent outside of all hours, and gives the next opening', () => {
		const evening = new Date('2026-11-20T22:30:00Z');
		expect(find(AGENTS, ['vendas'], evening)).toMatchObject({
			...{ ids: [], reason: 'outsideHours' },
			businessHours: { opensAtText: 'amanhã às 8h' },
		});
	});

	it('finds no agent without a list', () => {
		expect(find([{}])).toEqual({ ids: [], reason: 'noAgents' });
	});

	it('finds no agent whose hours cannot be read', () => {
		const router = compile([{ id: 'bia', hours: 'soon' }]);
		expect(router.problems).toMatchObject([
			{ problem: 'The hours "soon" of the agent "bia" could not be read.' },
		]);
		expect(router.findEligible([], FRIDAY, 'en')).toMatchObject({ reason: 'outsideHours' });
	});
});

describe('route by agent', () => {
	const { decide } = compile([]);
	const agents = ['bia', 'caio'].map((id) => ({ id, skills: [], hours: '', days: [] }));
	const bia = { id: 'bia', name: 'Bia' };

	it('an assignment leaves by the first branch, with the agent and the reason', () => {
		const choice = { agent: bia, why: 'It is the turn of Bia.' };
		expect(decide({ agents, assignment: { choice, away: 0 } })).toEqual({
			...{ branches: [0], matched: ['Bia'], reason: 'assigned' },
			agent: { ...bia, why: 'It is the turn of Bia.' },
		});
	});

	it.each([
		[2, 'allAway'],
		[1, 'awayOrFull'],
		[0, 'allFull'],
	])('no agent is available when %d of two are away and the others are full', (away, reason) => {
		expect(decide({ agents, assignment: { away } })).toEqual({ branches: [1], reason });
	});

	it('no agent is available without an agent or a skill, and hours have a branch of their own', () => {
		expect(decide({ agents: [], reason: 'noAgents' }).branches).toEqual([1]);
		expect(decide({ agents: [], reason: 'noSkill' }).branches).toEqual([1]);
		expect(decide({ agents: [], reason: 'outsideHours' }).branches).toEqual([2]);
	});
});

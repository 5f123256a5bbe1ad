import fc from 'fast-check';
import { readAgents, readSkills, type AgentRow } from '../../routing/agent-list';
import type { SettingsProblem } from '../../routing/decision';

function read(...rows: AgentRow[]) {
	const problems: SettingsProblem[] = [];
	return { agents: readAgents(rows, problems), problems: problems.map(({ problem }) => problem) };
}

const BIA = { id: 'bia', name: 'Bia', skills: [], hours: '', days: [] };

describe('list of agents', () => {
	it('reads the cells of a sheet', () => {
		const row = {
			...{ id: 7, name: ' Bia ', capacity: '3.0', skills: 'Vendas; trocas', hours: '9h-18h' },
			...{ days: 'seg, terça-feira, wed', presence: 'Disponível' },
		};
		expect(read(row)).toEqual({
			agents: [
				{
					...{ id: '7', name: 'Bia', capacity: 3, skills: ['vendas', 'trocas'], hours: '9h-18h' },
					...{ days: ['monday', 'tuesday', 'wednesday'], presence: 'online' },
				},
			],
			problems: [],
		});
	});

	it('takes any capacity and no presence where the cells are empty', () => {
		expect(read({ id: 'bia', name: 'Bia', capacity: '', presence: null }).agents).toEqual([BIA]);
	});

	it('leaves out empty rows, and further rows of an agent', () => {
		const { agents } = read(
			{ capacity: 3 },
			{ id: 'bia', name: 'Bia' },
			{ id: 'bia' },
			{ name: 'X' },
		);
		expect(agents.map(({ id }) => id)).toEqual(['bia', 'X']);
	});

	it.each([
		[{ capacity: 'many' }, 'The capacity "many" of the agent "Bia" could not be read.'],
		[{ capacity: -1 }, 'The capacity "-1" of the agent "Bia" could not be read.'],
		[{ presence: 'maybe' }, 'The presence "maybe" of the agent "Bia" could not be read.'],
		[
			{ days: 'monday, someday' },
			'The days "monday, someday" of the agent "Bia" could not be read.',
		],
	])('reports %j', (cell, problem) => {
		expect(read({ ...BIA, ...cell })).toEqual({ agents: [BIA], problems: [problem] });
	});

	it.each([
		['online', ['online', 'TRUE', 'sim', 1, true]],
		['away', ['away', 'Offline', 'não', 0, false, 'ausente']],
	])('knows %s in the words of its users', (presence, words) => {
		const rows = words.map((word, index) => ({ id: String(index), presence: word }));
		expect(read(...rows).agents.map((agent) => agent.presence)).toEqual(words.map(() => presence));
	});

	it('reads skills from a text or a list', () => {
		expect([readSkills('Vendas, Trocas'), readSkills(['Trocas', 7]), readSkills(null)]).toEqual([
			['vendas', 'trocas'],
			['trocas', '7'],
			[],
		]);
	});

	it('reads rows that hold anything, without two agents of one id', () => {
		const cell = fc.oneof(fc.anything(), fc.constantFrom('bia', '3', 'sim', 'seg'));
		const row = fc.record({ id: cell, name: cell, capacity: cell, days: cell, presence: cell });
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				const ids = read(...rows).agents.map(({ id }) => id);
				expect(new Set(ids).size).toBe(ids.length);
			}),
		);
	});
});

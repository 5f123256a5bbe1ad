import type { AssignmentRequest, ChooseAgent } from '../../store/contracts/agents';
import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';
import { endsWith, minute } from './events';

const customer = (number: number) => endsWith({ id: `customer-${number}` });

const first: ChooseAgent = ([agent]) => agent && { agent, why: 'First of the list.' };

describe.each(ENGINES)('$name: agents', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	/** Returns the key of a customer's conversation. */
	const keyOf = async (number: number) => {
		const change = { step: 'start', values: {} };
		return (await store.conversations.changeState(customer(number), change, minute(0))).key;
	};

	const assign = async (
		number: number,
		request: Partial<AssignmentRequest> & Pick<AssignmentRequest, 'candidates'>,
		minutes = 1,
	) => {
		const assignment = await store.agents.assign(
			await keyOf(number),
			{ choose: first, until: null, ...request },
			minute(minutes),
		);
		if (assignment === undefined) throw new Error('The conversation is not known');
		return assignment;
	};

	describe('assignment', () => {
		const fewestOpen: ChooseAgent = (loads) => {
			const [agent] = [...loads].sort((a, b) => a.open - b.open);
			return agent && { agent, why: 'Fewest open.' };
		};
		const AGENTS = [
			{ id: 'bia', name: 'Bia', capacity: 3 },
			{ id: 'caio', name: 'Caio', capacity: 2 },
		];

		it('makes the chosen agent the handler, until the time that was asked for', async () => {
			const request = { candidates: AGENTS, until: minute(60), team: 'Sales' };
			const { choice, conversation } = await assign(1, request);
			expect(choice).toMatchObject({ agent: { id: 'bia', open: 0 }, why: 'First of the list.' });
			expect(conversation).toMatchObject({
				...{ handler: 'human', team: 'Sales', until: minute(60).toISOString() },
				agent: { id: 'bia', name: 'Bia' },
			});
		});

		it('knows no conversation with another key', async () => {
			const request = { candidates: AGENTS, choose: first, until: null };
			expect(await store.agents.assign('none', request, minute(1))).toBeUndefined();
		});

		it('gives no agent more than their capacity, also when many are assigned at once', async () => {
			const keys = await Promise.all(Array.from({ length: 8 }, (_, number) => keyOf(number)));
			const request = { candidates: AGENTS, choose: fewestOpen, until: null };
			const assigned = await Promise.all(
				keys.map((key) => store.agents.assign(key, request, minute(1))),
			);
			const names = assigned.map((assignment) => assignment?.choice?.agent.id ?? 'nobody');
			expect(names.sort()).toEqual([
				...['bia', 'bia', 'bia', 'caio', 'caio'],
				...['nobody', 'nobody', 'nobody'],
			]);
		});

		it('counts neither closed nor expired conversations, nor the one to be assigned', async () => {
			const candidates = [{ id: 'bia', capacity: 1 }];
			const agent = async (number: number, minutes: number) =>
				(await assign(number, { candidates }, minutes)).choice?.agent.id;
			expect(await agent(1, 1)).toBe('bia');
			expect(await agent(1, 2)).toBe('bia');
			expect(await agent(2, 3)).toBeUndefined();
			await store.conversations.changeHandler(customer(1), { action: 'close' }, minute(4));
			expect(await agent(2, 5)).toBe('bia');
			const held = { action: 'hold', until: minute(10) } as const;
			await store.conversations.changeHandler(customer(2), held, minute(6));
			expect(await agent(3, 9)).toBeUndefined();
			expect(await agent(3, 10)).toBe('bia');
		});

		it('changes nothing when no agent is chosen, and says how many were away or full', async () => {
			await store.agents.setPresence({ id: 'bia' }, 'away', minute(1));
			const candidates = [...AGENTS, { id: 'davi', capacity: 0 }, { id: 'elisa', capacity: 0 }];
			const { choice, away, full, conversation } = await assign(1, {
				...{ candidates, choose: () => undefined },
			});
			expect(choice).toBeUndefined();
			expect({ away, full }).toEqual({ away: 1, full: 2 });
			expect(conversation).toMatchObject({ handler: 'bot' });
		});

		it('offers no agent who is away, and the recorded presence wins over that of the list', async () => {
			await store.agents.setPresence({ id: 'bia' }, 'away', minute(1));
			await store.agents.setPresence({ id: 'caio' }, 'online', minute(1));
			const offered: string[] = [];
			const choose: ChooseAgent = (loads) => {
				offered.push(...loads.map(({ id }) => id));
				return undefined;
			};
			const candidates = (['bia', 'caio', 'davi'] as const).map((id) => ({
				...{ id, presence: id === 'bia' ? ('online' as const) : ('away' as const) },
			}));
			await assign(1, { candidates, choose });
			expect(new Set(offered)).toEqual(new Set(['caio']));
		});

		it('tells who has the conversation, who had it last, and the order of assignments', async () => {
			const candidates = [{ id: 'a'.repeat(2_000) }, { id: 'bia' }];
			const [long] = candidates.map(({ id }) => id);
			const asked: unknown[] = [];
			const ask: ChooseAgent = (loads, conversation) => {
				asked.push([conversation, ...loads.map(({ lastAssignment }) => lastAssignment ?? 0)]);
				return undefined;
			};
			await assign(1, { candidates });
			await assign(1, { candidates, choose: ask });
			await store.conversations.changeHandler(customer(1), { action: 'close' }, minute(2));
			// An earlier time, as after the clock of the Simulator was moved.
			await assign(2, { candidates: candidates.slice(1) }, -60);
			await assign(1, { candidates, choose: ask }, 3);
			const [whileOpen, afterwards] = asked as [unknown, [unknown, number, number]];
			expect(whileOpen).toEqual([{ present: long, last: long }, expect.any(Number), 0]);
			expect(afterwards[0]).toEqual({ last: long });
			expect(afterwards[2]).toBeGreaterThan(afterwards[1]);
		});
	});

	describe('availability', () => {
		it('an agent of whom nothing is known is online and has no conversation', async () => {
			expect(await store.agents.availability(['bia'], minute(1))).toEqual([
				{ id: 'bia', presence: 'online', open: 0 },
			]);
		});

		it('tells presence, open conversations and the last assignment', async () => {
			const bia = { id: 'bia', name: 'Bia' };
			await assign(1, { candidates: [bia] });
			const away = await store.agents.setPresence({ id: 'bia' }, 'away', minute(2));
			expect(away).toEqual({
				...{ ...bia, presence: 'away', presenceSince: minute(2).toISOString(), open: 1 },
				lastAssignedAt: minute(1).toISOString(),
			});
			expect(await store.agents.availability(['bia'], minute(3))).toEqual([away]);
		});

		it('names all agents who have a presence or a conversation, by their ids', async () => {
			const accepted = { action: 'accept', agent: { id: 'caio' } } as const;
			await store.conversations.changeHandler(customer(1), accepted, minute(1));
			await store.agents.setPresence({ id: 'bia' }, 'online', minute(1));
			const all = await store.agents.availability(undefined, minute(2));
			expect(all.map(({ id, open }) => [id, open])).toEqual([
				['bia', 0],
				['caio', 1],
			]);
		});
	});
});

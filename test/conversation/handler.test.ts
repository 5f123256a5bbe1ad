import fc from 'fast-check';

import {
	afterChange,
	afterReport,
	handlerAt,
	type HandlerChange,
	type HandlerState,
} from '../../conversation/handler';

const START = Date.parse('2026-03-02T12:00:00.000Z');
const minute = (minutes: number) => new Date(START + minutes * 60_000);
const time = (minutes: number) => minute(minutes).toISOString();

const BOT: HandlerState = { handler: 'bot', since: time(0) };
const BIA = { id: 'bia', name: 'Bia' };
const CAIO = { id: 'caio', name: 'Caio' };

/** Applies the changes, one per minute. */
function after(...changes: HandlerChange[]): HandlerState {
	return changes.reduce((state, change, index) => afterChange(state, change, minute(index)), BOT);
}

const toSales: HandlerChange = {
	...{ action: 'redirect', handler: 'waiting', team: 'Vendas', ticketId: '00012' },
	...{ reason: 'Preço', until: minute(60) },
};

describe('handler of a conversation', () => {
	it('a redirect to a team makes the customer wait in its queue', () => {
		expect(after(toSales)).toMatchObject({ handler: 'waiting', team: 'Vendas', since: time(0) });
	});

	it('a redirect to a service leaves the bot as handler', () => {
		const service = after({ action: 'redirect', handler: 'bot', service: 'billing' });
		expect(service).toMatchObject({ handler: 'bot', service: 'billing' });
	});

	it('a redirect replaces team, agent, ticket, reason and end of the one before', () => {
		const next = after(toSales, { action: 'redirect', handler: 'human', agent: BIA });
		expect(next).toEqual({
			...{ handler: 'human', agent: BIA, since: time(1), changedAt: time(1), lastAgentId: 'bia' },
		});
	});

	it('accepting a conversation keeps its team, ticket, reason and end', () => {
		expect(after(toSales, { action: 'accept', agent: BIA })).toMatchObject({
			...{ handler: 'human', agent: BIA, team: 'Vendas', ticketId: '00012', reason: 'Preço' },
			...{ since: time(1), until: time(60) },
		});
	});

	it('a transfer to an agent replaces the agent', () => {
		const transferred = after(
			toSales,
			{ action: 'accept', agent: BIA },
			{ action: 'transfer', agent: CAIO },
		);
		expect(transferred).toMatchObject({ handler: 'human', agent: CAIO, ticketId: '00012' });
	});

	it('an agent who is named by ID alone keeps the name that was known, and another agent does not get it', () => {
		const accepted: HandlerChange = { action: 'accept', agent: BIA };
		const again = (id: string): HandlerChange => ({
			...{ action: 'redirect', handler: 'human', agent: { id } },
		});
		expect(after(accepted, again('bia')).agent).toEqual(BIA);
		expect(after(accepted, again('caio')).agent).toEqual({ id: 'caio' });
	});

	it('a transfer to a team puts the customer in its queue, without an agent', () => {
		const accepted: HandlerChange = { action: 'accept', agent: BIA };
		const transferred = after(toSales, accepted, { action: 'transfer', team: 'Suporte' });
		expect(transferred).toMatchObject({ handler: 'waiting', team: 'Suporte', ticketId: '00012' });
		expect(transferred).not.toHaveProperty('agent');
	});

	it('a customer on hold waits, and the agent stays', () => {
		const held = after(toSales, { action: 'accept', agent: BIA }, { action: 'hold' });
		expect(held).toMatchObject({ handler: 'waiting', agent: BIA, team: 'Vendas', since: time(2) });
	});

	it.each(['handBack', 'close'] as const)(
		'%s makes the bot the handler, and keeps only the last agent',
		(action) => {
			expect(after(toSales, { action: 'accept', agent: BIA }, { action })).toEqual({
				...{ handler: 'bot', since: time(2), changedAt: time(2), lastAgentId: 'bia' },
			});
		},
	);

	it('an agent who accepts twice answers since the first time', () => {
		const accept: HandlerChange = { action: 'accept', agent: BIA };
		expect(after(toSales, accept, accept).since).toBe(time(1));
	});

	it('accepting can move or remove the end of the handler', () => {
		const accept = { action: 'accept', agent: BIA } as const;
		expect(after(toSales, { ...accept, until: minute(90) }).until).toBe(time(90));
		expect(after(toSales, { ...accept, until: null })).not.toHaveProperty('until');
	});

	it('the bot becomes the handler exactly at the end, and earlier details do not return', () => {
		const state = after(toSales);
		expect(handlerAt(state, time(59.99)).handler).toBe('waiting');
		expect(handlerAt(state, time(60))).toEqual({
			...{ handler: 'bot', since: time(60), changedAt: time(0) },
		});
		const held = afterChange(state, { action: 'hold' }, minute(61));
		expect(held).not.toHaveProperty('team');
	});

	it('keeps team, agent and ticket when the provider reports that a human answers', () => {
		const accepted = after(toSales, { action: 'accept', agent: BIA });
		const reported = afterReport(accepted, { direction: 'toHuman' }, time(5), 30);
		expect(reported).toMatchObject({
			...{ handler: 'human', team: 'Vendas', agent: BIA, ticketId: '00012', until: time(60) },
		});
		const back = afterReport(reported, { direction: 'toBot' }, time(6), 30);
		expect(back).toEqual({
			...{ handler: 'bot', since: time(6), changedAt: time(6), lastAgentId: 'bia' },
		});
	});

	it('a report of the provider can postpone the end of a handler, but never brings it forward', () => {
		const ending = (until: Date | null, at: number) => {
			const decided = after({ action: 'redirect', handler: 'human', until });
			return afterReport(decided, { direction: 'toHuman' }, time(at), 30).until;
		};
		expect(ending(minute(60), 5)).toBe(time(60));
		expect(ending(minute(20), 5)).toBe(time(35));
		expect(ending(null, 5)).toBeUndefined();
	});

	it('takes the ticket that the provider names', () => {
		const report = { direction: 'toHuman', ticketId: '0042' } as const;
		expect(afterReport(BOT, report, time(1), 30).ticketId).toBe('0042');
	});

	it('ignores a report from before the last change', () => {
		const closed = after(toSales, { action: 'close' });
		expect(afterReport(closed, { direction: 'toHuman' }, time(0.5), 30)).toBe(closed);
	});

	const changes = fc.array(
		fc.oneof(
			fc.record({
				action: fc.constant('redirect' as const),
				handler: fc.constantFrom('bot' as const, 'human' as const, 'waiting' as const),
				team: fc.constantFrom('Vendas', 'Suporte'),
				until: fc.option(fc.integer({ min: 0, max: 20 }).map(minute)),
			}),
			fc.record({ action: fc.constant('accept' as const), agent: fc.constantFrom(BIA, CAIO) }),
			fc.record({ action: fc.constant('transfer' as const), team: fc.constant('Suporte') }),
			fc.record({ action: fc.constantFrom('hold', 'handBack', 'close') }),
		) as fc.Arbitrary<HandlerChange>,
		{ maxLength: 8 },
	);

	it('a handler has no agent while it is the bot, and never ends before it starts', () => {
		fc.assert(
			fc.property(changes, (list) => {
				const state = handlerAt(after(...list), time(list.length));
				if (state.handler === 'bot') expect(state.agent).toBeUndefined();
				if (state.until !== undefined) expect(state.until > state.since).toBe(true);
			}),
		);
	});

	it('a change has the same result whether or not the expired handler was read before', () => {
		fc.assert(
			fc.property(changes, changes, (earlier, [change]) => {
				if (change === undefined) return;
				const state = after(...earlier);
				const read = handlerAt(state, time(30));
				expect(afterChange(read, change, minute(30))).toEqual(
					afterChange(state, change, minute(30)),
				);
			}),
		);
	});
});

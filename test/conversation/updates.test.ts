import fc from 'fast-check';

import {
	afterBusinessMessage,
	afterCustomerAct,
	afterHandlerChange,
	NO_SILENCE,
} from '../../conversation/silence';
import { planUpdates, type UpdateFacts, type WantedUpdate } from '../../conversation/updates';
import type { Handler } from '../../messaging/event';

const START = Date.UTC(2026, 2, 2, 12);
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
const LONG_AGO = at(-100_000);

const byBot: UpdateFacts['handler'] = { handler: 'bot', since: LONG_AGO };
const byPeople: UpdateFacts['handler'] = { handler: 'human', since: LONG_AGO };
const silentCustomer: UpdateFacts = {
	silences: { isAnnounced: false, customerSince: at(0) },
	handler: byBot,
};
const wants = (update: WantedUpdate['update'], minutes: number, from = LONG_AGO) => ({
	...{ update, minutes, from },
});

describe('conversation updates', () => {
	it('come when the silence has lasted as long as the listener wants', () => {
		const wanted = [wants('customerSilent', 10), wants('customerSilent', 30)];
		expect(planUpdates(silentCustomer, wanted, at(9))).toEqual({ due: [], nextAt: at(10) });
		expect(planUpdates(silentCustomer, wanted, at(10))).toEqual({
			due: [{ update: 'customerSilent', minutes: 10, anchor: at(0), at: at(10) }],
			nextAt: at(30),
		});
	});

	it('come once for listeners that want the same', () => {
		const wanted = [wants('customerSilent', 10), wants('customerSilent', 10)];
		expect(planUpdates(silentCustomer, wanted, at(10)).due).toHaveLength(1);
	});

	it('do not announce a moment before the listener was published, but a silence that went on', () => {
		const early = wants('customerSilent', 10, at(10));
		expect(planUpdates(silentCustomer, [early], at(20))).toEqual({ due: [] });
		const during = wants('customerSilent', 10, at(9));
		expect(planUpdates(silentCustomer, [during], at(20)).due).toHaveLength(1);
	});

	it('announce the silence of an agent until the time of people is over', () => {
		const wanted = [wants('agentSilent', 10)];
		const silences = { isAnnounced: false, agentSince: at(0) };
		const owed = { silences, handler: byPeople };
		expect(planUpdates(owed, wanted, at(10)).due.map(({ update }) => update)).toEqual([
			'agentSilent',
		]);
		const isOver = { silences, handler: { ...byPeople, until: at(5) } };
		expect(planUpdates(isOver, wanted, at(10))).toEqual({ due: [] });
	});

	it('warn before the window closes, and not after it', () => {
		const open = { ...silentCustomer, windowExpiresAt: at(1440) };
		const wanted = [wants('windowCloses', 60)];
		expect(planUpdates(open, wanted, at(1379))).toEqual({ due: [], nextAt: at(1380) });
		expect(planUpdates(open, wanted, at(1380)).due).toEqual([
			{ update: 'windowCloses', minutes: 60, anchor: at(1440), at: at(1380) },
		]);
		expect(planUpdates(open, wanted, at(1440))).toEqual({ due: [] });
	});
});

type Step =
	| { do: 'customer' | 'business' | 'close'; lateBy: number }
	| { do: 'people' | 'bot' | 'look' }
	| { do: 'pass'; minutes: number };

/** A conversation, and the events that looks at it announce. Each event is claimed by its name, as in the store. */
class WatchedConversation {
	readonly announced: string[] = [];
	facts: UpdateFacts = { silences: NO_SILENCE, handler: byBot };
	episode = 0;
	now = 0;
	readonly #claimed = new Set<string>();

	constructor(private readonly wanted: readonly WantedUpdate[]) {}

	take(step: Step): void {
		const [time, handler] = [at(this.now), this.facts.handler.handler];
		const { silences } = this.facts;
		switch (step.do) {
			case 'customer': {
				const act = { at: at(this.now - step.lateBy), handler, wantsAnswer: true };
				const next = afterCustomerAct(silences, { ...act, mayBeLate: true });
				if (next !== silences) this.episode += 1;
				this.facts = { ...this.facts, silences: next, windowExpiresAt: at(this.now + 1440) };
				break;
			}
			case 'business':
				this.set(afterBusinessMessage(silences, { at: time, handler, awaitsAnswer: true }));
				break;
			case 'close':
				this.hand('bot', true);
				break;
			case 'people':
				this.hand('human');
				break;
			case 'bot':
				this.hand('bot');
				break;
			case 'pass':
				this.now += step.minutes;
				break;
			case 'look':
				this.look();
		}
	}

	look(): void {
		for (const { update, minutes, anchor } of planUpdates(this.facts, this.wanted, at(this.now))
			.due) {
			const id = `${update} ${anchor} ${minutes}`;
			if (this.#claimed.has(id)) continue;
			this.#claimed.add(id);
			this.announced.push(`${update} ${minutes} in ${this.episode}`);
			if (update === 'customerSilent') this.set({ ...this.facts.silences, isAnnounced: true });
		}
	}

	private set(silences: UpdateFacts['silences']): void {
		this.facts = { ...this.facts, silences };
	}

	private hand(to: Handler, isEnd = false): void {
		const { handler } = this.facts.handler;
		this.set(
			afterHandlerChange(this.facts.silences, { at: at(this.now), from: handler, to, isEnd }),
		);
		this.facts = { ...this.facts, handler: to === 'bot' ? byBot : byPeople };
	}
}

const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		do: fc.constantFrom('customer' as const, 'business' as const, 'close' as const),
		lateBy: fc.constantFrom(0, 0, 0, 50),
	}),
	fc.record({ do: fc.constantFrom('people' as const, 'bot' as const, 'look' as const) }),
	fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 0, max: 90 }) }),
);
const WANTED = [wants('customerSilent', 5), wants('customerSilent', 20), wants('agentSilent', 10)];

describe('conversation updates, with messages in any order and number', () => {
	it('announce a silence of the customer at most once for each listener', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				const conversation = new WatchedConversation(WANTED);
				for (const one of steps) {
					conversation.take(one);
					conversation.look();
				}
				const silent = conversation.announced.filter((one) => one.startsWith('customerSilent'));
				expect(new Set(silent).size).toBe(silent.length);
			}),
		);
	});

	it('lose none: a silence that lasts is announced to each listener', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				const conversation = new WatchedConversation(WANTED);
				for (const one of steps) conversation.take(one);
				for (const last of ['bot', 'customer', 'business'] as const) {
					conversation.take({ do: last, lateBy: 0 });
				}
				const { episode, announced } = conversation;
				conversation.take({ do: 'pass', minutes: 20 });
				conversation.look();
				conversation.look();
				expect(announced.slice(-2)).toEqual([
					`customerSilent 5 in ${episode}`,
					`customerSilent 20 in ${episode}`,
				]);
				expect(announced.filter((one) => one.endsWith(` in ${episode}`))).toHaveLength(2);
			}),
		);
	});

	it('announce an agent who owes an answer once, however often the customer writes', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), fc.nat(5), (steps, more) => {
				const conversation = new WatchedConversation(WANTED);
				for (const one of steps) conversation.take(one);
				conversation.take({ do: 'bot' });
				conversation.take({ do: 'people' });
				const before = conversation.announced.length;
				for (let count = 0; count <= more; count++) {
					conversation.take({ do: 'pass', minutes: 10 });
					conversation.take({ do: 'customer', lateBy: 0 });
					conversation.look();
				}
				const since = conversation.announced.slice(before);
				expect(since.map((one) => one.split(' in ')[0])).toEqual(['agentSilent 10']);
			}),
		);
	});
});

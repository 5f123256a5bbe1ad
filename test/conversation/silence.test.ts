import {
	afterBusinessMessage,
	afterCustomerAct,
	afterHandlerChange,
	NO_SILENCE,
	type Silences,
} from '../../conversation/silence';
import type { Handler } from '../../messaging/event';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 12, minutes)).toISOString();

const wrote = (before: Silences, minutes: number, more = {}) =>
	afterCustomerAct(before, {
		...{ at: at(minutes), handler: 'bot', mayBeLate: true, wantsAnswer: true },
		...more,
	});
const answered = (before: Silences, minutes: number, handler: Handler = 'bot') =>
	afterBusinessMessage(before, { at: at(minutes), handler, awaitsAnswer: true });
const changed = (before: Silences, minutes: number, from: Handler, to: Handler, isEnd = false) =>
	afterHandlerChange(before, { at: at(minutes), from, to, isEnd });

describe("the customer's silence", () => {
	it('begins with the last message of the business', () => {
		expect(answered(answered(NO_SILENCE, 1), 3)).toEqual({
			isAnnounced: false,
			customerSince: at(3),
		});
	});

	it('stays as it is after it was announced, so that a reminder begins no second one', () => {
		const announced = { ...answered(NO_SILENCE, 1), isAnnounced: true };
		expect(answered(announced, 5)).toEqual(announced);
	});

	it('ends with the next message of the customer, and the one after it can be announced again', () => {
		const announced = { ...answered(NO_SILENCE, 1), isAnnounced: true };
		expect(wrote(announced, 5)).toEqual(NO_SILENCE);
		expect(answered(wrote(announced, 5), 6)).toMatchObject({ customerSince: at(6) });
	});

	it('does not end with a message that was written before and arrives late', () => {
		const silent = answered(NO_SILENCE, 10);
		expect(wrote(silent, 8)).toEqual(silent);
	});

	it('ends with a message of the same second, because clocks differ', () => {
		const silent = afterBusinessMessage(NO_SILENCE, {
			...{ at: '2026-03-02T12:00:05.800Z', handler: 'bot', awaitsAnswer: true },
		});
		expect(wrote(silent, 0, { at: '2026-03-02T12:00:05.000Z' })).toEqual(NO_SILENCE);
	});

	it('ends with every message in the Simulator, also after its clock was set back', () => {
		expect(wrote(answered(NO_SILENCE, 10), 8, { mayBeLate: false })).toEqual(NO_SILENCE);
	});

	it('ends when the conversation is closed', () => {
		expect(changed(answered(NO_SILENCE, 1), 2, 'bot', 'bot', true)).toEqual(NO_SILENCE);
	});
});

describe("an agent's silence", () => {
	const inQueue = changed(answered(NO_SILENCE, 1), 2, 'bot', 'waiting');

	it('begins when the customer is given to people', () => {
		expect(inQueue).toMatchObject({ agentSince: at(2) });
	});

	it('begins when an agent puts the customer on hold, who is no longer the silent one', () => {
		const talking = answered(changed(inQueue, 5, 'waiting', 'human'), 6, 'human');
		const onHold = changed(talking, 8, 'human', 'waiting');
		expect(onHold).toEqual({ isAnnounced: false, agentSince: at(8) });
		expect(changed(onHold, 9, 'waiting', 'waiting')).toEqual(onHold);
	});

	it('ends without one of the customer when people did not answer in time', () => {
		expect(changed(inQueue, 60, 'waiting', 'bot')).toEqual(NO_SILENCE);
	});

	it('goes on while the bot writes to a customer in the queue', () => {
		expect(answered(inQueue, 4, 'waiting')).toMatchObject({ agentSince: at(2) });
	});

	it('goes on when an agent accepts, and ends with their message', () => {
		const accepted = changed(inQueue, 5, 'waiting', 'human');
		expect(accepted).toMatchObject({ agentSince: at(2) });
		expect(answered(accepted, 6, 'human')).not.toHaveProperty('agentSince');
	});

	it('ends with a template after the window, which begins no silence of the customer', () => {
		const accepted = changed(inQueue, 5, 'waiting', 'human');
		const template = { at: at(6), handler: 'human', awaitsAnswer: false } as const;
		expect(afterBusinessMessage(accepted, template)).toEqual(NO_SILENCE);
	});

	it('begins with the first message that no agent has answered', () => {
		const talking = answered(changed(inQueue, 5, 'waiting', 'human'), 6, 'human');
		const asked = wrote(wrote(talking, 7, { handler: 'human' }), 9, { handler: 'human' });
		expect(asked).toEqual({ isAnnounced: false, agentSince: at(7) });
	});

	it('does not begin with a reaction or an opt-out, nor while the bot answers', () => {
		const talking = answered(changed(inQueue, 5, 'waiting', 'human'), 6, 'human');
		expect(wrote(talking, 7, { handler: 'human', wantsAnswer: false })).toEqual(NO_SILENCE);
		expect(wrote(NO_SILENCE, 7)).toEqual(NO_SILENCE);
	});

	it('ends when the conversation goes back to the bot', () => {
		expect(changed(inQueue, 5, 'waiting', 'bot')).not.toHaveProperty('agentSince');
	});
});

import type { AnswerReading, Hearer } from '../../store/contracts/inbox';
import type { Store } from '../../store/contracts/store';
import type { Question } from '../../store/contracts/waits';
import { ENGINES } from './engines';
import { ENDS, message, minute, OWNER, receive, status } from './events';

const ANSWER: AnswerReading = {
	is: 'answer',
	answer: { question: 'Name', kind: 'anything', value: 'Ana', text: 'Ana' },
};
const TRIGGER = 'trigger-1';

describe.each(ENGINES)('$name: questions that executions wait for', ({ create }) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeEach(async () => ({ store, dispose } = await create()));
	afterEach(() => dispose());

	const open = (id: string, minutes: number, more: Partial<Question> = {}) =>
		store.waits.open(questionOf(id, more), minute(minutes));
	const write = (
		id: string,
		reading: AnswerReading,
		{ minutes = 1, hearer = {} }: { minutes?: number; hearer?: Partial<Hearer> } = {},
	) =>
		receive(store, [message(id, id)], {
			now: minute(minutes),
			readAnswer: () => reading,
			hearer: { inOrder: true, ...hearer },
		});
	const dueIds = async (minutes: number) =>
		(await store.waits.due(minute(minutes))).map(({ questionId }) => questionId);
	const nextOf = (minutes: number, more = {}) =>
		store.inbox.startNext({
			listeners: [TRIGGER],
			owner: OWNER,
			now: minute(minutes),
			deadBefore: minute(-60),
			isProvenDead: () => false,
			beginsAtOnce: true,
			isStartedHere: () => false,
			mostRecovered: 100,
			...more,
		});

	it('n8n counts as reached until a living process has failed and none succeeded', async () => {
		const [first, second] = ['first', 'second'].map((bootId) => ({ ...OWNER, bootId }));
		const beat = (owner = OWNER, minutes = 0) => store.inbox.heartbeat(owner, minute(minutes));
		expect(await store.waits.isReached(minute(-1))).toBe(true);
		await beat(first);
		expect(await store.waits.isReached(minute(-1))).toBe(true);
		await store.waits.noteReach(first ?? OWNER, false);
		expect(await store.waits.isReached(minute(-1))).toBe(false);
		await beat(second, 5);
		expect(await store.waits.isReached(minute(4))).toBe(true);
		await store.waits.noteReach(second ?? OWNER, true);
		expect(await store.waits.isReached(minute(-1))).toBe(true);
	});

	it('an answer calls the execution that asked, and starts no workflow', async () => {
		await open('q', 0);
		const { calls, started } = await write('a', ANSWER);
		expect(calls).toEqual([{ questionId: 'q', execution: questionOf('q').execution, attempt: 1 }]);
		expect(started).toEqual([]);
		expect(await store.waits.next('q')).toMatchObject({
			step: 'end',
			end: {
				outcome: 'reply',
				event: { id: 'a', answer: { value: 'Ana' } },
				claim: { listener: TRIGGER, event: { id: 'a', event: 'message' } },
			},
		});
	});

	it("the provider's own form of an answer is kept as the listener wants it", async () => {
		await open('q', 0);
		const reply = { ...message('a', 'a'), raw: { original: true } };
		const { raw: _raw, ...wanted } = reply;
		await receive(store, [reply], { readAnswer: () => ANSWER, hearer: { event: wanted } });
		const next = await store.waits.next('q');
		expect(next).toMatchObject({ end: { event: { id: 'a', answer: { value: 'Ana' } } } });
		expect(next).not.toHaveProperty('end.event.raw');
	});

	it("the provider's own form of an answer is left out where no listener wants the message", async () => {
		await open('q', 0);
		const reply = { ...message('a', 'a'), raw: { original: true } };
		await receive(store, [reply], { readAnswer: () => ANSWER, keep: () => false });
		const next = await store.waits.next('q');
		expect(next).toMatchObject({ end: { event: { id: 'a' } } });
		expect(next).not.toHaveProperty('end.event.raw');
	});

	it('an ordinary message starts its workflow although a question is open', async () => {
		await open('q', 0);
		const { calls, started } = await write('a', { is: 'ordinary' });
		expect(calls).toEqual([]);
		expect(started).toHaveLength(1);
		expect(await store.waits.next('q')).toBeUndefined();
	});

	it('no second message answers a question', async () => {
		await open('q', 0);
		await write('a', ANSWER);
		expect((await write('b', ANSWER)).calls).toEqual([]);
	});

	it('a message after the answer waits until the execution has ended', async () => {
		await open('q', 0);
		await write('a', ANSWER);
		expect((await write('b', ANSWER)).started).toEqual([]);
		expect(await nextOf(1.5)).toEqual([]);
		const events = [{ id: 'a', event: 'message' as const }];
		await store.inbox.settle(TRIGGER, events);
		expect((await nextOf(1.5)).map(({ event }) => event.id)).toEqual(['b']);
	});

	it.each([
		['starts nothing while the next question of its workflow is open', true, []],
		['starts its workflow when it leaves that question', false, ['b']],
	])('a message after the answer %s', async (_title, isAsked, expected) => {
		const listener = 'workflow:node';
		const hearer = { listener };
		await open('q', 0);
		await write('a', ANSWER, { hearer });
		await write('b', { is: 'ordinary' }, { minutes: 1.3, hearer });
		await open('next', 1.4);
		await store.inbox.settle(listener, [{ id: 'a', event: 'message' }]);
		const listening = { listeners: [listener], isAskedInstead: () => isAsked };
		const started = await nextOf(1.5, listening);
		expect(started.map(({ event }) => event.id)).toEqual(expected);
		expect(await store.waits.next('next')).toBeUndefined();
		await store.waits.remove('next');
		expect(await nextOf(1.6, listening)).toEqual([]);
	});

	it('a workflow that wants answers, too, starts with one', async () => {
		await open('q', 0);
		const { started, calls } = await write('a', ANSWER, { hearer: { hearsAnswers: true } });
		expect(calls).toHaveLength(1);
		expect(started.map(({ event }) => event)).toMatchObject([
			{ id: 'a', answer: { value: 'Ana' } },
		]);
	});

	it('a wrong answer is asked again until the tries are used up', async () => {
		await open('q', 0, { tries: 2 });
		expect((await write('a', { is: 'wrong' })).calls).toHaveLength(1);
		expect(await store.waits.next('q')).toMatchObject({
			step: 'askAgain',
			question: { triesLeft: 1 },
		});
		expect(await store.waits.next('q')).toBeUndefined();
		await write('b', { is: 'wrong' });
		expect(await store.waits.next('q')).toMatchObject({
			step: 'end',
			end: { outcome: 'wrongAnswers', event: { id: 'b' } },
		});
	});

	it('a newer question ends the older one', async () => {
		await open('old', 0);
		await open('new', 1);
		expect(await store.waits.next('old')).toMatchObject({
			end: { outcome: 'noReply', reason: 'superseded' },
		});
		expect((await write('a', ANSWER, { minutes: 2 })).calls).toMatchObject([{ questionId: 'new' }]);
	});

	it('an opt-out ends the question and goes its normal way', async () => {
		await open('q', 0);
		const consent = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
		const { started } = await receive(
			store,
			[message('a', 'SAIR', { event: 'consent', consent })],
			{
				readAnswer: () => ANSWER,
			},
		);
		expect(started).toHaveLength(1);
		expect(await store.waits.next('q')).toMatchObject({ end: { reason: 'optedOut' } });
	});

	it('a question whose message was not delivered ends', async () => {
		await open('q', 0);
		await store.waits.asked('q', 'm');
		await receive(store, [status('m', 'failed')]);
		expect(await store.waits.next('q')).toMatchObject({ end: { outcome: 'notDelivered' } });
	});

	it('a question ends at its deadline, and its execution is called once for some seconds', async () => {
		await open('q', 0, { deadline: minute(10) });
		expect(await dueIds(9.9)).toEqual([]);
		expect(await dueIds(10)).toEqual(['q']);
		expect(await dueIds(10)).toEqual([]);
		expect(await dueIds(10.2)).toEqual(['q']);
		expect(await store.waits.next('q')).toMatchObject({ end: { reason: 'timeOver' } });
	});

	it('a reminder is due once', async () => {
		await open('q', 0, { remindAt: minute(5) });
		expect(await dueIds(4)).toEqual([]);
		expect(await dueIds(5)).toEqual(['q']);
		expect(await store.waits.next('q')).toMatchObject({ step: 'remind' });
		expect(await dueIds(30)).toEqual([]);
		expect(await store.waits.next('q')).toBeUndefined();
	});

	it('an answer whose execution is gone starts the trigger as a redelivered message', async () => {
		await open('q', 0);
		await write('a', ANSWER);
		await store.waits.executionGone('q');
		expect(await nextOf(1.1)).toMatchObject([{ event: { id: 'a', redelivered: true } }]);
		expect(await store.waits.next('q')).toBeUndefined();
	});

	it('an answer whose execution died after it began starts the trigger as a redelivered message', async () => {
		await open('q', 0);
		await write('a', ANSWER);
		const dead = { ...OWNER, bootId: 'boot-dead' };
		const beginning = {
			listener: TRIGGER,
			executionId: '1',
			events: [{ id: 'a', event: 'message' as const }],
			isRetry: false,
			owner: dead,
			now: minute(1),
			deadBefore: minute(0),
			isProvenDead: () => false,
		};
		expect(await store.inbox.begin(beginning)).toEqual(['first']);
		await store.waits.remove('q');
		const started = await nextOf(10, { deadBefore: minute(5) });
		expect(started).toMatchObject([{ event: { id: 'a', redelivered: true }, isRecovered: true }]);
	});

	it('the end of a question stays until its execution has begun', async () => {
		await open('q', 0);
		await write('a', ANSWER);
		await store.waits.next('q');
		expect(await store.waits.next('q')).toMatchObject({ step: 'end' });
		expect(await store.waits.remove('q')).toBe(true);
		expect(await store.waits.remove('q')).toBe(false);
	});

	it('an erasure deletes the questions of its customer', async () => {
		await open('q', 0);
		await write('a', ANSWER);
		await store.erasures.erase(ENDS, minute(2));
		expect(await store.waits.next('q')).toBeUndefined();
	});
});

function questionOf(id: string, more: Partial<Question> = {}): Question {
	return {
		id,
		parties: ENDS,
		execution: {
			id: '17',
			workflowId: 'workflow',
			nodeId: 'node',
			token: 'secret',
			publicBase: 'https://n8n.example.com/webhook-waiting',
		},
		settings: {},
		to: ENDS.contact,
		channel: 'whatsapp',
		tries: 3,
		deadline: minute(60),
		...more,
	};
}

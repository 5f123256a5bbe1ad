import type { MessagingEvent } from '../../../messaging/event';
import { recoverFor, runHere } from '../../../nodes/BusinessMessagingTrigger/inbox-keeper';
import { conversationStore, thisProcess } from '../../../nodes/ports/conversation-store';
import type { Owner } from '../../../store/contracts/owner';
import type { Store } from '../../../store/contracts/store';
import { eventually } from '../../e2e/harness/eventually';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { message, minute, receive } from '../../store/events';

// The conversation store is a real one; in place of n8n's executions there are promises that the test fulfils.

const DEAD: Owner = { bootId: 'dead-boot', hostname: 'another-host', processId: 1 };

interface Execution {
	ids: string[];
	end: () => void;
}

describe('executions with events of a process that died', () => {
	const folder = temporaryFolder();
	let store: Store;
	let trigger: string;
	let executions: Execution[];
	let stop: () => void;
	let tests = 0;
	let heirs = 0;

	beforeAll(() => void (process.env.BUSINESS_MESSAGING_DB = folder.file('store.sqlite')));
	afterAll(() => void delete process.env.BUSINESS_MESSAGING_DB);
	beforeEach(async () => {
		store = await conversationStore();
		trigger = `trigger-${++tests}`;
		executions = [];
	});
	afterEach(() => {
		stop();
		for (const { end } of executions) end();
	});

	const start = (collectMs = 0) => {
		stop = recoverFor({
			trigger,
			store: async () => undefined,
			keptDays: 30,
			collectMs,
			run: (events) =>
				new Promise((end) => {
					executions.push({ ids: events.map(({ id }) => id), end });
				}),
			warn: () => undefined,
		});
	};
	const begun = () => executions.map(({ ids }) => ids);
	/** Returns the events that would start again if this process died now. */
	const held = async (): Promise<string[]> => {
		const kept = await store.inbox.takeOver({
			trigger,
			owner: { ...DEAD, bootId: `heir-${++heirs}` },
			now: new Date(),
			deadBefore: new Date(Date.now() + 60_000),
			isProcessAlive: () => false,
			atMost: 1_000,
		});
		return kept.map(({ id }) => id);
	};
	const numbered = (count: number): MessagingEvent[] =>
		Array.from({ length: count }, (_, number) => message(`${number}`));
	const numbers = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => [`${from + index}`]);

	it('start by themselves, ten at a time, the oldest first', async () => {
		await receive(store, numbered(25), { trigger, owner: DEAD, now: minute(0) });
		start();
		await eventually(() => expect(begun()).toEqual(numbers(0, 10)));
		for (const { end } of executions) end();
		await eventually(() => expect(begun()).toEqual(numbers(0, 20)));
		for (const { end } of executions) end();
		await eventually(() => expect(begun()).toEqual(numbers(0, 25)));
	});

	it('stay in the inbox until their turn has come, also when the workflow is unpublished', async () => {
		await receive(store, numbered(25), { trigger, owner: DEAD, now: minute(0) });
		start();
		await eventually(() => expect(begun()).toHaveLength(10));
		stop();
		for (const { end } of executions) end();
		await eventually(async () => expect(await held()).toEqual(numbers(10, 25).flat()));
		expect(begun()).toHaveLength(10);
	});

	it('start together when their user wants events collected', async () => {
		await receive(store, numbered(25), { trigger, owner: DEAD, now: minute(0) });
		start(60_000);
		await eventually(() => expect(begun()).toEqual([numbers(0, 25).flat()]));
	});

	it('would come again until an execution with them has ended', async () => {
		start();
		const { fresh } = await receive(store, [message('a'), message('b')], {
			trigger,
			owner: thisProcess,
			now: new Date(),
		});
		for (const event of fresh) runHere(trigger, [event]);
		executions[0]?.end();
		await eventually(async () => expect(await held()).toEqual(['b']));
	});
});

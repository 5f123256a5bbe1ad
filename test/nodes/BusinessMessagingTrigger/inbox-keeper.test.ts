import { setTimeout as pause } from 'node:timers/promises';

import type { MessagingEvent } from '../../../messaging/event';
import {
	recoverFor,
	runHere,
	runsHere,
} from '../../../nodes/BusinessMessagingTrigger/inbox-keeper';
import { conversationStore } from '../../../nodes/ports/conversation-store';
import { anEvent } from '../../fixtures/events';
import { temporaryFolder } from '../../fixtures/temporary-folder';

// Of n8n there is only what starts an execution; the store is a real one.

const TRIGGER = 'workflow-1:trigger-1';
const COLLECTED_FOR_MS = 300;

describe('executions with events that just came', () => {
	const folder = temporaryFolder();
	let executions: string[][];
	let stop: () => void;

	const start = (collectMs: number) => {
		executions = [];
		stop = recoverFor({
			trigger: TRIGGER,
			store: async () => undefined,
			keptDays: 30,
			collectMs,
			run: async (events) => void executions.push(events.map(({ id }) => id)),
			warn: () => undefined,
		});
	};
	const events = (...ids: string[]): MessagingEvent[] => ids.map((id) => anEvent({ id }));

	beforeAll(() => void (process.env.BUSINESS_MESSAGING_DB = folder.file('store.sqlite')));
	afterEach(() => stop());
	afterAll(async () => {
		await (await conversationStore()).close();
		delete process.env.BUSINESS_MESSAGING_DB;
	});

	it('start at once, one for each delivery of the provider', async () => {
		start(0);
		runHere(TRIGGER, events('a', 'b'));
		runHere(TRIGGER, events('c'));
		expect(executions).toEqual([['a', 'b'], ['c']]);
	});

	it('start together, in the order of arrival, when their user wants events collected', async () => {
		start(COLLECTED_FOR_MS);
		runHere(TRIGGER, events('a', 'b'));
		runHere(TRIGGER, events('c'));
		expect(executions).toEqual([]);
		await pause(2 * COLLECTED_FOR_MS);
		expect(executions).toEqual([['a', 'b', 'c']]);
		runHere(TRIGGER, events('d'));
		await pause(2 * COLLECTED_FOR_MS);
		expect(executions).toEqual([['a', 'b', 'c'], ['d']]);
	});

	it('start with what was collected when the workflow is unpublished', async () => {
		start(COLLECTED_FOR_MS);
		runHere(TRIGGER, events('a'));
		stop();
		expect(executions).toEqual([['a']]);
		await pause(2 * COLLECTED_FOR_MS);
		expect(executions).toHaveLength(1);
	});

	it('do not start in a process that does not run the trigger', async () => {
		start(0);
		stop();
		expect(runsHere(TRIGGER)).toBe(false);
		expect(runHere(TRIGGER, events('a'))).toBe(false);
		expect(executions).toEqual([]);
	});
});

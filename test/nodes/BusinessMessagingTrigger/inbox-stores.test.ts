import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

import {
	keepInbox,
	recoverFor,
	runHere,
	type KeptTrigger,
} from '../../../nodes/BusinessMessagingTrigger/inbox-keeper';
import {
	conversationStore,
	thisProcess,
	type StoreChoice,
} from '../../../nodes/ports/conversation-store';
import type { Inbox } from '../../../store/contracts/inbox';
import type { Owner } from '../../../store/contracts/owner';
import { anEvent } from '../../fixtures/events';
import { temporaryFolder } from '../../fixtures/temporary-folder';
import { eventually } from '../../e2e/harness/eventually';

// Proves that the inbox is kept in every store that is in use. Only the beat comes when the test wants it; the stores
// are real ones.

const SECOND = 1_000;
const DAY = 86_400_000;
const KEPT_DAYS = 30;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

const DEAD: Owner = { bootId: 'dead-process', hostname: 'elsewhere', processId: 1 };
const OTHER: Owner = { bootId: 'other-process', hostname: 'elsewhere', processId: 2 };

describe('the inbox in every store that is in use', () => {
	const folder = temporaryFolder();
	const opened: Array<{ close: () => Promise<void> }> = [];
	let stops: Array<() => void>;

	beforeAll(() => {
		process.env.BUSINESS_MESSAGING_DB = folder.file('default.sqlite');
		jest.useFakeTimers({
			doNotFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setImmediate', 'nextTick'],
		});
	});
	beforeEach(() => void (stops = []));
	afterEach(() => stops.forEach((stop) => stop()));
	afterAll(async () => {
		for (const store of opened) await store.close();
		delete process.env.BUSINESS_MESSAGING_DB;
		jest.useRealTimers();
	});

	const beat = () => jest.advanceTimersByTime(5 * SECOND);
	const newChoice = (): StoreChoice => ({ url: folder.file(`${randomUUID()}.sqlite`) });

	async function inboxOf(choice: StoreChoice | undefined): Promise<Inbox> {
		const store = await conversationStore(choice);
		opened.push(store);
		return store.inbox;
	}

	async function receive(choice: StoreChoice | undefined, trigger: string, owner: Owner, at: Date) {
		return await (
			await inboxOf(choice)
		).receive([anEvent({ id: trigger })], {
			trigger,
			owner,
			now: at,
			windowHours: () => 24,
			keep: () => true,
			handoverMinutes: 60,
		});
	}

	/** Read beside the store: its own methods would change what is asked for. */
	function inFile(choice: StoreChoice | undefined, sql: string, value: string): unknown[] {
		const database = new DatabaseSync(choice?.url ?? process.env.BUSINESS_MESSAGING_DB ?? '');
		try {
			return database.prepare(sql).all(value);
		} finally {
			database.close();
		}
	}

	/** Returns the events that would be taken over if this process died now. */
	const heldFor = (choice: StoreChoice | undefined, trigger: string) =>
		inFile(choice, 'select 1 from inbox where trigger_id = ? and payload is not null', trigger);

	function startTrigger(
		store: KeptTrigger['store'],
		trigger: string = randomUUID(),
	): { trigger: string; ran: string[]; warnings: string[] } {
		const ran: string[] = [];
		const warnings: string[] = [];
		const stop = recoverFor({
			trigger,
			store,
			keptDays: KEPT_DAYS,
			collectMs: 0,
			run: async (events) => void ran.push(...events.map(({ id }) => id)),
			warn: (message) => void warnings.push(message),
		});
		stops.push(stop);
		return { trigger, ran, warnings };
	}

	it('tells each of them that this process lives', async () => {
		const choices = [undefined, newChoice(), newChoice()];
		for (const [index, choice] of choices.entries()) {
			await receive(choice, `lives-${index}`, thisProcess, ago(20 * SECOND));
			keepInbox(choice);
		}
		beat();
		await eventually(() => {
			for (const choice of choices) {
				const sql = 'select 1 from owners where last_beat_at > ?';
				expect(inFile(choice, sql, ago(10 * SECOND).toISOString())).toHaveLength(1);
			}
		});
	});

	it('takes over, in each, what a dead process left to its triggers, and lets go of it afterwards', async () => {
		const choice = newChoice();
		const inDefault = startTrigger(async () => undefined);
		const inChosen = startTrigger(async () => choice);
		await receive(undefined, inDefault.trigger, DEAD, ago(60 * SECOND));
		await receive(choice, inChosen.trigger, DEAD, ago(60 * SECOND));
		beat();
		await eventually(() => {
			expect(inDefault.ran).toEqual([inDefault.trigger]);
			expect(inChosen.ran).toEqual([inChosen.trigger]);
		});
		await eventually(() => expect(heldFor(choice, inChosen.trigger)).toEqual([]));
	});

	it('lets go of what was received and has run, in the store that it came into', async () => {
		const choice = newChoice();
		const { trigger } = startTrigger(async () => choice);
		const { fresh } = await receive(choice, trigger, thisProcess, new Date());
		expect(heldFor(choice, trigger)).toHaveLength(1);
		runHere(trigger, fresh);
		await eventually(() => expect(heldFor(choice, trigger)).toEqual([]));
	});

	it('deletes what is old in each, after the time that the user set', async () => {
		const choice = newChoice();
		await receive(choice, 'old', thisProcess, ago((KEPT_DAYS + 1) * DAY));
		await receive(choice, 'young', thisProcess, ago((KEPT_DAYS - 1) * DAY));
		startTrigger(async () => choice);
		beat();
		beat();
		await eventually(async () => {
			expect((await receive(choice, 'old', OTHER, new Date())).fresh).toHaveLength(1);
		});
		expect((await receive(choice, 'young', OTHER, new Date())).repeats).toBe(1);
	});

	it('goes on in the database that the credential names now', async () => {
		const [before, after] = [newChoice(), newChoice()];
		let named = before;
		const { trigger, ran } = startTrigger(async () => named);
		named = after;
		await receive(after, trigger, DEAD, ago(60 * SECOND));
		beat();
		await eventually(() => expect(ran).toEqual([trigger]));
	});

	it('does not let one that fails keep it from the others', async () => {
		const choice = newChoice();
		const broken = startTrigger(async () => ({ url: 'mysql://shop' }));
		const unreadable = startTrigger(async () => {
			throw new Error('n8n could not decrypt the credential');
		});
		const sound = startTrigger(async () => choice);
		await receive(choice, sound.trigger, DEAD, ago(60 * SECOND));
		beat();
		await eventually(() => {
			expect(sound.ran).toEqual([sound.trigger]);
			expect(broken.warnings).toContain('The conversation store did not answer (StoreError).');
			expect(unreadable.warnings).toContain('The conversation store did not answer (Error).');
		});
		expect(sound.warnings).toEqual([]);
	});
});

import { sizeOf } from '../thoroughness';
import { eventually } from './harness/eventually';
import {
	countingWorkflow,
	countOf,
	customerOf,
	QUESTION,
	SILENCE,
	write,
	wrongReplies,
} from './harness/many-questions';
import { chatPage, type ChatPage, type Customer } from './harness/simulated-phone';
import { readSimulatedTexts } from './harness/simulated-transcript';
import { startN8n, type StartedN8n } from './harness/start-n8n';

// Proves that a question outlives n8n: after a restart every reply reaches its own question, and a reply whose
// execution was killed starts the trigger as a redelivered message.

const CUSTOMERS = sizeOf({ short: 40, nightly: 500 });
/** Chats of the Simulator, which keep their last 1,000 lines: each customer writes and reads four of them. */
const CHATS = sizeOf({ short: 1, nightly: 5 });
/** Numbers of answers after which n8n is killed. */
const KILLED_AFTER = sizeOf({ short: [10, 25], nightly: [60, 150, 290, 400] });
const WITHIN_MS = sizeOf({ short: 900_000, nightly: 2_400_000 });
const ANSWER_TIMEOUT_MS = sizeOf({ short: 180_000, nightly: 600_000 });
const ENVIRONMENT = {
	// See kill.test.ts.
	N8N_EVENTBUS_RECOVERY_MODE: 'simple',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '15',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
};

describe('ending n8n while executions wait for replies', () => {
	let n8n: StartedN8n;

	beforeAll(async () => {
		n8n = await startN8n({ env: ENVIRONMENT });
	}, WITHIN_MS);
	afterAll(async () => await n8n?.stop());

	async function publish(question: Record<string, unknown>) {
		const { triggerId, ...workflow } = countingWorkflow(question);
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		return { id, page: chatPage(`${n8n.baseUrl}/webhook/${triggerId}`) };
	}
	const heard = () => readSimulatedTexts(n8n.userFolder);

	it(
		'every reply reaches its own question, or starts the trigger as redelivered',
		async () => {
			const chats: Array<{ id: string; page: ChatPage }> = [];
			for (let chat = 0; chat < CHATS; chat++) chats.push(await publish({}));
			const say = async (index: number, who: Customer, text: string) => {
				const chat = chats[index % CHATS];
				if (chat) await write(chat.page, who, text);
			};
			const people = Array.from({ length: CUSTOMERS }, (_, index) => customerOf(index));
			await Promise.all(people.map((who, index) => say(index, who, 'Oi')));
			await eventually(() => {
				expect(countOf(heard(), QUESTION)).toBe(CUSTOMERS);
			}, ANSWER_TIMEOUT_MS);
			await n8n.shutDown();
			await n8n.startAgain();
			for (const [index, who] of people.entries()) {
				await say(index, who, `n${index}`);
				if (!KILLED_AFTER.includes(index)) continue;
				await n8n.kill();
				await n8n.startAgain();
			}
			await eventually(() => {
				expect(wrongReplies(people, heard())).toEqual([]);
			}, ANSWER_TIMEOUT_MS);
			process.stdout.write(
				`${CUSTOMERS} replies, ${KILLED_AFTER.length} kills, ${countOf(heard(), 'again')} redelivered.\n`,
			);
			for (const { id } of chats) await n8n.unpublish(id);
		},
		WITHIN_MS,
	);

	it(
		'a question whose time ends while n8n is down ends when n8n is back, and another one within five seconds of its time',
		async () => {
			const { id, page } = await publish({ waitAmount: 45, waitUnit: 'seconds' });
			const late = customerOf(90_001);
			await write(page, late, 'Oi');
			const asked = Date.now();
			const texts = () => heard().get(late.id);
			await eventually(() => expect(texts()).toEqual([QUESTION]));
			// The text is there before n8n has saved that the execution waits.
			await eventually(async () => {
				expect((await n8n.executions(id)).map(({ status }) => status)).toEqual(['waiting']);
			});
			await n8n.kill();
			await n8n.startAgain();
			await eventually(() => {
				expect(texts()).toEqual([QUESTION, SILENCE]);
			}, 90_000);
			expect(Date.now() - asked).toBeLessThan(45_000 + 5_000);
			expect(Date.now() - asked).toBeGreaterThan(44_000);
			await n8n.unpublish(id);
		},
		WITHIN_MS,
	);
});

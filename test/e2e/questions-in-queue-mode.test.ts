import { findPostgres } from '../../sandbox/postgres';
import { findRedis } from '../../sandbox/redis';
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
import { chatPage } from './harness/simulated-phone';
import { readSimulatedTextsOnPostgres } from './harness/simulated-transcript';
import { startQueueMode, type QueueMode, type QueueProcess } from './harness/start-queue-mode';

// Proves that questions hold where every part of n8n is there twice: two webhook processes and two workers, and a main
// process that serves no webhooks, so that it reaches waiting executions at the public address only.

const CUSTOMERS = sizeOf({ short: 30, nightly: 200 });
/** Numbers of answers after which one process is killed and started again. */
const KILLED_AFTER = sizeOf({ short: [7, 14, 21], nightly: [40, 80, 120, 160] });
const WITHIN_MS = 600_000;
const ANSWER_TIMEOUT_MS = 180_000;

const redis = findRedis();
if (redis !== undefined && findPostgres() !== undefined)
	describe('questions with two webhook processes and two workers', () => declareTests(redis));
else process.stderr.write('Questions in queue mode are not tested: no Redis or PostgreSQL here.\n');

function declareTests(redisProgram: string): void {
	let n8n: QueueMode;
	beforeAll(async () => {
		n8n = await startQueueMode(redisProgram, {
			ofEach: 2,
			mainEnv: { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' },
		});
	}, WITHIN_MS);
	afterAll(async () => await n8n?.stop(), WITHIN_MS);

	async function publish(question: Record<string, unknown>) {
		const { triggerId, ...workflow } = countingWorkflow(question);
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		return { id, page: chatPage(`${n8n.publicUrl}/webhook/${triggerId}`) };
	}
	/** Kills a process and starts it again, while answers arrive. */
	async function kill(victim: QueueProcess | undefined): Promise<void> {
		await victim?.kill();
		await victim?.startAgain();
	}
	const heard = async () => await readSimulatedTextsOnPostgres(n8n.databaseUrl);

	it(
		'every reply reaches its own question while workers and webhook processes are killed',
		async () => {
			const { id, page } = await publish({});
			const people = Array.from({ length: CUSTOMERS }, (_, index) => customerOf(index));
			await Promise.all(people.map((who) => write(page, who, 'Oi')));
			await eventually(async () => {
				expect(countOf(await heard(), QUESTION)).toBe(CUSTOMERS);
			}, ANSWER_TIMEOUT_MS);
			let restarted = Promise.resolve();
			for (const [index, who] of people.entries()) {
				await write(page, who, `n${index}`);
				const kills = KILLED_AFTER.indexOf(index);
				if (kills < 0) continue;
				const victim = (kills % 2 === 0 ? n8n.workers : n8n.webhooks)[1];
				await restarted;
				restarted = kill(victim);
			}
			await restarted;
			await eventually(async () => {
				expect(wrongReplies(people, await heard())).toEqual([]);
			}, ANSWER_TIMEOUT_MS);
			process.stdout.write(
				`${CUSTOMERS} replies, ${KILLED_AFTER.length} kills, ${countOf(await heard(), 'again')} redelivered.\n`,
			);
			await n8n.unpublish(id);
		},
		WITHIN_MS,
	);

	it(
		'a question ends within five seconds of its time, through the public address',
		async () => {
			const { id, page } = await publish({ waitAmount: 8, waitUnit: 'seconds' });
			const late = customerOf(90_001);
			await write(page, late, 'Oi');
			const asked = Date.now();
			await eventually(async () => {
				expect((await heard()).get(late.id)).toEqual([QUESTION, SILENCE]);
			}, 30_000);
			expect(Date.now() - asked).toBeLessThan(8_000 + 5_000);
			await n8n.unpublish(id);
		},
		WITHIN_MS,
	);
}

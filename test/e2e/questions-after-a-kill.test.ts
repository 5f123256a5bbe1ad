import { setTimeout as pause } from 'node:timers/promises';

import { sizeOf } from '../thoroughness';
import { askingWorkflow } from './harness/asking-workflow';
import { eventually } from './harness/eventually';
import { textFrom, chatPage, type ChatPage, type Customer } from './harness/simulated-phone';
import { readSimulatedTexts } from './harness/simulated-transcript';
import { startN8n, type StartedN8n } from './harness/start-n8n';

// Proves that a question outlives n8n: after a restart every reply reaches its own question, and a reply whose
// execution was killed starts the trigger as a redelivered message. The workflow writes "again <text>" for those.

const CUSTOMERS = sizeOf({ short: 40, nightly: 500 });
/** Numbers of answers after which n8n is killed. */
const KILLED_AFTER = sizeOf({ short: [10, 25], nightly: [60, 150, 290, 400] });
const WITHIN_MS = 900_000;
const ANSWER_TIMEOUT_MS = 180_000;
const ENVIRONMENT = {
	// See kill.test.ts.
	N8N_EVENTBUS_RECOVERY_MODE: 'simple',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '15',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
};

describe('ending n8n while executions wait for replies', () => {
	let n8n: StartedN8n;
	let page: ChatPage;

	beforeAll(async () => {
		n8n = await startN8n({ env: ENVIRONMENT });
	}, WITHIN_MS);
	afterAll(async () => await n8n?.stop());

	async function publish(question: Record<string, unknown>) {
		const { triggerId, ...workflow } = askingWorkflow([
			{
				...{ name: 'Question', after: ['Reply', 'Silence'] },
				parameters: {
					text: '={{ $json.redelivered ? "again " + $json.message.text : "Quantos?" }}',
					...question,
				},
			},
			{
				...{ name: 'Reply', operation: 'send' },
				parameters: { text: '=reply {{ $json.answer.value }}' },
			},
			{ ...{ name: 'Silence', operation: 'send' }, parameters: { text: 'silence' } },
		]);
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		page = chatPage(`${n8n.baseUrl}/webhook/${triggerId}`);
		return id;
	}

	/** Posts until n8n takes it, as a provider does. */
	async function deliver(event: Record<string, unknown>): Promise<void> {
		for (;;) {
			const taken = await page.post(event).then(
				() => true,
				() => false,
			);
			if (taken) return;
			await pause(300);
		}
	}

	it(
		'every reply reaches its own question, or starts the trigger as redelivered',
		async () => {
			const id = await publish({});
			const people = Array.from({ length: CUSTOMERS }, (_, index) => customerOf(index));
			await Promise.all(people.map((who) => deliver(textFrom(who, 'Oi'))));
			await eventually(() => {
				expect(countOf(readSimulatedTexts(n8n.userFolder), 'Quantos?')).toBe(CUSTOMERS);
			}, ANSWER_TIMEOUT_MS);
			await n8n.shutDown();
			await n8n.startAgain();
			for (const [index, who] of people.entries()) {
				await deliver(textFrom(who, `n${index}`));
				if (!KILLED_AFTER.includes(index)) continue;
				await n8n.kill();
				await n8n.startAgain();
			}
			await eventually(() => {
				const heard = readSimulatedTexts(n8n.userFolder);
				const lost = people.filter((who, index) => {
					const texts = heard.get(who.id) ?? [];
					return !texts.includes(`reply n${index}`) && !texts.includes(`again n${index}`);
				});
				expect(lost).toEqual([]);
			}, ANSWER_TIMEOUT_MS);
			const heard = readSimulatedTexts(n8n.userFolder);
			const again = [...heard.values()].flat().filter((text) => text.startsWith('again'));
			process.stdout.write(
				`${CUSTOMERS} replies, ${KILLED_AFTER.length} kills, ${again.length} redelivered.\n`,
			);
			for (const [index, who] of people.entries()) {
				const others = (heard.get(who.id) ?? []).filter(
					(text) => !['Quantos?', `reply n${index}`, `again n${index}`].includes(text),
				);
				expect(others).toEqual([]);
				expect(
					countOf(new Map([[who.id, heard.get(who.id) ?? []]]), `reply n${index}`),
				).toBeLessThan(2);
			}
			await n8n.unpublish(id);
		},
		WITHIN_MS,
	);

	it(
		'a question whose time ends while n8n is down ends when n8n is back, and another one within five seconds of its time',
		async () => {
			const id = await publish({ waitAmount: 45, waitUnit: 'seconds' });
			await deliver(textFrom(customerOf(90_001), 'Oi'));
			const asked = Date.now();
			const late = () => readSimulatedTexts(n8n.userFolder).get(customerOf(90_001).id);
			await eventually(() => expect(late()).toEqual(['Quantos?']));
			await n8n.kill();
			await n8n.startAgain();
			await eventually(() => {
				expect(late()).toEqual(['Quantos?', 'silence']);
			}, 90_000);
			expect(Date.now() - asked).toBeLessThan(45_000 + 5_000);
			expect(Date.now() - asked).toBeGreaterThan(44_000);
			await n8n.unpublish(id);
		},
		WITHIN_MS,
	);
});

function customerOf(index: number): Customer {
	return { id: `+55119888${String(index).padStart(5, '0')}`, name: `Customer ${index}` };
}

function countOf(heard: ReadonlyMap<string, string[]>, text: string): number {
	return [...heard.values()].flat().filter((said) => said === text).length;
}

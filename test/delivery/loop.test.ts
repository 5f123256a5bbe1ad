import fc from 'fast-check';

import { deliver } from '../../delivery/deliver';
import { whatsappCloud } from '../../providers/whatsappCloud';
import type { Store } from '../../store/contracts/store';
import { openStore } from '../../store/open-store';
import { temporaryFolder } from '../fixtures/temporary-folder';
import { ANA, message, receive } from '../store/events';

const START = Date.parse('2026-03-02T10:00:00.000Z');

describe('two bots that answer each other', () => {
	const folder = temporaryFolder();
	let store: Store;
	let now: number;
	let ids = 0;
	beforeEach(async () => {
		now = START;
		store = await openStore({ file: folder.file(`${Math.random()}.sqlite`) });
	});
	afterEach(() => store.close());

	const write = async (text: string, seconds = 1) => {
		now += seconds * 1000;
		ids += 1;
		await receive(store, [message(`in-${ids}`, text, { timestamp: new Date(now).toISOString() })]);
	};
	const answer = async (text: string) => {
		ids += 1;
		const outcome = await deliver(
			{
				message: { type: 'text', text },
				to: ANA,
				from: {
					...{ id: 'business-1', channel: 'whatsapp' },
					account: { baseUrl: 'https://graph.example' },
				},
				rules: { consent: 'respectOptOut', closedWindow: 'block' },
			},
			whatsappCloud,
			{
				store,
				now: () => new Date(now),
				sleep: async () => undefined,
				pacer: { turn: async () => undefined, pauseUntil: () => undefined },
				http: async () => ({
					...{ ok: true, status: 200, headers: {} },
					body: { messages: [{ id: `wamid.${ids}` }] },
				}),
			},
		);
		return outcome.outcome === 'blocked' ? outcome.blocked.code : outcome.outcome;
	};
	const exchange = async (rounds: number, theirs: string, ours: string, seconds = 1) => {
		const outcomes: string[] = [];
		for (let round = 0; round < rounds; round++) {
			await write(theirs, seconds);
			outcomes.push(await answer(ours));
		}
		return outcomes;
	};

	it('two bots are stopped at our tenth equal text within a minute', async () => {
		expect(await exchange(12, 'Não entendi', 'Escolha uma opção')).toEqual([
			...Array(9).fill('accepted'),
			...Array(3).fill('loop'),
		]);
	});

	it('two bots can continue after a minute', async () => {
		await exchange(10, 'Não entendi', 'Escolha uma opção');
		await write('Não entendi', 61);
		expect(await answer('Escolha uma opção')).toBe('accepted');
	});

	it('different texts of the customer do not count as two bots', async () => {
		for (let round = 0; round < 15; round++) {
			await write(`${round}`);
			expect(await answer('Escolha uma opção')).toBe('accepted');
		}
	});

	it('different texts of the business, or slow ones, do not count as two bots', async () => {
		for (let round = 0; round < 15; round++) {
			await write('Oi');
			expect(await answer(`${round}`)).toBe('accepted');
		}
		expect(await exchange(12, 'Oi', 'Olá', 7)).toEqual(Array(12).fill('accepted'));
	});

	it('two bots are stopped in whichever order both write ten equal texts', async () => {
		const turns = fc.shuffledSubarray([...Array(10).fill('in'), ...Array(9).fill('out')], {
			minLength: 19,
		});
		await fc.assert(
			fc.asyncProperty(turns, async (order) => {
				now += 61_000;
				for (const turn of order as string[]) {
					if (turn === 'in') await write('Oi');
					else expect(await answer('Olá')).toBe('accepted');
				}
				expect(await answer('Olá')).toBe('loop');
			}),
			{ numRuns: 10 },
		);
	});
});

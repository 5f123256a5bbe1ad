import { WaitingReach } from '../../../intake/keeper/waiting-reach';
import type { StoreHandle } from '../../../intake/ports';
import type { Store } from '../../../store/contracts/store';
import { ManualClock } from './manual-clock';

const OWNER = { bootId: 'boot', hostname: 'here', processId: 1 };

/** Returns a store that records the notes. */
function storeAt(location: string) {
	const noted: boolean[] = [];
	const waits = { noteReach: async (_owner: unknown, is: boolean) => void noted.push(is) };
	const store: StoreHandle = {
		location,
		use: async (work) => await work({ waits } as unknown as Store),
	};
	return { store, noted };
}

describe("the reach of n8n's address of waiting executions", () => {
	const clock = new ManualClock(new Date('2026-03-02T12:00:00.000Z'));
	let probes: number;
	let answers: boolean;
	let reach: WaitingReach;

	beforeEach(() => {
		probes = 0;
		answers = true;
		const probe = async () => {
			probes++;
			return answers;
		};
		reach = new WaitingReach(probe, OWNER, clock);
	});

	async function beat(stores: readonly StoreHandle[], times: number) {
		for (let beats = 0; beats < times; beats++) {
			for (const store of stores) await reach.note(store);
			await clock.pass(5_000);
		}
	}

	it('a success is noted at once in every store, and never probed again', async () => {
		const [one, other] = [storeAt('one'), storeAt('other')];
		await beat([one.store, other.store], 20);
		answers = false;
		await beat([one.store, other.store], 20);
		expect([one.noted, other.noted, probes]).toEqual([[true], [true], 1]);
	});

	it('failures of a minute are noted, and the next success', async () => {
		const { store, noted } = storeAt('one');
		answers = false;
		await beat([store], 12);
		expect(noted).toEqual([]);
		await beat([store], 2);
		expect(noted).toEqual([false]);
		answers = true;
		await beat([store], 1);
		expect(noted).toEqual([false, true]);
	});
});

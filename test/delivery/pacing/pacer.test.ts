import { createPacer, type PacerPorts } from '../../../delivery/pacing/pacer';
import { reserve } from '../../../delivery/pacing/rate';

/** Returns a clock that only sleeping moves. */
function simulatedTime(): Pick<PacerPorts, 'now' | 'sleep'> {
	let now = 0;
	return {
		now: () => now,
		sleep: async (milliseconds) => {
			now += milliseconds;
		},
	};
}

async function leaving(
	ports: PacerPorts,
	count: number,
	key = () => 'number-1',
): Promise<number[]> {
	const pacer = createPacer(ports);
	const times: number[] = [];
	const turns = Array.from({ length: count }, async () => {
		await pacer.turn(key(), { perSecond: 10, burst: 1 });
		times.push(ports.now());
	});
	await Promise.all(turns);
	return times;
}

describe('pacing: pacer', () => {
	it('lets messages of one number leave at its rate, in the order of their requests', async () => {
		expect(await leaving(simulatedTime(), 4)).toEqual([0, 100, 200, 300]);
	});

	it('delays a message that would exceed the arrivals in a second', async () => {
		const time = simulatedTime();
		const pacer = createPacer(time);
		const rate = { perSecond: 10, burst: 1, mostInASecond: 8 };
		const left: number[] = [];
		for (let message = 0; message < 11; message++) {
			const answered = await pacer.turn('number-1', rate);
			left.push(time.now());
			// The third one was held up on its way; all others need 50 ms.
			await time.sleep(message === 2 ? 90 : 50);
			answered?.();
		}
		expect(left).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 1_000, 1_100, 1_240]);
	});

	it('does not make one number wait for another', async () => {
		let turn = 0;
		const times = await leaving(simulatedTime(), 4, () => `number-${turn++}`);
		expect(times).toEqual([0, 0, 0, 0]);
	});

	it('delays all messages of a number during a pause of the provider', async () => {
		const time = simulatedTime();
		const pacer = createPacer(time);
		pacer.pauseUntil('number-1', 5_000);
		await pacer.turn('number-1', { perSecond: 10, burst: 1 });
		expect(time.now()).toBe(5_000);
	});

	it('reserves slots of a shared stream in batches, and two processes together keep the rate', async () => {
		const time = simulatedTime();
		let conformsAt = 0;
		let leases = 0;
		const lease: PacerPorts['lease'] = async (_key, rate, count, now) => {
			leases += 1;
			const reserved = reserve(conformsAt, rate, count, now);
			conformsAt = reserved.conformsAt;
			return reserved.times;
		};
		const [one, two] = await Promise.all([
			leaving({ ...time, lease }, 10),
			leaving({ ...time, lease }, 10),
		]);
		expect(Math.max(...one, ...two)).toBeGreaterThanOrEqual(1_900);
		expect(leases).toBe(10);
	});

	it('requests a lease again while the store is unavailable, and every message gets a turn', async () => {
		let calls = 0;
		const lease: PacerPorts['lease'] = async (_key, _rate, count, now) => {
			if ((calls += 1) <= 5) throw new Error('the store is away');
			return Array.from({ length: count }, () => now);
		};
		expect(await leaving({ ...simulatedTime(), lease }, 4)).toHaveLength(4);
		expect(calls).toBe(5 + 2);
	});

	it('gives the next message its turn when a lease fails for good', async () => {
		const time = simulatedTime();
		const pacer = createPacer({
			...time,
			lease: async () => {
				if (time.now() < 16_000) throw new Error('the store is away');
				return [0];
			},
		});
		const first = pacer.turn('number-1', { perSecond: 1, burst: 1 });
		const second = pacer.turn('number-1', { perSecond: 1, burst: 1 });
		await expect(first).rejects.toThrow('the store is away');
		await expect(second).resolves.toBeUndefined();
	});
});

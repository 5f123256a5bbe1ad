import { Arrivals } from './arrivals';
import { reserve, type Rate } from './rate';

/**
 * Lets messages leave at the rate that the provider documents. There is one stream for each business number, and one for
 * each pair of a number and a customer.
 */
export interface Pacer {
	/**
	 * Resolves when the message may leave. Calls for one key resolve in their order.
	 *
	 * @returns a function to call when the provider has answered, if `rate.mostInASecond` is set
	 */
	turn(key: string, rate: Rate): Promise<Answered | undefined>;
	/** Pauses a stream because the provider asked for it: nothing leaves before that moment (ms since the epoch). */
	pauseUntil(key: string, moment: number): void;
}

export type Answered = () => void;

export interface PacerPorts {
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
	/**
	 * Reserves places in a stream that several processes share, and returns their times. Absent: each process has
	 * buckets of its own.
	 */
	lease?: (key: string, rate: Rate, count: number, now: number) => Promise<number[]>;
}

/** The number of leases from a shared bucket in a second: few round trips, and little lost in a crash. */
const LEASES_PER_SECOND = 5;
/** Waits before a lease that failed is asked for again, in ms: a database that restarts is back within that time. */
const LEASE_WAITS_MS = [250, 500, 1_000, 2_000, 4_000, 8_000];
/** Above this number, buckets that conform again are deleted: they hold no information any more. */
const MOST_BUCKETS = 10_000;
/** Shorter waits are skipped: a timer's resolution is a millisecond. */
const SHORTEST_WAIT_MS = 1;

export function createPacer(ports: PacerPorts): Pacer {
	const buckets = new Map<string, number>();
	const leased = new Map<string, number[]>();
	const arrivals = new Map<string, Arrivals>();
	const pausedUntil = new Map<string, number>();
	const lines = new Map<string, Promise<unknown>>();

	const nextTime = async (key: string, rate: Rate): Promise<number> => {
		const now = ports.now();
		if (ports.lease === undefined) {
			const reserved = reserve(buckets.get(key) ?? 0, rate, 1, now);
			buckets.set(key, reserved.conformsAt);
			if (buckets.size > MOST_BUCKETS) sweep(buckets, now);
			return reserved.times[0] ?? now;
		}
		const places = leased.get(key) ?? (await lease(ports.lease, key, rate));
		const place = places.shift() ?? now;
		if (places.length > 0) leased.set(key, places);
		else leased.delete(key);
		return place;
	};

	/** The others of the stream wait behind the one that asks. */
	const lease = async (
		ask: NonNullable<PacerPorts['lease']>,
		key: string,
		rate: Rate,
	): Promise<number[]> => {
		const count = Math.max(1, Math.floor(rate.perSecond / LEASES_PER_SECOND));
		for (const wait of LEASE_WAITS_MS) {
			try {
				return await ask(key, rate, count, ports.now());
			} catch {
				await ports.sleep(wait);
			}
		}
		return await ask(key, rate, count, ports.now());
	};

	const arrivalsOf = (key: string): Arrivals => {
		const known = arrivals.get(key) ?? new Arrivals();
		arrivals.set(key, known);
		return known;
	};

	const wait = async (key: string, rate: Rate): Promise<Answered | undefined> => {
		const time = await nextTime(key, rate);
		const { mostInASecond } = rate;
		const counted = mostInASecond === undefined ? undefined : arrivalsOf(key);
		for (;;) {
			const now = ports.now();
			const paused = pausedUntil.get(key) ?? 0;
			if (paused <= now) pausedUntil.delete(key);
			const free = counted?.freeAt(mostInASecond ?? 0, now) ?? 0;
			const left = Math.max(time, paused, free) - now;
			if (left < SHORTEST_WAIT_MS) {
				const answeredAt = counted?.leave(now);
				return answeredAt && (() => answeredAt(ports.now()));
			}
			await ports.sleep(Math.ceil(left));
		}
	};

	return {
		turn(key, rate) {
			const before = lines.get(key) ?? Promise.resolve();
			const mine = before.then(() => wait(key, rate));
			const settled = mine.catch(() => undefined);
			lines.set(key, settled);
			void settled.then(() => {
				if (lines.get(key) === settled) lines.delete(key);
			});
			return mine;
		},
		pauseUntil(key, moment) {
			pausedUntil.set(key, Math.max(moment, pausedUntil.get(key) ?? 0));
		},
	};
}

function sweep(buckets: Map<string, number>, now: number): void {
	for (const [key, conformsAt] of buckets) if (conformsAt <= now) buckets.delete(key);
}

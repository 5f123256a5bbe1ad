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
	/** Pauses a stream because the provider asked for it. No message leaves before `moment` (ms since the epoch). */
	pauseUntil(key: string, moment: number): void;
}

export type Answered = () => void;

export interface PacerPorts {
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
	/**
	 * Reserves slots in a stream that several processes share, and returns their times. Without it, each process has
	 * buckets of its own.
	 */
	lease?: (key: string, rate: Rate, count: number, now: number) => Promise<number[]>;
}

/** Leases per second from a shared bucket: few enough to save round trips, enough to lose few slots in a crash. */
const LEASES_PER_SECOND = 5;
/** Waits between attempts to get a lease, in ms. A database that restarts is back within their sum. */
const LEASE_WAITS_MS = [250, 500, 1_000, 2_000, 4_000, 8_000];
/** Above this number, buckets that conform again are deleted, because they hold no information any more. */
const MOST_BUCKETS = 10_000;
/** Shorter waits are skipped, because a timer's resolution is one millisecond. */
const SHORTEST_WAIT_MS = 1;

export function createPacer(ports: PacerPorts): Pacer {
	const buckets = new Map<string, number>();
	const leased = new Map<string, number[]>();
	const arrivals = new Map<string, Arrivals>();
	const pausedUntil = new Map<string, number>();
	const lastTurns = new Map<string, Promise<unknown>>();

	const nextTime = async (key: string, rate: Rate): Promise<number> => {
		const now = ports.now();
		if (ports.lease === undefined) {
			const reserved = reserve(buckets.get(key) ?? 0, rate, 1, now);
			buckets.set(key, reserved.conformsAt);
			if (buckets.size > MOST_BUCKETS) sweep(buckets, now);
			return reserved.times[0] ?? now;
		}
		const slots = leased.get(key) ?? (await lease(ports.lease, key, rate));
		const slot = slots.shift() ?? now;
		if (slots.length > 0) leased.set(key, slots);
		else leased.delete(key);
		return slot;
	};

	/** Leases slots, and tries again when that fails. Later messages of the stream wait meanwhile. */
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
		const streamArrivals = mostInASecond === undefined ? undefined : arrivalsOf(key);
		for (;;) {
			const now = ports.now();
			const paused = pausedUntil.get(key) ?? 0;
			if (paused <= now) pausedUntil.delete(key);
			const freeAt = streamArrivals?.freeAt(mostInASecond ?? 0, now) ?? 0;
			const left = Math.max(time, paused, freeAt) - now;
			if (left < SHORTEST_WAIT_MS) {
				const recordAnswer = streamArrivals?.recordDeparture(now);
				return recordAnswer && (() => recordAnswer(ports.now()));
			}
			await ports.sleep(Math.ceil(left));
		}
	};

	return {
		turn(key, rate) {
			const previous = lastTurns.get(key) ?? Promise.resolve();
			const current = previous.then(() => wait(key, rate));
			const settled = current.catch(() => undefined);
			lastTurns.set(key, settled);
			void settled.then(() => {
				if (lastTurns.get(key) === settled) lastTurns.delete(key);
			});
			return current;
		},
		pauseUntil(key, moment) {
			pausedUntil.set(key, Math.max(moment, pausedUntil.get(key) ?? 0));
		},
	};
}

function sweep(buckets: Map<string, number>, now: number): void {
	for (const [key, conformsAt] of buckets) if (conformsAt <= now) buckets.delete(key);
}

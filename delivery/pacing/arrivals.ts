/**
 * Estimates from the answers when messages reached their provider. A provider limits the arrivals in a second. Messages
 * of a busy process leave at an even rate but can still arrive in bursts.
 */

interface Arrival {
	/** The time of departure in ms; from the answer on, the latest possible time of arrival. */
	at: number;
}

const SECOND_MS = 1000;
/** The number of recent round trips from which the fastest is taken. */
const ROUND_TRIPS_KEPT = 50;

export class Arrivals {
	#arrivals: Arrival[] = [];
	readonly #roundTrips: number[] = [];

	/** Returns when the next message may leave (ms), so that at most `most` arrive in any second; 0 if it may leave now. */
	freeAt(most: number, now: number): number {
		const recent = this.#arrivals.map(({ at }) => at).filter((at) => at > now - SECOND_MS);
		if (recent.length < most) return 0;
		recent.sort((a, b) => a - b);
		return (recent[recent.length - most] ?? 0) + SECOND_MS;
	}

	/** Records a departure. Returns a function to call with the time of the answer. */
	recordDeparture(now: number): (answeredAt: number) => void {
		this.#arrivals = this.#arrivals.filter(({ at }) => at > now - SECOND_MS);
		const arrival: Arrival = { at: now };
		this.#arrivals.push(arrival);
		return (answeredAt) => {
			this.#roundTrips.push(answeredAt - now);
			if (this.#roundTrips.length > ROUND_TRIPS_KEPT) this.#roundTrips.shift();
			// The fastest round trip counts as one without delay. A slower message may have been delayed before it arrived.
			arrival.at = answeredAt - Math.min(...this.#roundTrips);
		};
	}
}

/**
 * The times at which messages reached their provider, estimated from the answers. A provider counts arrivals in a
 * second. In a busy process messages leave at an even rate but can still arrive in bursts.
 */

interface Arrival {
	/** The time of departure; after the answer, the latest possible time of arrival. In ms. */
	at: number;
}

const SECOND_MS = 1000;
/** The number of latest answers that show how fast the provider is now. */
const ROUND_TRIPS_KEPT = 50;

export class Arrivals {
	#arrivals: Arrival[] = [];
	readonly #roundTrips: number[] = [];

	/** Returns when the next message may leave if no second may see more than `most`; 0 for now. */
	freeAt(most: number, now: number): number {
		const recent = this.#arrivals.map(({ at }) => at).filter((at) => at > now - SECOND_MS);
		if (recent.length < most) return 0;
		recent.sort((a, b) => a - b);
		return (recent[recent.length - most] ?? 0) + SECOND_MS;
	}

	/** Records a departure. Returns a function to call with the time of the answer. */
	leave(now: number): (answeredAt: number) => void {
		this.#arrivals = this.#arrivals.filter(({ at }) => at > now - SECOND_MS);
		const arrival: Arrival = { at: now };
		this.#arrivals.push(arrival);
		return (answeredAt) => {
			this.#roundTrips.push(answeredAt - now);
			if (this.#roundTrips.length > ROUND_TRIPS_KEPT) this.#roundTrips.shift();
			// The fastest round trip had no delay. Any longer one may have spent the difference before it arrived.
			arrival.at = answeredAt - Math.min(...this.#roundTrips);
		};
	}
}

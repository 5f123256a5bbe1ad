/**
 * When messages reached their provider, as far as their answers tell. A provider counts what arrives in a second; in a
 * process that is busy with other things, messages leave evenly and arrive in heaps all the same.
 */

interface Arrival {
	/** When it left; once it is answered, when it certainly had arrived. ms */
	at: number;
}

const SECOND_MS = 1000;
/** So many of the latest answers tell how fast the provider is now. */
const ROUND_TRIPS_KEPT = 50;

export class Arrivals {
	#arrivals: Arrival[] = [];
	readonly #roundTrips: number[] = [];

	/** When the next one may leave if no second may see more than `most`; 0: at once. */
	freeAt(most: number, now: number): number {
		const recent = this.#arrivals.map(({ at }) => at).filter((at) => at > now - SECOND_MS);
		if (recent.length < most) return 0;
		recent.sort((a, b) => a - b);
		return (recent[recent.length - most] ?? 0) + SECOND_MS;
	}

	/** @returns what to call when it is answered, with the time of then */
	leave(now: number): (answeredAt: number) => void {
		this.#arrivals = this.#arrivals.filter(({ at }) => at > now - SECOND_MS);
		const arrival: Arrival = { at: now };
		this.#arrivals.push(arrival);
		return (answeredAt) => {
			this.#roundTrips.push(answeredAt - now);
			if (this.#roundTrips.length > ROUND_TRIPS_KEPT) this.#roundTrips.shift();
			// The fastest one was held up by nobody: all that another took longer, it may have spent before it arrived.
			arrival.at = answeredAt - Math.min(...this.#roundTrips);
		};
	}
}

import type { MessagingEvent } from '../../messaging/event';
import type { ProcessClock, RunningListener } from '../ports';

/** Collects the events of a listener for the time that its user chose, to start them in one execution. */
export class EventCollector {
	readonly #collected = new Map<RunningListener, MessagingEvent[]>();

	constructor(
		private readonly clock: ProcessClock,
		private readonly start: (listener: RunningListener, events: MessagingEvent[]) => void,
	) {}

	/** Adds events. The first one decides when all start, so no event waits longer than the user chose. */
	add(listener: RunningListener, events: readonly MessagingEvent[]): void {
		const collected = this.#collected.get(listener);
		if (collected) {
			collected.push(...events);
			return;
		}
		this.#collected.set(listener, [...events]);
		this.clock.after(listener.collectMs, () => this.flush(listener));
	}

	/** Starts what has been collected for the listener. */
	flush(listener: RunningListener): void {
		const events = this.#collected.get(listener);
		this.#collected.delete(listener);
		if (events) this.start(listener, events);
	}
}

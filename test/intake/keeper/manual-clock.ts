import type { ProcessClock } from '../../../intake/ports';

interface Timer {
	at: number;
	every: number | undefined;
	work: () => void;
}

/** A clock that a test moves. Timers run when their time has come, in order. */
export class ManualClock implements ProcessClock {
	#now = 0;
	readonly #timers = new Set<Timer>();

	constructor(private readonly start: Date) {}

	monotonic(): number {
		return this.#now;
	}

	now(): Date {
		return new Date(this.start.getTime() + this.#now);
	}

	every(milliseconds: number, work: () => void): () => void {
		return this.#add({ at: this.#now + milliseconds, every: milliseconds, work });
	}

	after(milliseconds: number, work: () => void): () => void {
		return this.#add({ at: this.#now + milliseconds, every: undefined, work });
	}

	/** Moves the clock, runs the due timers, and waits until their promises cannot continue. */
	async pass(milliseconds: number): Promise<void> {
		const end = this.#now + milliseconds;
		for (let timer = this.#nextDue(end); timer; timer = this.#nextDue(end)) {
			this.#now = Math.max(this.#now, timer.at);
			if (timer.every === undefined) this.#timers.delete(timer);
			else timer.at += timer.every;
			timer.work();
			await this.settled();
		}
		this.#now = end;
		await this.settled();
	}

	/** Resolves when the pending promises cannot continue. */
	async settled(): Promise<void> {
		for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
	}

	get timers(): number {
		return this.#timers.size;
	}

	#nextDue(end: number): Timer | undefined {
		return [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
	}

	#add(timer: Timer): () => void {
		this.#timers.add(timer);
		return () => this.#timers.delete(timer);
	}
}

import type { MessagingEvent } from '../../messaging/event';

/** The name of an event in the inbox of a listener. */
export type EventName = Pick<MessagingEvent, 'id' | 'event'>;

/** The events whose executions this process has started and not yet seen end. */
export class RunningExecutions {
	readonly #running = new Map<string, number>();

	add(listener: string, events: readonly EventName[]): void {
		for (const event of events) {
			const name = nameOf(listener, event);
			this.#running.set(name, (this.#running.get(name) ?? 0) + 1);
		}
	}

	remove(listener: string, events: readonly EventName[]): void {
		for (const event of events) {
			const name = nameOf(listener, event);
			const left = (this.#running.get(name) ?? 0) - 1;
			if (left > 0) this.#running.set(name, left);
			else this.#running.delete(name);
		}
	}

	has(listener: string, event: EventName): boolean {
		return this.#running.has(nameOf(listener, event));
	}
}

function nameOf(listener: string, { id, event }: EventName): string {
	return `${listener} ${event} ${id}`;
}

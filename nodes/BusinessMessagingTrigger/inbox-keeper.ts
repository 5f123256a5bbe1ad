import type { MessagingEvent } from '../../messaging/event';
import type { Store } from '../../store/store';
import { conversationStore, reopenIfLost, thisProcess } from '../ports/conversation-store';
import { isProcessAlive } from '../ports/process-life';

/**
 * Keeps the durable inbox of this process: tells the store that the process lives, lets go of what n8n has safely
 * persisted, and hands the events of dead processes to the triggers that run here.
 */

/** How often the process tells that it lives. */
const HEARTBEAT_MS = 5_000;
/** After this long without a heartbeat another process may take over. */
const DEAD_AFTER_MS = 30_000;
/** n8n persists an execution within milliseconds of the trigger's return; after this long it certainly has. */
const SETTLED_AFTER_MS = 30_000;
/** Providers repeat for up to 7 days (facts/whatsapp-cloud.md 3.2); what is older than this is deleted. */
const KEPT_MS = 30 * 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;

export interface KeptTrigger {
	/** As given to `Inbox.receive`. */
	trigger: string;
	/** Starts an execution with events that were kept through a crash. */
	emit: (events: MessagingEvent[]) => void;
	/** Told of what went wrong, without message texts. */
	warn: (message: string) => void;
}

const triggers = new Set<KeptTrigger>();
let timer: NodeJS.Timeout | undefined;
let nextPruneAt = 0;

/** Starts the heartbeat of this process; every process that receives events needs it. */
export function keepInbox(): void {
	timer ??= setInterval(() => void beat(), HEARTBEAT_MS).unref();
}

/** Has this process recover the events of a trigger; the returned function ends that. */
export async function recoverFor(store: Store, kept: KeptTrigger): Promise<() => void> {
	triggers.add(kept);
	keepInbox();
	await recover(store, kept);
	return () => void triggers.delete(kept);
}

async function beat(): Promise<void> {
	const now = new Date();
	try {
		const store = await conversationStore();
		await store.inbox.heartbeat(thisProcess, now, new Date(now.getTime() - SETTLED_AFTER_MS));
		for (const kept of triggers) await recover(store, kept);
		if (now.getTime() < nextPruneAt) return;
		nextPruneAt = now.getTime() + PRUNE_EVERY_MS;
		await store.prune(new Date(now.getTime() - KEPT_MS));
	} catch (error) {
		reopenIfLost(error);
		const reason = error instanceof Error ? error.name : 'unknown';
		for (const kept of triggers) kept.warn(`The conversation store did not answer (${reason}).`);
	}
}

async function recover(store: Store, kept: KeptTrigger): Promise<void> {
	const now = new Date();
	const events = await store.inbox.takeOver({
		trigger: kept.trigger,
		owner: thisProcess,
		now,
		deadBefore: new Date(now.getTime() - DEAD_AFTER_MS),
		isProcessAlive,
	});
	if (events.length > 0) kept.emit(events);
}

import { setTimeout as pause } from 'node:timers/promises';

import type { MessagingEvent } from '../../messaging/event';
import type { Store } from '../../store/contracts/store';
import { storePlace, thisProcess, type StoreChoice } from '../ports/conversation-store';
import { isProcessAlive } from '../ports/process-life';
import { inStore } from '../ports/trigger-store';

/**
 * Keeps the durable inbox of this process: tells each store in use that the process lives, starts executions and lets go
 * of their events when they end, and hands the events of dead processes to the triggers that run here.
 */

/** How often the process tells that it lives. */
const HEARTBEAT_MS = 5_000;
/** After this long without a heartbeat another process may take over. */
const DEAD_AFTER_MS = 30_000;
/**
 * Where n8n starts the execution itself, nobody tells us of its end. It persists it within milliseconds of the trigger's
 * return; after this long it certainly has.
 */
const HANDED_OVER_AFTER_MS = 30_000;
/**
 * So many events of dead processes are worked on at a time, the oldest first. All at once they would end all at once, and
 * late: a process that dies again and again would never come to an end of any.
 */
const RECOVERED_AT_ONCE = 10;
/** For a trigger that collects, in one execution. */
const RECOVERED_TOGETHER = 500;
/** The next ones do not wait longer than this for an execution that takes its time. */
const LONGEST_RECOVERY_STEP_MS = 30_000;
const DAY_MS = 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;
/** By then a store into which nothing more comes has let go of everything that was handed over. */
const UNUSED_AFTER_MS = 2 * HANDED_OVER_AFTER_MS;

/** Where a trigger keeps its events, as of now; `undefined`: the default store. A credential may change. */
export type ChosenStore = () => Promise<StoreChoice | undefined>;

export interface KeptTrigger {
	/** As given to `Inbox.receive`. */
	trigger: string;
	store: ChosenStore;
	/** How long its user wants records to be kept; with several triggers the longest time counts. */
	keptDays: number;
	/** How long events are collected before they start one execution together; 0: not at all. */
	collectMs: number;
	/** Starts an execution with these events. Resolves when it has ended or rests; rejects when it never began. */
	run: (events: readonly MessagingEvent[]) => Promise<void>;
	/** Told of what went wrong, without message texts. */
	warn: (message: string) => void;
}

const triggers = new Set<KeptTrigger>();
const collecting = new Map<KeptTrigger, MessagingEvent[]>();
let timer: NodeJS.Timeout | undefined;

/** A store that this process lately received into, or whose triggers run here. */
interface KeptStore {
	choice: StoreChoice | undefined;
	/** ms, as of `performance.now()`. */
	usedAt: number;
	nextPruneAt: number;
	/** Webhooks that could not be authenticated, by trigger. */
	refused: Map<string, number>;
}

const stores = new Map<string, KeptStore>();

/** Has this process tell the store that it lives; every process that receives events needs it. */
export function keepInbox(choice: StoreChoice | undefined): void {
	keptStore(choice);
	startBeating();
}

function keptStore(choice: StoreChoice | undefined): KeptStore {
	const place = storePlace(choice);
	const kept = stores.get(place) ?? { choice, usedAt: 0, nextPruneAt: 0, refused: new Map() };
	kept.usedAt = performance.now();
	stores.set(place, kept);
	return kept;
}

function startBeating(): void {
	timer ??= setInterval(() => void beat(), HEARTBEAT_MS).unref();
}

/** Has this process recover the events of a trigger; the returned function ends that. */
export function recoverFor(kept: KeptTrigger): () => void {
	triggers.add(kept);
	startBeating();
	void recover(kept);
	return () => {
		triggers.delete(kept);
		runCollected(kept);
	};
}

/** Whether the trigger runs in this process, so that `runHere` can start its executions. */
export function runsHere(trigger: string): boolean {
	return newest(trigger) !== undefined;
}

/** Starts an execution with events that were just received. `false` when the trigger does not run in this process. */
export function runHere(trigger: string, events: readonly MessagingEvent[]): boolean {
	const kept = newest(trigger);
	if (kept === undefined) return false;
	if (kept.collectMs > 0) collect(kept, events);
	else void run(kept, events);
	return true;
}

/** Lets go of events that n8n starts an execution with by itself, when it certainly has. */
export function letGoLater(
	trigger: string,
	store: ChosenStore,
	events: readonly MessagingEvent[],
): void {
	setTimeout(() => settle({ trigger, store }, events), HANDED_OVER_AFTER_MS).unref();
}

/** The first event decides when they all start, so nobody waits longer than the user said. */
function collect(kept: KeptTrigger, events: readonly MessagingEvent[]): void {
	const collected = collecting.get(kept);
	if (collected) {
		collected.push(...events);
		return;
	}
	collecting.set(kept, [...events]);
	setTimeout(() => runCollected(kept), kept.collectMs).unref();
}

function runCollected(kept: KeptTrigger): void {
	const events = collecting.get(kept);
	collecting.delete(kept);
	if (events) void run(kept, events);
}

/** While a workflow is published again there may be two for a moment. */
function newest(trigger: string): KeptTrigger | undefined {
	return [...triggers].reverse().find((kept) => kept.trigger === trigger);
}

/** Resolves when the execution has ended or rests, or is to be tried again. */
async function run(kept: KeptTrigger, events: readonly MessagingEvent[]): Promise<void> {
	try {
		await kept.run(events);
		settle(kept, events);
	} catch (error) {
		kept.warn(`An execution could not be started and is tried again (${nameOf(error)}).`);
		setTimeout(() => runHere(kept.trigger, events), HEARTBEAT_MS).unref();
	}
}

interface Ended {
	store: ChosenStore;
	events: MessagingEvent[];
}

/** By trigger. */
const ended = new Map<string, Ended>();
const settling = new Set<string>();

/** Whatever ends while the store is busy with the ones before goes together, one transaction for each trigger. */
function settle(
	{ trigger, store }: Pick<KeptTrigger, 'trigger' | 'store'>,
	events: readonly MessagingEvent[],
): void {
	ended.set(trigger, { store, events: [...(ended.get(trigger)?.events ?? []), ...events] });
	void settleAll(trigger);
}

/** What could not be noted is noted with the next heartbeat; until then a crash would repeat it. */
async function settleAll(trigger: string): Promise<void> {
	if (settling.has(trigger)) return;
	settling.add(trigger);
	for (let group = ended.get(trigger); group; group = ended.get(trigger)) {
		ended.delete(trigger);
		if (await trySettle(trigger, group)) continue;
		const { store, events } = group;
		ended.set(trigger, { store, events: [...events, ...(ended.get(trigger)?.events ?? [])] });
		break;
	}
	settling.delete(trigger);
}

async function trySettle(trigger: string, { store, events }: Ended): Promise<boolean> {
	try {
		await inStore(await store(), ({ inbox }) => inbox.settle(trigger, events));
		return true;
	} catch {
		return false;
	}
}

async function beat(): Promise<void> {
	const here = await triggersByStore();
	for (const [place, { usedAt }] of stores) {
		if (performance.now() - usedAt > UNUSED_AFTER_MS) stores.delete(place);
	}
	for (const trigger of ended.keys()) void settleAll(trigger);
	for (const [place, kept] of stores) void beatIn(kept, here.get(place) ?? []);
}

/** The triggers that run here, by where they keep their events now. */
async function triggersByStore(): Promise<Map<string, KeptTrigger[]>> {
	const groups = new Map<string, KeptTrigger[]>();
	for (const kept of triggers) {
		try {
			const choice = await kept.store();
			keptStore(choice);
			const place = storePlace(choice);
			groups.set(place, [...(groups.get(place) ?? []), kept]);
		} catch (error) {
			tellSilentStore(kept, error);
		}
	}
	return groups;
}

async function beatIn(kept: KeptStore, here: readonly KeptTrigger[]): Promise<void> {
	const now = new Date();
	try {
		await inStore(kept.choice, async (store) => {
			await store.inbox.heartbeat(thisProcess, now);
			for (const trigger of here) void recover(trigger);
			await flushRefused(store, kept.refused);
			await prune(store, kept, here, now);
		});
	} catch (error) {
		for (const trigger of here) tellSilentStore(trigger, error);
	}
}

/** A webhook that could not be authenticated leaves nothing but this count, and no write of its own. */
export function countRefused(trigger: string, choice: StoreChoice | undefined): void {
	const { refused } = keptStore(choice);
	refused.set(trigger, (refused.get(trigger) ?? 0) + 1);
	startBeating();
}

async function flushRefused(store: Store, refused: Map<string, number>): Promise<void> {
	for (const [trigger, webhooks] of refused) {
		refused.delete(trigger);
		await store.inbox.countRefused(trigger, webhooks);
	}
}

/** Only where triggers run: other processes do not know how long their users want records to be kept. */
async function prune(
	store: Store,
	kept: KeptStore,
	here: readonly KeptTrigger[],
	now: Date,
): Promise<void> {
	if (here.length === 0 || now.getTime() < kept.nextPruneAt) return;
	kept.nextPruneAt = now.getTime() + PRUNE_EVERY_MS;
	const days = Math.max(...here.map(({ keptDays }) => keptDays));
	await store.prune(new Date(now.getTime() - days * DAY_MS));
}

const recovering = new Set<KeptTrigger>();

/** Unless its user wants them together, each event gets an execution of its own: they did not come together. */
async function recover(kept: KeptTrigger): Promise<void> {
	if (recovering.has(kept)) return;
	recovering.add(kept);
	try {
		while (triggers.has(kept)) {
			const events = await takeOver(kept);
			if (events.length === 0) return;
			const groups = kept.collectMs > 0 ? [events] : events.map((event) => [event]);
			await Promise.race([
				Promise.all(groups.map((group) => run(kept, group))),
				pause(LONGEST_RECOVERY_STEP_MS, undefined, { ref: false }),
			]);
		}
	} catch (error) {
		tellSilentStore(kept, error);
	} finally {
		recovering.delete(kept);
	}
}

async function takeOver({ trigger, store, collectMs }: KeptTrigger): Promise<MessagingEvent[]> {
	const now = new Date();
	return await inStore(await store(), ({ inbox }) =>
		inbox.takeOver({
			trigger,
			owner: thisProcess,
			now,
			deadBefore: new Date(now.getTime() - DEAD_AFTER_MS),
			isProcessAlive,
			atMost: collectMs > 0 ? RECOVERED_TOGETHER : RECOVERED_AT_ONCE,
		}),
	);
}

function tellSilentStore(kept: KeptTrigger, error: unknown): void {
	kept.warn(`The conversation store did not answer (${nameOf(error)}).`);
}

function nameOf(error: unknown): string {
	return error instanceof Error ? error.name : 'unknown';
}

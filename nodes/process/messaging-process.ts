import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { createNumberUse } from '../../delivery/number-use';
import { createPacer, type Pacer } from '../../delivery/pacing/pacer';
import { slotTimes } from '../../delivery/pacing/rate';
import { accountsHere } from '../../intake/accounts-here';
import { announceConversationUpdates } from '../../intake/conversation-updates';
import { announceEndedHandlers } from '../../intake/ended-handlers';
import { InboxKeeper } from '../../intake/keeper/inbox-keeper';
import { WaitingExecutions } from '../../intake/keeper/waiting-executions';
import { WaitingReach } from '../../intake/keeper/waiting-reach';
import { AccountRuleBook } from '../../intake/listeners/account-rules';
import type { Owner } from '../../store/contracts/owner';
import type { Store } from '../../store/contracts/store';
import { RecentReadings } from '../ports/recent-readings';
import { callWaitingExecution, reachesWaitingExecutions } from './call-waiting-execution';
import { OneAtATime } from './one-at-a-time';
import { processClock } from './process-clock';
import { isProvenDead, processIdentity } from './process-identity';
import { OpenStores, type StoreChoice } from './stores';
import { TestListeners } from './test-listeners';
import type { TriggerAccount } from './trigger-account';

/** A published trigger, and where it keeps its events. */
export interface PublishedTrigger {
	key: string;
	account: string;
	workflowName: string;
	/** See `StoreHandle.location`. */
	storeLocation: string;
}

const SHUTDOWN_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * State that the nodes of one n8n process share. It is created only here: no other module of the package keeps state
 * between two calls.
 */
export class MessagingProcess {
	readonly owner: Owner;
	readonly stores = new OpenStores();
	readonly keeper: InboxKeeper;
	/** The executions that wait for customers. */
	readonly waitingExecutions = new WaitingExecutions(callWaitingExecution, processClock);
	readonly ruleBook = new AccountRuleBook();
	/** Cached credentials of triggers. */
	readonly triggerAccounts = new RecentReadings<TriggerAccount>();
	/** Cached choices of stores, by the id of the credential. */
	readonly storeChoices = new RecentReadings<StoreChoice>();
	readonly testListeners: TestListeners;
	/** Registrations at providers, by account: two concurrent checks would both restore a missing one. */
	readonly registrations = new OneAtATime();
	/** Counts of the messages that all workflows send through a number. */
	readonly numberUse = createNumberUse(Date.now);
	readonly #pacers = new WeakMap<Store, Pacer>();
	readonly #publishedTriggers = new Set<PublishedTrigger>();
	#isShuttingDown = false;
	readonly #noteShutdown = () => {
		this.#isShuttingDown = true;
	};

	constructor() {
		const identity = processIdentity();
		this.owner = {
			bootId: randomUUID(),
			hostname: hostname(),
			processId: process.pid,
			...(identity !== undefined && { identity }),
		};
		const waitingReach = new WaitingReach(reachesWaitingExecutions, this.owner, processClock);
		this.keeper = new InboxKeeper({
			owner: this.owner,
			clock: processClock,
			runsExecutions: process.env.EXECUTIONS_MODE !== 'queue',
			isProvenDead,
			waitingExecutions: this.waitingExecutions,
			doDueWork: async (store, listeners, now) => {
				const { keeper, ruleBook, owner } = this;
				await waitingReach.note(store);
				const ports = { store, keeper, ruleBook, owner, now };
				const accounts = await accountsHere(listeners, ports);
				await announceEndedHandlers(accounts, ports);
				await announceConversationUpdates(accounts, ports);
			},
		});
		this.testListeners = new TestListeners(processClock);
		for (const signal of SHUTDOWN_SIGNALS) process.once(signal, this.#noteShutdown);
	}

	/** The published triggers that run in this process. */
	get publishedTriggers(): PublishedTrigger[] {
		return [...this.#publishedTriggers];
	}

	/** Adds a trigger. Returns a function that removes it. */
	addPublishedTrigger(trigger: PublishedTrigger): () => void {
		this.#publishedTriggers.add(trigger);
		return () => this.#publishedTriggers.delete(trigger);
	}

	/** Whether n8n is shutting down. */
	get isShuttingDown(): boolean {
		return this.#isShuttingDown;
	}

	/**
	 * Returns the one pacer of this process for a store: the provider counts the messages of all workflows together. On
	 * a store that other machines share, slots are leased from it.
	 */
	pacer(store: Store): Pacer {
		const known = this.#pacers.get(store);
		if (known) return known;
		const pacer = createPacer({
			now: () => Date.now(),
			sleep: async (milliseconds) => await sleep(milliseconds),
			...(store.isShared ? { lease: leaseFrom(store) } : {}),
		});
		this.#pacers.set(store, pacer);
		return pacer;
	}

	/** Stops everything that this process runs, and releases the events that it has not begun. */
	async dispose(): Promise<void> {
		for (const signal of SHUTDOWN_SIGNALS) process.off(signal, this.#noteShutdown);
		this.testListeners.dispose();
		await this.keeper.dispose();
		await this.stores.closeAll();
	}
}

type Lease = NonNullable<Parameters<typeof createPacer>[0]['lease']>;

function leaseFrom(store: Store): Lease {
	return async (stream, rate, count, now) => {
		const stretch = (count * 1000) / rate.perSecond;
		const start = await store.pacing.reserve(hashOf(stream), stretch, now);
		return slotTimes(start, rate, count, now);
	};
}

/**
 * Hashes the name of a stream, which may name a customer. The store must not have the name, or an erasure would have to
 * find it.
 */
function hashOf(stream: string): string {
	return createHash('sha256').update(stream).digest('hex');
}

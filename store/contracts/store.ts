import type { Agents } from './agents';
import type { Businesses } from './businesses';
import type { Campaigns } from './campaigns';
import type { Contacts } from './contacts';
import type { Conversations } from './conversations';
import type { Erasures } from './erasures';
import type { History } from './history';
import type { Inbox } from './inbox';
import type { Listeners } from './listeners';
import type { Messages } from './messages';
import type { Pacing } from './pacing';
import type { Reports } from './reports';
import type { SendOutcomes } from './send-outcomes';
import type { SimulatorRecords } from './simulator';
import type { Waits } from './waits';

/**
 * The memory of the package: customers, consents, conversations, messages and their delivery. Every engine fulfils the
 * same contract. Results hold times as ISO 8601 UTC strings, arguments hold them as `Date`. The clock is always an
 * argument, because the Simulator moves it.
 *
 * Every method is one transaction. A method that rejects has written nothing.
 */
export interface Store {
	readonly inbox: Inbox;
	readonly waits: Waits;
	readonly listeners: Listeners;
	readonly businesses: Businesses;
	readonly contacts: Contacts;
	readonly conversations: Conversations;
	readonly history: History;
	readonly agents: Agents;
	readonly messages: Messages;
	readonly campaigns: Campaigns;
	readonly sendOutcomes: SendOutcomes;
	readonly reports: Reports;
	readonly erasures: Erasures;
	readonly simulator: SimulatorRecords;
	readonly pacing: Pacing;
	/** Whether several machines may work on this store, so that one process does not see everything. */
	readonly isShared: boolean;
	/** Returns a random secret that is the same for every process of this installation, for ever. Never show it. */
	installationSecret(): Promise<string>;
	/**
	 * Deletes finished claims, old messages and simulated chats from before the given time, and the texts of
	 * conversations whose own time is over. Returns the number of deleted rows, without those of texts.
	 */
	prune(before: Date, now: Date): Promise<number>;
	close(): Promise<void>;
}

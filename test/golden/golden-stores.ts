import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openStore, type StoreLocation } from '../../store/open-store';
import type { ConsentRecord } from '../../store/contracts/consents';
import type { StoredContact } from '../../store/contracts/contacts';
import type { StoredConversation } from '../../store/contracts/conversations';
import type { OutboundRecord } from '../../store/contracts/messages';
import type { Parties } from '../../store/contracts/parties';
import type { TranscriptEntry } from '../../store/contracts/simulator';
import type { Store } from '../../store/contracts/store';
import type { Counts } from '../../store/contracts/counts';
import type { ErasureProof } from '../../store/contracts/erasures';
import type { DeliveryReason, DeliveryReport, ReportGrouping } from '../../store/contracts/reports';
import type { Provider } from '../../messaging/provider-names';
import {
	onPostgres,
	temporarySchema,
	POSTGRES_URL,
	removeFolder,
	temporaryFolder,
} from '../store/engines';

/** Stores that a released version has written, and the facts that it read from them. */

export const RELEASES = readdirSync(__dirname).filter((name) => /^\d+\.\d+\.\d+$/.test(name));

/** Facts by the name of the invented customer, message or business in the golden store. */
export interface GoldenFacts {
	/** The moment at which the facts were read. */
	readAt: string;
	customers: Record<
		string,
		{
			parties: Parties;
			contact: StoredContact | null;
			consents: ConsentRecord[];
			conversation: StoredConversation | null;
		}
	>;
	messages: Record<string, { provider: Provider; record: OutboundRecord | null }>;
	reports: Array<{ provider: Provider; groupBy: ReportGrouping; groups: DeliveryReport[] }>;
	counts: Record<string, Counts>;
	erased: Array<{ parties: Parties; proofs: ErasureProof[] }>;
	simulator: {
		businesses: Array<{ id: string; name?: string }>;
		chats: Record<string, { clockOffset: number; transcript: TranscriptEntry[] }>;
	};
}

export function goldenFacts(release: string): GoldenFacts {
	return JSON.parse(readFileSync(join(__dirname, release, 'facts.json'), 'utf8')) as GoldenFacts;
}

/** Reads from a store what the golden facts name. */
export async function readFacts(store: Store, named: GoldenFacts): Promise<GoldenFacts> {
	const now = new Date(named.readAt);
	const customers: GoldenFacts['customers'] = {};
	for (const [name, { parties }] of Object.entries(named.customers)) {
		customers[name] = {
			parties,
			contact: (await store.contacts.get(parties)) ?? null,
			consents: await store.contacts.consentHistory(parties),
			conversation: (await store.conversations.get(parties, now)) ?? null,
		};
	}
	const messages: GoldenFacts['messages'] = {};
	for (const [id, { provider }] of Object.entries(named.messages)) {
		messages[id] = { provider, record: (await store.messages.get(provider, id)) ?? null };
	}
	const from = new Date(now.getTime() - 86_400_000);
	const reports: GoldenFacts['reports'] = [];
	for (const { provider, groupBy } of named.reports) {
		const groups = await store.reports.deliveries({ provider, from, to: now, groupBy }, now);
		for (const { reasons } of groups) reasons.sort(byCode);
		reports.push({ provider, groupBy, groups });
	}
	const erased: GoldenFacts['erased'] = [];
	for (const { parties } of named.erased) {
		erased.push({ parties, proofs: (await store.erasures.preview(parties)).earlier });
	}
	const chats: GoldenFacts['simulator']['chats'] = {};
	for (const id of Object.keys(named.simulator.chats)) {
		chats[id] = {
			clockOffset: await store.simulator.clockOffset(id),
			transcript: await store.simulator.transcript(id, 0, 100),
		};
	}
	return {
		readAt: named.readAt,
		customers,
		messages,
		reports,
		counts: Object.fromEntries(await store.inbox.allCounts()),
		erased,
		simulator: { businesses: await store.simulator.businesses(), chats },
	};
}

/** Compares two reasons by code, because those with the same count have no order. */
function byCode(one: DeliveryReason, other: DeliveryReason): number {
	return one.code.localeCompare(other.code);
}

interface OpenedStore {
	store: Store;
	dispose: () => Promise<void>;
}

/**
 * The engines for which a golden store exists, each with a way to open a copy of it.
 *
 * @param rows SQL that adds rows to the copy, as the release would have written them
 */
export const GOLDEN_ENGINES: Array<{
	name: string;
	open(release: string, rows?: string): Promise<OpenedStore>;
}> = [
	{ name: 'sqlite', open: openFile },
	...(POSTGRES_URL === undefined ? [] : [{ name: 'postgres', open: openDump(POSTGRES_URL) }]),
];

async function openFile(release: string, rows = ''): Promise<OpenedStore> {
	const folder = temporaryFolder();
	const file = join(folder, 'store.sqlite');
	copyFileSync(join(__dirname, release, 'store.sqlite'), file);
	const database = new DatabaseSync(file);
	database.exec(rows);
	database.close();
	return await openCopy({ file }, async () => removeFolder(folder));
}

function openDump(url: string) {
	return async (release: string, rows = ''): Promise<OpenedStore> => {
		const { location, schema, remove } = temporarySchema(url);
		const dump = readFileSync(join(__dirname, release, 'store.postgres.sql'), 'utf8');
		await onPostgres(url, dump.replaceAll('business_messaging', schema));
		await onPostgres(url, `set search_path to ${schema}; ${rows}`);
		return await openCopy(location, remove);
	};
}

async function openCopy(
	location: StoreLocation,
	remove: () => Promise<void>,
): Promise<OpenedStore> {
	const store = await openStore(location);
	return {
		store,
		dispose: async () => {
			await store.close();
			await remove();
		},
	};
}

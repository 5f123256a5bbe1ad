import { DatabaseSync } from 'node:sqlite';

import type { MessagingError } from '../../messaging/error';
import { openStore, type StoreLocation } from '../../store/open-store';
import type { Store } from '../../store/contracts/store';
import { ENGINES, onPostgres, type TestedEngine } from './engines';
import { ENDS, endsWith, message, minute, OWNER, receive, status } from './events';

/**
 * One law for every table, also for those of later migrations: after an erasure no column holds the number of the
 * customer. Providers write the number into ids, texts and errors, so every field here contains it.
 */

const NUMBER = '5511977770077';
const ERASED = endsWith({
	...{ id: NUMBER, phone: `+${NUMBER}`, userId: `BR.${NUMBER}`, username: `ana${NUMBER}` },
	name: `Ana ${NUMBER}`,
});
const of = (word: string) => `${word}-${NUMBER}`;

type Row = Record<string, unknown>;

/** Returns the rows of every table of the store, by the name of the table. */
async function tablesAt(location: StoreLocation): Promise<Record<string, Row[]>> {
	const { list, rows, close } = 'file' in location ? sqlite(location.file) : postgres(location.url);
	const names = (await list()).map(({ name }) => String(name));
	const tables: Record<string, Row[]> = {};
	for (const name of names) tables[name] = await rows(name);
	close();
	return tables;
}

interface Reading {
	list: () => Promise<Row[]>;
	rows: (table: string) => Promise<Row[]>;
	close: () => void;
}

function sqlite(file: string): Reading {
	const database = new DatabaseSync(file, { readOnly: true });
	const all = async (sql: string) => database.prepare(sql).all() as Row[];
	return {
		list: () => all(`select name from sqlite_schema where type = 'table'`),
		rows: (table) => all(`select * from "${table}"`),
		close: () => database.close(),
	};
}

function postgres(url: string): Reading {
	const schema = new URL(url).searchParams.get('schema');
	const address = url.split('?')[0] ?? '';
	return {
		list: () =>
			onPostgres(address, `select tablename as name from pg_tables where schemaname = '${schema}'`),
		rows: (table) => onPostgres(address, `select * from "${schema}"."${table}"`),
		close: () => undefined,
	};
}

/** A listener that asks for texts. */
const KEEPER = {
	...{ key: 'flow:trigger', account: 'account:trigger-1', provider: 'whatsappCloud' as const },
	...{ workflowName: 'Bot', url: '', verifyToken: '', webhookToken: '', setUpByHand: false },
	...{ settings: {}, keepTextsDays: 30 },
} as const;

/** Fills every table in which a customer leaves traces. */
async function meet(store: Store): Promise<void> {
	const { contact } = ERASED;
	await store.listeners.put(KEEPER, minute(0));
	const optOut = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
	const more = { contact, reference: of('reference') };
	const kept = { keepTextsDays: 30 };
	await receive(
		store,
		[
			message(of('in'), of('text'), more),
			message(of('consent'), 'SAIR', { ...more, event: 'consent', consent: optOut }),
			status(of('foreign'), 'failed', {
				...more,
				status: { messageId: of('foreign'), state: 'failed', error: failure },
			}),
		],
		kept,
	);
	await receive(store, [message(of('settled'), of('text'), more)]);
	await store.inbox.settle('trigger-1', [message(of('settled'), of('text'), more)]);
	const facts = { customerId: of('customer'), tags: [of('tag')], attributes: { a: of('value') } };
	await store.contacts.upsert(ERASED, facts, minute(1));
	await store.contacts.recordConsent(ERASED, { ...optOut, evidence: of('evidence') }, minute(1));
	await store.conversations.changeHandler(
		ERASED,
		{
			...{ action: 'redirect', handler: 'human', reason: of('reason'), service: of('service') },
			...{
				team: of('team'),
				agent: { id: of('agent'), name: of('agent') },
				ticketId: of('ticket'),
			},
		},
		minute(1),
	);
	const state = { step: of('step'), values: { [of('key')]: of('value') } };
	await store.conversations.changeState(ERASED, state, minute(1));
	await sendCampaign(store);
	await store.sendOutcomes.begin({ key: 'hash', executionId: '1' }, minute(1));
	const menu = { choices: [{ id: of('yes'), title: of('Sim') }], isNumbered: true };
	const sent = { messageId: of('out'), type: 'text', state: 'accepted', menu } as const;
	const send = { key: 'hash', result: { notices: ['Sent as text.'] } };
	await store.messages.recordSent(
		ERASED,
		{ ...sent, content: of('text'), text: of('text'), send },
		minute(1),
	);
	const failed = { messageId: of('out'), state: 'failed', error: failure } as const;
	await receive(store, [status(of('out'), 'failed', { contact, status: failed })]);
}

const failure: MessagingError = {
	...{ code: '131026', title: 'Not delivered', reason: of('reason'), remedy: 'Try again.' },
	retry: 'no',
};

async function sendCampaign(store: Store): Promise<void> {
	const claimant = { owner: OWNER, realTime: minute(0), isProcessAlive: () => true };
	const claimed = await store.campaigns.claim(ERASED, { campaign: 'may' }, claimant, minute(0));
	const claimId = claimed.claim === 'claimed' ? claimed.id : undefined;
	const sent = { messageId: of('campaign'), type: 'template', state: 'accepted' } as const;
	await store.messages.recordSent(ERASED, { ...sent, campaign: 'may', claimId }, minute(1));
}

describe.each(ENGINES)(
	'$name: the number of an erased customer',
	({ newLocation }: TestedEngine) => {
		let location: StoreLocation;
		let store: Store;
		let remove: () => Promise<void>;
		beforeEach(async () => {
			({ location, remove } = await newLocation());
			store = await openStore(location);
		});
		afterEach(async () => {
			await store.close();
			await remove();
		});

		const tablesWithNumber = async () => {
			const tables = Object.entries(await tablesAt(location));
			const fields = tables.flatMap(([table, rows]) =>
				rows.flatMap((row) =>
					Object.entries(row)
						.filter(([, value]) => String(value).includes(NUMBER))
						.map(([column]) => `${table}.${column}`),
				),
			);
			return [...new Set(fields)].sort();
		};

		it('the number was in every table that knows customers', async () => {
			await meet(store);
			const tables = new Set((await tablesWithNumber()).map((field) => field.split('.')[0]));
			expect([...tables]).toEqual([
				...['campaign_sends', 'consents', 'contact_addresses', 'contacts', 'conversations'],
				...['inbox', 'messages', 'send_outcomes', 'transcript'],
			]);
		});

		it('the number is in no column of any table', async () => {
			await meet(store);
			await receive(store, [message('other', 'oi', { contact: ENDS.contact })]);
			await store.erasures.erase(ERASED, minute(2));
			expect(await tablesWithNumber()).toEqual([]);
		});

		it.each(['out', 'campaign'])(
			'does not come back with a late receipt of message %s',
			async (id) => {
				await meet(store);
				await store.erasures.erase(ERASED, minute(2));
				const failed = { messageId: of(id), state: 'failed', error: failure } as const;
				for (const contact of [ERASED.contact, { id: '' }]) {
					const late = status(of(id), 'failed', {
						id: of(`late${contact.id}`),
						contact,
						status: failed,
					});
					await receive(store, [late], { keep: () => false });
				}
				expect(await tablesWithNumber()).toEqual([]);
			},
		);
	},
);

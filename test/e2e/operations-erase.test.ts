import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import { newPhone, NODE, openShop, type Shop } from './harness/shop-on-whatsapp';
import { startN8n, type StartedN8n } from './harness/start-n8n';

// Proves with the bytes of the store's own file that it contains nothing of an erased customer, and that old records
// are deleted. This file has an n8n of its own, because no other test may write into that store. Nothing is proved
// about n8n's own executions.

const DAY_MS = 24 * 3_600_000;
const NAME = 'Zulmira Quaresma';
const SAID = 'minha alergia a amendoim';
const ANSWERED = 'anotado: amendoim';
const EVIDENCE = 'formulario em papel';
const BIRTHDAY = '1961-03-14';

let n8n: StartedN8n;
let shop: Shop;
const ana = newPhone();
const ben = newPhone();

const contact = (operation: string, more: Record<string, unknown> = {}) => ({
	...{ resource: 'contact', operation, to: ana },
	...more,
});
const folder = () => join(n8n.userFolder, '.n8n', 'business-messaging');

/** Returns the words that are in the file of the store or in the files next to it. */
function foundInStore(words: string[]): string[] {
	const bytes = Buffer.concat(
		readdirSync(folder()).map((name) => readFileSync(join(folder(), name))),
	);
	return words.filter((word) => bytes.includes(Buffer.from(word)));
}

function rows(sql: string): Array<Record<string, unknown>> {
	const database = new DatabaseSync(join(folder(), 'conversations.sqlite'), { readOnly: true });
	try {
		return database.prepare(sql).all();
	} finally {
		database.close();
	}
}

beforeAll(async () => {
	n8n = await startN8n();
	shop = await openShop({ customers: [{ phone: ana }, { phone: ben }] }, n8n);
});

afterAll(async () => {
	await shop?.close();
	await n8n?.stop();
});

describe('erasing a customer in n8n', () => {
	let listening: string;

	beforeAll(async () => {
		listening = await shop.listen(['message', 'consent', 'status']);
		await shop.graph.customerSends({ from: ana, name: NAME, text: SAID });
		await shop.graph.customerSends({ from: ben, name: 'Ben', text: 'oi' });
		await n8n.waitForExecutions(listening, 2);
		await shop.run(contact('upsert', { changes: { attributes: `{ "birthday": "${BIRTHDAY}" }` } }));
		const mailing = { resource: 'message', operation: 'send', to: ana, text: ANSWERED };
		await shop.run({ ...mailing, options: { campaign: 'Natal' } });
		await shop.graph.sendStatus(shop.graph.messages[0]?.id ?? '', 'delivered');
		await shop.run(contact('optOut', { evidence: EVIDENCE }));
		await n8n.waitForExecutions(listening, 3);
	});

	it('only counts the records until the erasure is confirmed', async () => {
		const [preview] = itemsOf(await shop.run(contact('erase')), NODE);
		expect(preview).toMatchObject({
			contact: { id: `+${ana}` },
			erased: false,
			found: { contacts: 1, consents: 1, conversations: 1, messages: 1, campaignSends: 1 },
			earlierErasures: [],
		});
		const [known] = itemsOf(await shop.run(contact('get')), NODE);
		expect(known).toMatchObject({ exists: true, contact: { name: NAME } });
		expect(foundInStore([ana, NAME, EVIDENCE, BIRTHDAY])).toEqual([ana, NAME, EVIDENCE, BIRTHDAY]);
	});

	it('removes the customer from the file, and keeps all others and the figures of the campaign', async () => {
		const [erasure] = itemsOf(await shop.run(contact('erase', { confirmErase: true })), NODE);
		expect(erasure).toMatchObject({
			erased: true,
			proof: { id: expect.any(String), at: expect.any(String) },
		});
		expect(foundInStore([ana, NAME, SAID, ANSWERED, EVIDENCE, BIRTHDAY, ben])).toEqual([ben]);
		expect(itemsOf(await shop.run(contact('get')), NODE)).toMatchObject([{ exists: false }]);
		expect(itemsOf(await shop.run(contact('getConsentHistory')), NODE)).toEqual([]);
		const report = { resource: 'report', operation: 'getDeliveryReport', groupBy: 'campaign' };
		expect(itemsOf(await shop.run(report), NODE)).toMatchObject([
			{ campaign: 'Natal', total: 1, sent: 1, delivered: 1 },
		]);
	});

	it('finds the proof by the address, although the proof contains no address', async () => {
		const [preview] = itemsOf(await shop.run(contact('erase')), NODE);
		expect(preview).toMatchObject({
			found: { contacts: 0, messages: 0 },
			earlierErasures: [{ id: expect.any(String), at: expect.any(String) }],
		});
		expect(JSON.stringify(rows('select * from erasures'))).not.toContain(ana.slice(5));
	});

	it('a late receipt does not undo the erasure', async () => {
		await shop.graph.sendStatus(shop.graph.messages[0]?.id ?? '', 'read');
		await n8n.waitForExecutions(listening, 4);
		expect(itemsOf(await shop.run(contact('get')), NODE)).toMatchObject([{ exists: false }]);
		expect(JSON.stringify(rows('select * from contact_addresses'))).not.toContain(ana);
	});

	it('treats the customer as new after a later message, without the earlier opt-out', async () => {
		await shop.graph.customerSends({ from: ana, name: NAME, text: 'oi de novo' });
		const [newest] = await n8n.waitForExecutions(listening, 5);
		const [event] = newest ? itemsOf(newest, 'Customer writes') : [];
		expect(event).toMatchObject({ conversation: { isFirstMessage: true } });
		expect(event?.customer).not.toMatchObject({ attributes: { birthday: BIRTHDAY } });
		const [known] = itemsOf(await shop.run(contact('get')), NODE);
		expect(known).toMatchObject({ exists: true, consents: { all: 'unknown' } });
		const again = { resource: 'message', operation: 'send', to: ana, text: 'Oi!' };
		expect(itemsOf(await shop.run(again), NODE)).toHaveLength(1);
	});
});

describe("records older than the trigger's limit", () => {
	const KEPT_DAYS = 60;

	it('old records are deleted; younger ones, contacts and opt-outs of any age stay', async () => {
		const listening = await shop.listen(['message'], { options: { keptDays: KEPT_DAYS } });
		await shop.graph.customerSends({ from: ben, text: 'hoje' });
		await n8n.waitForExecutions(listening, 1);
		await shop.run({ resource: 'contact', operation: 'optOut', to: ben });
		const send = { resource: 'message', operation: 'send', to: ana, text: 'Oi!' };
		await shop.run({ ...send, options: { campaign: 'Too old' } });
		await shop.run({ ...send, options: { campaign: 'Old' } });
		await n8n.kill();
		age('contacts', ['first_seen_at', 'last_seen_at'], 400);
		age('consents', ['at'], 400);
		age('inbox', ['received_at'], KEPT_DAYS + 1);
		for (const table of ['messages', 'campaign_sends']) {
			age(table, ['at'], KEPT_DAYS + 1, 'Too old');
			age(table, ['at'], KEPT_DAYS - 1, 'Old');
		}
		const contacts = rows('select id from contacts').length;
		await n8n.startAgain();
		const campaigns = (table: string) =>
			rows(`select campaign from ${table} where campaign like '%old'`).map(
				({ campaign }) => campaign,
			);
		await eventually(() => expect(campaigns('campaign_sends')).toEqual(['Old']), 60_000);
		expect(campaigns('messages')).toEqual(['Old']);
		expect(rows('select event_id from inbox')).toEqual([]);
		expect(rows('select id from contacts')).toHaveLength(contacts);
		const blocked = await shop.run({ ...send, to: ben });
		expect(itemsOf(blocked, NODE, 1)).toMatchObject([{ blocked: { code: 'optedOut' } }]);
	});

	/** Ages the rows by `days` while n8n is stopped. */
	function age(table: string, columns: string[], days: number, campaign?: string): void {
		const time = new Date(Date.now() - days * DAY_MS).toISOString();
		const database = new DatabaseSync(join(folder(), 'conversations.sqlite'));
		const changes = columns.map((column) => `${column} = '${time}'`).join(', ');
		const which = campaign === undefined ? '' : ` where campaign = '${campaign}'`;
		database.exec(`update ${table} set ${changes}${which}`);
		database.close();
	}
});

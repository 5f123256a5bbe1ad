import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

import type { Execution } from '../../sandbox/n8n-api';
import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import { newPhone, NODE, openShop, type Shop } from './harness/shop-on-whatsapp';
import { startN8n, type StartedN8n } from './harness/start-n8n';

// Proves that a campaign which is killed while it runs, and runs again, reaches every customer once or reports an unknown
// outcome. Several n8n processes at a time are proved in test/store/campaign-processes.test.ts.

const PEOPLE = 300;
/** Messages that are sent between two kills. */
const BEFORE_A_KILL = 60;
/** Long enough that twenty-five are always under way, and that a report can be asked for in between. */
const LATENCY_MS = 1_000;
/** Half a minute where nothing else runs. */
const WITHIN_MS = 600_000;
const STEP_WITHIN_MS = 120_000;

const TEMPLATE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	components: [{ type: 'BODY', text: 'Olá {{1}}, seu pedido está pronto.' }],
};
const CAMPAIGN = `Natal ${randomUUID()}`;
const SEND_TEMPLATE = {
	resource: 'message',
	operation: 'sendTemplate',
	to: '={{ $json.phone }}',
	templateName: { __rl: true, mode: 'id', value: TEMPLATE.name },
	templateLanguage: TEMPLATE.language,
	templateVariables: { mappingMode: 'defineBelow', value: { body__1: '={{ $json.name }}' } },
	options: { campaign: CAMPAIGN },
};
const REPORT = {
	resource: 'report',
	operation: 'getDeliveryReport',
	groupBy: 'campaign',
	filters: { campaign: CAMPAIGN },
};

/** The outcomes of one run, by phone number. */
interface Run {
	sent: string[];
	alreadySent: string[];
	unknown: string[];
}

const figuresSchema = z.object({
	total: z.number(),
	sent: z.number(),
	failed: z.number(),
	blocked: z.number(),
	unknown: z.number(),
	underWay: z.number(),
});
type Figures = z.infer<typeof figuresSchema>;

describe('a campaign of 300 customers, killed twice and run again', () => {
	const people = Array.from({ length: PEOPLE }, () => ({ name: 'Ana', phone: newPhone() }));
	const phones = people.map(({ phone }) => phone).sort();
	let n8n: StartedN8n;
	let shop: Shop;
	let whileItRan: Figures;
	/** Those who were being sent to when n8n was killed. */
	const interrupted = new Set<string>();
	let third: Run;
	let fourth: Run;
	let afterwards: Figures;

	beforeAll(async () => {
		// The other form of n8n's own look at crashed executions may end n8n while it starts: see kill.test.ts.
		n8n = await startN8n({ env: { N8N_EVENTBUS_RECOVERY_MODE: 'simple' } });
		shop = await openShop(
			{
				templates: [TEMPLATE],
				customers: people,
				latencyMilliseconds: LATENCY_MS,
				throughputPerSecond: 'unlimited',
			},
			n8n,
		);
		const { graph } = shop;
		const mailing = await shop.workflow(SEND_TEMPLATE);
		const report = await shop.workflow(REPORT);
		const figures = async () => figuresSchema.parse(itemsOf(await report.run(), NODE)[0]);
		const sentMore = async () => {
			const wanted = graph.messages.length + BEFORE_A_KILL;
			await eventually(
				() => expect(graph.messages.length).toBeGreaterThanOrEqual(wanted),
				STEP_WITHIN_MS,
			);
		};

		await mailing.start(people);
		await sentMore();
		whileItRan = await figures();
		await n8n.kill();
		for (const phone of beingSent(n8n.userFolder)) interrupted.add(phone);
		await n8n.startAgain();

		await mailing.start(people);
		await sentMore();
		// One that has its effect and one that has none, and n8n is killed before it could know of either.
		const before = unanswered(shop);
		graph.failNext({ hang: true, takesEffect: true });
		graph.failNext({ hang: true });
		await eventually(() => expect(unanswered(shop)).toBe(before + 2), STEP_WITHIN_MS);
		await n8n.kill();
		for (const phone of beingSent(n8n.userFolder)) interrupted.add(phone);
		await n8n.startAgain();

		await mailing.start(people);
		third = outcomes(await mailing.ended(STEP_WITHIN_MS));
		await mailing.start(people);
		fourth = outcomes(await mailing.ended(STEP_WITHIN_MS));
		afterwards = await figures();
	}, WITHIN_MS);

	afterAll(async () => {
		await shop?.close();
		await n8n?.stop();
	});

	it('sends no customer the message twice', () => {
		const reached = shop.graph.messages.map(({ to }) => to);
		expect(reached).toHaveLength(new Set(reached).size);
	});

	it('sends the message to every customer whose outcome is not unknown', () => {
		const reached = new Set(shop.graph.messages.map(({ to }) => to));
		const missed = phones.filter((phone) => !reached.has(phone));
		expect(missed.filter((phone) => !third.unknown.includes(phone))).toEqual([]);
		expect(missed.length).toBeGreaterThan(0);
	});

	it('reports as unknown exactly the sends that a kill interrupted', () => {
		expect(interrupted.size).toBeGreaterThanOrEqual(2);
		expect(third.unknown).toEqual([...interrupted].sort());
	});

	it('reports an outcome for every customer in the list', () => {
		expect([...third.sent, ...third.alreadySent, ...third.unknown].sort()).toEqual(phones);
	});

	it('never repeats an unknown send automatically', () => {
		expect(fourth).toEqual({
			sent: [],
			alreadySent: [...third.sent, ...third.alreadySent].sort(),
			unknown: third.unknown,
		});
	});

	it('shows its progress in the report while it runs', () => {
		expect(whileItRan.sent).toBeGreaterThanOrEqual(BEFORE_A_KILL / 2);
		expect(whileItRan.underWay).toBeGreaterThan(0);
		expect(whileItRan.total).toBe(whileItRan.sent + whileItRan.underWay);
		expect(whileItRan.total).toBeLessThan(PEOPLE);
	});

	it('the figures of the report add up afterwards', () => {
		expect(afterwards).toEqual({
			total: PEOPLE,
			sent: PEOPLE - interrupted.size,
			failed: 0,
			blocked: 0,
			unknown: interrupted.size,
			underWay: 0,
		});
	});
});

const phoneSchema = z.array(z.object({ phone: z.string() }));

/** Returns the customers whose send is running in the store; read while n8n is stopped. */
function beingSent(userFolder: string): string[] {
	const file = join(userFolder, '.n8n', 'business-messaging', 'conversations.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const rows = database
			.prepare(
				`select contacts.phone from campaign_sends join contacts on contacts.id = contact_id
				where campaign = ? and state = 'sending'`,
			)
			.all(CAMPAIGN);
		return phoneSchema.parse(rows).map(({ phone }) => phone.slice(1));
	} finally {
		database.close();
	}
}

/** Returns the messages that reached the provider and got no answer. */
function unanswered({ graph }: Shop): number {
	return graph.requests.filter(({ path, status }) => path.endsWith('/messages') && status === 0)
		.length;
}

function outcomes([newest]: Execution[]): Run {
	if (newest === undefined) throw new Error('n8n started no execution');
	const keptBack = (code: string) =>
		itemsOf(newest, NODE, 1)
			.filter(({ blocked }) => (blocked as { code: string }).code === code)
			.map(({ phone }) => String(phone))
			.sort();
	return {
		sent: itemsOf(newest, NODE, 0)
			.map(({ contact }) => (contact as { id: string }).id.slice(1))
			.sort(),
		alreadySent: keptBack('alreadySentInCampaign'),
		unknown: keptBack('campaignSendUnknown'),
	};
}

import { randomUUID } from 'node:crypto';

import { eventually } from './harness/eventually';
import { errorsOf, itemsOf, pairedItemsOf } from './harness/execution-items';
import { newPhone, NODE, openShop, type Shop } from './harness/shop-on-whatsapp';

// Proves in a real n8n against an emulated Graph API that a campaign reaches each customer once. Its report gives the
// outcome of every message. A kill of n8n in between is proved in test/store/campaign-processes.test.ts.

const TEMPLATE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	components: [{ type: 'BODY', text: 'Olá {{1}}, seu pedido está pronto.' }],
};

/** Builds Send Template to the customer of the item. */
function template(options: Record<string, unknown>) {
	return {
		...{ resource: 'message', operation: 'sendTemplate', to: '={{ $json.phone }}' },
		templateName: { __rl: true, mode: 'id', value: TEMPLATE.name },
		templateLanguage: TEMPLATE.language,
		templateVariables: {
			mappingMode: 'defineBelow',
			value: { body__1: '={{ $json.name }}' },
		},
		options,
	};
}

function report(groupBy: string, filters: Record<string, unknown> = {}) {
	return { resource: 'report', operation: 'getDeliveryReport', groupBy, filters };
}

const opened: Shop[] = [];
const open = async (options: Parameters<typeof openShop>[0] = {}) => {
	const shop = await openShop({ templates: [TEMPLATE], ...options });
	opened.push(shop);
	return shop;
};

afterEach(async () => {
	for (const shop of opened.splice(0)) await shop.close();
});

describe('a campaign in n8n', () => {
	it('sends each customer one message, also a customer listed twice, and none in a second run', async () => {
		const [ana, ben, eva] = [newPhone(), newPhone(), newPhone()];
		const shop = await open({ customers: [ana, ben, eva].map((phone) => ({ phone })) });
		const mailing = await shop.workflow(template({ campaign: `Natal ${randomUUID()}` }));
		const withoutNinthDigit = `+${ana.slice(0, 4)} ${ana.slice(5)}`;
		const list = [
			{ name: 'Ana', phone: ana },
			{ name: 'Ben', phone: ben },
			{ name: 'Ana', phone: withoutNinthDigit },
			{ name: 'Eva', phone: eva },
		];

		const first = await mailing.run(list);
		expect(shop.graph.messages.map(({ to }) => to).sort()).toEqual([ana, ben, eva].sort());
		expect(itemsOf(first, NODE, 0)).toHaveLength(3);
		expect(pairedItemsOf(first, NODE, 0)).toEqual([0, 1, 3]);
		expect(itemsOf(first, NODE, 1)).toEqual([
			{
				...list[2],
				blocked: {
					code: 'alreadySentInCampaign',
					reason: expect.stringContaining('each customer gets it once'),
					remedy: expect.stringContaining('another campaign name'),
				},
			},
		]);
		expect(pairedItemsOf(first, NODE, 1)).toEqual([2]);

		const second = await mailing.run(list);
		expect(shop.graph.messages).toHaveLength(3);
		expect(itemsOf(second, NODE, 0)).toEqual([]);
		expect(itemsOf(second, NODE, 1)).toMatchObject(
			list.map((person) => ({
				...person,
				blocked: { code: 'alreadySentInCampaign', reason: expect.stringContaining('was sent at') },
			})),
		);
	});

	it('works for free text, for templates, and for both together', async () => {
		const ana = { phone: newPhone(), name: 'Ana' };
		const shop = await open({ customers: [{ phone: ana.phone, windowOpen: true }] });
		const campaign = `Natal ${randomUUID()}`;
		const text = { resource: 'message', operation: 'send', to: '={{ $json.phone }}', text: 'Oi!' };
		const sent = await shop.run({ ...text, options: { campaign } }, [ana, ana]);
		expect(itemsOf(sent, NODE, 0)).toHaveLength(1);
		expect(itemsOf(sent, NODE, 1)).toHaveLength(1);
		const again = await shop.run(template({ campaign }), [ana]);
		expect(itemsOf(again, NODE, 1)).toMatchObject([{ blocked: { code: 'alreadySentInCampaign' } }]);
		expect(shop.graph.messages).toHaveLength(1);
	});

	it('retries exactly the customers whose message was certainly refused', async () => {
		const [ana, ben] = [newPhone(), newPhone()];
		const shop = await open({ customers: [{ phone: ana }, { phone: ben }] });
		const gone = shop.graph.addCustomer({ phone: ben, reachable: false });
		const mailing = await shop.workflow(template({ campaign: `Natal ${randomUUID()}` }));
		const list = [
			{ name: 'Ana', phone: ana },
			{ name: 'Ben', phone: ben },
		];
		const first = await mailing.run(list);
		expect(errorsOf(first, NODE)).toMatchObject([{ message: expect.stringContaining('deliver') }]);
		gone.reachable = true;
		const second = await mailing.run(list);
		expect(itemsOf(second, NODE, 0)).toMatchObject([{ contact: { id: `+${ben}` } }]);
		expect(itemsOf(second, NODE, 1)).toMatchObject([{ name: 'Ana' }]);
	});
});

describe('a campaign of 400 customers of whom half fail later', () => {
	it('sends again to exactly that half, and report, claims and provider agree', async () => {
		const people = Array.from({ length: 400 }, (_, index) => ({
			phone: newPhone(),
			name: 'Ana',
			reachable: index % 2 === 0,
		}));
		const redeliver = { attempts: 5, delayMilliseconds: 1_000 };
		const shop = await open({ customers: people, refusals: 'status', redeliver });
		await shop.listen(['message']);
		const campaign = `Natal ${randomUUID()}`;
		const mailing = await shop.workflow(template({ campaign }));
		const figures = async () =>
			itemsOf(await shop.run(report('campaign', { campaign })), NODE)[0] ?? {};
		const asked = () =>
			shop.graph.requests
				.filter(({ path }) => path.endsWith('/messages'))
				.map(({ body }) => (body as { to: string }).to.replace('+', ''));

		await mailing.start(people);
		await mailing.ended(60_000);
		await shop.graph.settled();
		expect(asked()).toHaveLength(400);
		const halfFailed = { total: 400, sent: 200, failed: 200, unknown: 0 };
		await eventually(async () => expect(await figures()).toMatchObject(halfFailed), 60_000);

		await mailing.start(people);
		const [second] = await mailing.ended(60_000);
		if (second === undefined) throw new Error('n8n started no execution');
		await shop.graph.settled();
		const failed = people.filter(({ reachable }) => !reachable).map(({ phone }) => phone);
		expect(asked().slice(400).sort()).toEqual(failed.sort());
		expect(itemsOf(second, NODE, 0)).toHaveLength(200);
		expect(
			itemsOf(second, NODE, 1).map(({ blocked }) => (blocked as { code: string }).code),
		).toEqual(Array(200).fill('alreadySentInCampaign'));
		await eventually(async () => expect(await figures()).toMatchObject(halfFailed), 60_000);
	}, 240_000);
});

describe('a delivery report in n8n', () => {
	it('counts by campaign, template and day, with the reasons for messages that did not arrive', async () => {
		const [read, delivered, gone, optedOut] = [newPhone(), newPhone(), newPhone(), newPhone()];
		const shop = await open({
			customers: [{ phone: read }, { phone: delivered }, { phone: gone, reachable: false }],
		});
		await shop.listen(['message']);
		await shop.run({ resource: 'contact', operation: 'optOut', to: optedOut });
		const campaign = `Natal ${randomUUID()}`;
		const list = [read, delivered, gone, optedOut].map((phone) => ({ phone, name: 'Ana' }));
		await shop.run(template({ campaign }), list);
		for (const { id, to } of shop.graph.messages) {
			await shop.graph.sendStatus(id, 'sent');
			await shop.graph.sendStatus(id, 'delivered');
			if (to === read) await shop.graph.sendStatus(id, 'read');
		}

		const figures = {
			...{ total: 4, sent: 2, delivered: 2, read: 1, failed: 1, blocked: 1, unknown: 0 },
			underWay: 0,
			reasons: expect.arrayContaining([
				{ outcome: 'failed', code: '131026', title: expect.any(String), count: 1 },
				{
					outcome: 'blocked',
					code: 'optedOut',
					title: 'This customer opted out of all messages.',
					count: 1,
				},
			]),
		};
		const lines = async (groupBy: string) =>
			itemsOf(await shop.run(report(groupBy, { campaign })), NODE);
		expect(await lines('campaign')).toMatchObject([{ campaign, ...figures }]);
		expect(await lines('template')).toMatchObject([{ template: TEMPLATE.name, ...figures }]);
		expect(await lines('day')).toMatchObject([
			{ day: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), ...figures },
		]);
		expect(await lines('total')).toMatchObject([figures]);
	});

	it('shows the progress of a campaign while it runs', async () => {
		const people = Array.from({ length: 8 }, () => ({ name: 'Ana', phone: newPhone() }));
		const shop = await open({ customers: people, latencyMilliseconds: 50 });
		const campaign = `Natal ${randomUUID()}`;
		const mailing = await shop.workflow(template({ campaign, messagesPerSecond: 0.5 }));
		const progress = await shop.workflow(report('campaign', { campaign }));
		await mailing.start(people);
		await eventually(async () => {
			const [line] = itemsOf(await progress.run(), NODE);
			expect(line).toMatchObject({ campaign, total: 8, underWay: expect.any(Number) });
			expect(line?.sent).toBeGreaterThan(0);
			expect(line?.underWay).toBeGreaterThan(0);
		}, 30_000);
		await mailing.ended(60_000);
		expect(itemsOf(await progress.run(), NODE)).toMatchObject([
			{ campaign, total: 8, sent: 8, underWay: 0 },
		]);
	});

	it('explains an invalid period', async () => {
		const shop = await open();
		const wrong = await shop.run(
			report('day', { from: '2026-11-02T00:00:00', to: '2026-11-01T00:00:00' }),
		);
		expect(errorsOf(wrong, NODE)).toEqual([
			{
				message: 'The report ends before it begins',
				description: 'Choose a "From" that is earlier than "To".',
			},
		]);
	});
});

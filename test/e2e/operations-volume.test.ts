import { statusBody } from '../emulators/whatsapp-cloud/webhook-bodies';
import { findCustomer } from '../emulators/whatsapp-cloud/world';
import { eventually } from './harness/eventually';
import { itemsOf, pairedItemsOf } from './harness/execution-items';
import { newPhone, NODE, openShop, type Shop } from './harness/shop-on-whatsapp';
import { TRIGGER } from './harness/whatsapp-workflow';

// Proves in a real n8n that thousands of items keep their order. The receipts of thousands of messages are recorded,
// and start no execution unless a workflow asks for them. How fast that goes is measured in bench/.

const MANY = 3_000;
/** Number of service messages that WhatsApp does not bill in a month. */
const FREE = 1_000;
const STATUSES_IN_ONE_WEBHOOK = 200;

const opened: Shop[] = [];
async function open(options: Parameters<typeof openShop>[0] = {}): Promise<Shop> {
	const shop = await openShop({
		...{ unknownRecipients: 'accept', throughputPerSecond: 'unlimited', pairLimit: 'unlimited' },
		...options,
	});
	opened.push(shop);
	return shop;
}

afterEach(async () => {
	for (const shop of opened.splice(0)) await shop.close();
});

type State = 'sent' | 'delivered' | 'read';

/** Sends statuses in webhooks with many of them each, as Meta does under load. */
async function sendStatuses(
	{ graph, number }: Shop,
	statuses: Array<{ messageId: string; to: string; state: State }>,
): Promise<void> {
	const ours = graph.world.numbers.get(number);
	for (let from = 0; from < statuses.length; from += STATUSES_IN_ONE_WEBHOOK) {
		const bodies = statuses
			.slice(from, from + STATUSES_IN_ONE_WEBHOOK)
			.map(({ messageId, to, state }) => {
				const recipient = findCustomer(graph.world, to);
				if (!ours || !recipient) throw new Error('The emulator does not know the two ends');
				return statusBody(graph.world, ours, { messageId, state, recipient });
			});
		const entry = bodies.flatMap((body) => body.entry as unknown[]);
		const delivery = await graph.sendWebhook({ object: 'whatsapp_business_account', entry });
		expect(delivery.status).toBe(200);
	}
}

const send = { resource: 'message', operation: 'send', to: '={{ $json.phone }}' };
const report = { resource: 'report', operation: 'getDeliveryReport', groupBy: 'total' };

describe('three thousand items in one execution', () => {
	it('messages leave in order, each paired with its item, and their receipts start no execution', async () => {
		const shop = await open();
		const listening = await shop.listen(['message']);
		const first = Number(newPhone().slice(0, 8)) * 100_000;
		const people = Array.from({ length: MANY }, (_, index) => ({
			phone: String(first + index),
			number: index,
		}));
		const optedOut = 1_234;
		await shop.run({ resource: 'contact', operation: 'optOut', to: people[optedOut]?.phone });
		const mailing = await shop.workflow({
			...send,
			text: '=Oi número {{ $json.number }}',
			options: { messagesPerSecond: 1_000 },
		});
		await mailing.start(people);
		const [execution] = await mailing.ended(240_000);
		if (!execution) throw new Error('n8n started no execution');

		const others = people.filter(({ number }) => number !== optedOut);
		expect(pairedItemsOf(execution, NODE, 0)).toEqual(others.map(({ number }) => number));
		expect(
			itemsOf(execution, NODE, 0).map(({ contact }) => (contact as { id: string }).id),
		).toEqual(others.map(({ phone }) => `+${phone}`));
		expect(pairedItemsOf(execution, NODE, 1)).toEqual([optedOut]);
		const texts = new Map(
			shop.graph.messages.map(({ to, body }) => [to, (body.text as { body: string }).body]),
		);
		expect(texts.size).toBe(MANY - 1);
		for (const { phone, number } of others) expect(texts.get(phone)).toBe(`Oi número ${number}`);

		const read = shop.graph.messages.slice(0, FREE).map(({ id, to }) => ({ messageId: id, to }));
		// Later states first: nothing is promised about the order in which receipts come.
		for (const state of ['read', 'delivered', 'sent'] as const) {
			await sendStatuses(
				shop,
				read.map((message) => ({ ...message, state })),
			);
		}
		const businessId = shop.number;
		await eventually(async () => {
			expect(itemsOf(await shop.run({ ...report, filters: { businessId } }), NODE)).toMatchObject([
				{ total: MANY, sent: MANY - 1, delivered: FREE, read: FREE, blocked: 1 },
			]);
		});
		expect(await shop.n8n.executions(listening)).toEqual([]);

		const next = await shop.run({ ...send, text: 'Oi!', options: { serviceAllowance: true } }, [
			{ phone: newPhone() },
		]);
		expect(itemsOf(next, NODE, 0)).toMatchObject([
			{ notices: [expect.stringMatching(/free service messages .* used up .* billed/)] },
		]);
	}, 400_000);
});

describe('receipts in n8n', () => {
	const ana = newPhone();

	it('receipts start no execution unless Status Update is chosen', async () => {
		const shop = await open({ statuses: ['sent', 'delivered', 'read'] });
		const listening = await shop.listen(['message', 'buttonClick', 'consent']);
		await shop.run({ ...send, text: 'Oi!' }, [{ phone: ana }]);
		await shop.graph.settled();
		expect(shop.graph.deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
		await shop.graph.customerSends({ from: ana, text: 'obrigada' });
		expect(await shop.n8n.waitForExecutions(listening, 1)).toHaveLength(1);
	});

	it('receipts start an execution only for the chosen states', async () => {
		const shop = await open({ statuses: ['sent', 'delivered', 'read'] });
		const listening = await shop.listen(['message', 'status'], {
			filters: { statusStates: ['read'] },
		});
		await shop.run({ ...send, text: 'Oi!' }, [{ phone: ana }]);
		await shop.graph.settled();
		const [execution, ...more] = await shop.n8n.waitForExecutions(listening, 1);
		expect(more).toEqual([]);
		expect(execution && itemsOf(execution, TRIGGER, 1)).toMatchObject([
			{ status: { state: 'read' } },
		]);
	});

	it('receipts in the wrong order or twice never lower a known state', async () => {
		const shop = await open();
		await shop.listen(['message']);
		await shop.run({ ...send, text: 'Oi!' }, [{ phone: ana }]);
		const message = { messageId: shop.graph.messages[0]?.id ?? '', to: ana };
		const order: State[] = ['read', 'sent', 'delivered', 'sent', 'read'];
		for (const state of order) await sendStatuses(shop, [{ ...message, state }]);
		const filters = { businessId: shop.number };
		expect(itemsOf(await shop.run({ ...report, filters }), NODE)).toMatchObject([
			{ total: 1, sent: 1, delivered: 1, read: 1, failed: 0 },
		]);
	});
});

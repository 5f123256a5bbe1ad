import { DateTime } from 'luxon';

import { eventually } from './harness/eventually';
import { errorsOf, itemsOf, pairedItemsOf } from './harness/execution-items';
import { newPhone, NODE, openShop, type Shop } from './harness/shop-on-whatsapp';

// Proves in a real n8n that a blocked item leaves on Blocked, whole and with code, reason and remedy. None of its
// message reaches the provider. Each rule alone is proved in test/delivery.

const OFFER = {
	name: 'oferta_da_semana',
	language: 'pt_BR',
	category: 'MARKETING' as const,
	components: [{ type: 'BODY', text: 'Pão de queijo, 6 por R$ 10.' }],
};
const NOTICE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	category: 'UTILITY' as const,
	components: [{ type: 'BODY', text: 'Seu pedido está pronto.' }],
};

function template({ name, language }: typeof OFFER | typeof NOTICE, options = {}) {
	return {
		...{ resource: 'message', operation: 'sendTemplate', to: '={{ $json.phone }}' },
		templateName: { __rl: true, mode: 'id', value: name },
		templateLanguage: language,
		options,
	};
}

function blocked(code: string, reason: string | RegExp, remedy: string | RegExp) {
	return {
		code,
		reason: expect.stringMatching(reason),
		remedy: expect.stringMatching(remedy),
	};
}

const opened: Shop[] = [];
async function open(people: string[]): Promise<Shop> {
	const shop = await openShop({
		templates: [OFFER, NOTICE],
		customers: people.map((phone) => ({ phone, windowOpen: true })),
	});
	opened.push(shop);
	return shop;
}

afterEach(async () => {
	for (const shop of opened.splice(0)) await shop.close();
});

describe('guards in n8n', () => {
	it("quiet hours block a message by the customer's stored time zone", async () => {
		const [inTokyo, inSaoPaulo] = [newPhone(), newPhone()];
		const shop = await open([inTokyo, inSaoPaulo]);
		await shop.run({
			...{ resource: 'contact', operation: 'upsert', to: inTokyo },
			changes: { attributes: '{ "timeZone": "Asia/Tokyo" }' },
		});
		// Twelve hours lie between the two: an hour before and after the present one of Tokyo is never now in São Paulo.
		const tokyo = DateTime.now().setZone('Asia/Tokyo');
		const hours = {
			from: tokyo.minus({ hours: 1 }).toFormat('HH:mm'),
			to: tokyo.plus({ hours: 1 }).toFormat('HH:mm'),
		};
		const sent = await shop.run(template(NOTICE, { quietHours: { hours } }), [
			{ phone: inTokyo },
			{ phone: inSaoPaulo },
		]);
		expect(shop.graph.messages.map(({ to }) => to)).toEqual([inSaoPaulo]);
		expect(itemsOf(sent, NODE, 1)).toEqual([
			{
				phone: inTokyo,
				blocked: blocked('quietHours', `until ${hours.to} \\(Asia/Tokyo\\)`, 'Wait node'),
			},
		]);
		expect(pairedItemsOf(sent, NODE, 1)).toEqual([0]);
	});

	it('promotions to countries without marketing, and all messages to countries not served, are blocked', async () => {
		const [inNewYork, inHavana] = ['12125550123', '5351234567'];
		const shop = await open([inNewYork, inHavana]);
		const list = [{ phone: `+${inNewYork}` }, { phone: `+${inHavana}` }];
		const offer = await shop.run(template(OFFER), list);
		expect(itemsOf(offer, NODE, 1)).toMatchObject([
			{ blocked: blocked('noMarketingInCountry', 'Marketing templates .*US', 'utility template') },
			{ blocked: blocked('countryNotServed', 'CU', 'another way') },
		]);
		const notice = await shop.run(template(NOTICE), list);
		expect(itemsOf(notice, NODE, 0)).toMatchObject([{ contact: { id: `+${inNewYork}` } }]);
		expect(itemsOf(notice, NODE, 1)).toMatchObject([{ blocked: { code: 'countryNotServed' } }]);
		expect(shop.graph.messages.map(({ to }) => to)).toEqual([inNewYork]);
	});

	it('the messaging limit warns, then blocks new customers, and lets those through who got a message already', async () => {
		const people = Array.from({ length: 5 }, () => newPhone());
		const shop = await open(people);
		const options = { messagingLimit: { limit: { people: 4, warnAtPercent: 75 } } };
		const mailing = await shop.workflow(template(NOTICE, options));
		const sent = await mailing.run(people.map((phone) => ({ phone })));
		expect(shop.graph.messages).toHaveLength(4);
		const notices = itemsOf(sent, NODE, 0).flatMap((item) => item.notices ?? []);
		expect(notices.sort()).toEqual([
			'3 of 4 customers of the messaging limit are used in the last 24 hours.',
			'4 of 4 customers of the messaging limit are used in the last 24 hours.',
		]);
		expect(itemsOf(sent, NODE, 1)).toMatchObject([
			{
				blocked: blocked(
					'messagingLimitReached',
					'started conversations with 4 customers .* the limit is 4',
					'Send it later',
				),
			},
		]);
		const known = shop.graph.messages[0]?.to;
		const again = await mailing.run([{ phone: known }]);
		expect(itemsOf(again, NODE, 0)).toHaveLength(1);
	});

	it('an opt-out blocks every message, however it was recorded, until an opt-in', async () => {
		const [ana, ben] = [newPhone(), newPhone()];
		const shop = await open([ana, ben]);
		await shop.listen(['message']);
		await shop.graph.customerSends({ from: ana, text: 'SAIR' });
		await shop.run({
			...{ resource: 'contact', operation: 'optOut', to: ben },
			...{ scope: 'marketing', evidence: 'Asked for it at the counter' },
		});
		const list = [{ phone: ana }, { phone: ben }];
		const offer = await shop.run(template(OFFER), list);
		expect(itemsOf(offer, NODE, 1)).toMatchObject([
			{ blocked: blocked('optedOut', 'opted out of all messages', 'opt-in word') },
			{ blocked: blocked('optedOutOfMarketing', 'opted out of promotions', 'utility templates') },
		]);
		expect(itemsOf(await shop.run(template(NOTICE), list), NODE, 0)).toMatchObject([
			{ contact: { id: `+${ben}` } },
		]);
		await shop.graph.customerSends({ from: ana, text: 'quero receber' });
		await eventually(async () => {
			const again = await shop.run(template(NOTICE), [{ phone: ana }]);
			expect(itemsOf(again, NODE, 0)).toHaveLength(1);
		});
	});

	it('only customers with an opt-in get a message where that is required', async () => {
		const ana = newPhone();
		const shop = await open([ana]);
		const mailing = await shop.workflow(template(NOTICE, { consent: 'requireOptIn' }));
		expect(itemsOf(await mailing.run([{ phone: ana }]), NODE, 1)).toMatchObject([
			{ blocked: blocked('noOptIn', 'No opt-in is recorded', 'Contact > Opt In') },
		]);
		await shop.run({ resource: 'contact', operation: 'optIn', to: ana });
		expect(itemsOf(await mailing.run([{ phone: ana }]), NODE, 0)).toHaveLength(1);
	});

	it('a blocked message stops the node with the same words if the user chose that', async () => {
		const ana = newPhone();
		const shop = await open([ana]);
		await shop.run({ resource: 'contact', operation: 'optOut', to: ana });
		const stopped = await shop.run(template(NOTICE, { ifBlocked: 'error' }), [{ phone: ana }]);
		expect(errorsOf(stopped, NODE)).toEqual([
			{
				message: 'This customer opted out of all messages.',
				description: expect.stringMatching(/opt-in word.*\[optedOut\]/),
			},
		]);
		expect(shop.graph.messages).toEqual([]);
	});

	it('an error names the unreadable time of day before anything is sent', async () => {
		const ana = newPhone();
		const shop = await open([ana]);
		const quietHours = { hours: { from: '9 pm', to: '08:00' } };
		const wrong = await shop.run(template(NOTICE, { quietHours }), [{ phone: ana }]);
		expect(errorsOf(wrong, NODE)).toEqual([
			{
				message: 'Quiet Hours: "From" is not a time of day',
				description: 'Write hours and minutes, e.g. 21:00.',
			},
		]);
		expect(shop.graph.messages).toEqual([]);
	});
});

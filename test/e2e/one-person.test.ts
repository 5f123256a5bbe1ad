import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { itemsOf } from './harness/execution-items';
import { newPhone, NODE, openShop, type Shop } from './harness/shop-on-whatsapp';
import { sharedN8n } from './harness/shared-n8n';

// Proves in a real n8n against an emulated Graph API that a customer is one person in every spelling of the number: for
// opt-outs, by word and by operation, for campaigns, and for the country of a number. Which texts are spellings of one
// number is proved for every provider in test/contracts/addresses.test.ts.

const TEMPLATE = {
	name: 'pedido_pronto',
	language: 'pt_BR',
	components: [{ type: 'BODY', text: 'Seu pedido está pronto.' }],
};
const SEND_TEMPLATE = {
	...{ resource: 'message', operation: 'sendTemplate', to: '={{ $json.phone }}' },
	templateName: { __rl: true, mode: 'id', value: TEMPLATE.name },
	templateLanguage: TEMPLATE.language,
};
const SEND = {
	...{ resource: 'message', operation: 'send', to: '={{ $json.phone }}' },
	text: 'Olá!',
};
const OPT_OUT = {
	resource: 'contact',
	operation: 'optOut',
	scope: 'all',
	to: '={{ $json.phone }}',
};

/** Returns 30 spellings of a Brazilian mobile number, as people have them in their lists. */
function spellingsOf(phone: string): string[] {
	const [area, number] = [phone.slice(2, 4), phone.slice(4)];
	const dashed = `${number.slice(0, 5)}-${number.slice(5)}`;
	const old = `55${area}${number.slice(1)}`;
	const fullWidth = phone.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
	return [
		...[`+${phone}`, phone, `00${phone}`, ` ${phone} `, `+55 ${area} ${dashed}`],
		...[`+55 (${area}) ${dashed}`, `0055 ${area} ${dashed}`, `55.${area}.${number}`],
		...[`+55-${area}-${dashed}`, `+55/${area}/${number}`, `"${phone}"`, `'+${phone}`],
		...[`${phone}.0`, `${phone},00`, `${phone}@s.whatsapp.net`, `${phone}@c.us`],
		...[`whatsapp:+${phone}`, `tel:+${phone}`, `sms:${phone}`, `https://wa.me/${phone}`],
		...[`https://api.whatsapp.com/send?phone=${phone}&text=oi`, `+${phone} (João)`, fullWidth],
		...[`\u200e+${phone}\u202c`, `+${old}`, old, `00${old}`],
		...[`(${area}) ${dashed}`, `${area}${number}`, `${area} ${number.slice(1)}`],
	];
}

const AREAS = [
	...[11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33, 34, 35, 37, 38, 41, 42],
	...[43, 44, 45, 46, 47, 48, 49, 51, 53, 54, 55, 61, 62, 63, 64, 65, 66, 67, 68, 69, 71, 73, 74],
	...[75, 77, 79, 81, 82, 83, 84, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99],
];

const listOf = (phones: readonly string[]) => phones.map((phone) => ({ phone }));
const codesOf = (items: Array<Record<string, unknown>>) =>
	items.map(({ blocked }) => (blocked as { code?: string } | undefined)?.code);

describe('one person, one message', () => {
	let shop: Shop;
	/** A customer writes first, so that the country of the business number is known. */
	beforeAll(async () => {
		shop = await openShop({ templates: [TEMPLATE], unknownRecipients: 'accept' });
		await shop.listen(['message', 'consent']);
		await shop.graph.customerSends({ from: newPhone(), text: 'Oi' });
	});
	afterAll(() => shop.close());

	/** Returns the digits of the recipient of each request, accepted or not. */
	const sentTo = () =>
		shop.graph.requests
			.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
			.map(({ body }) => String((body as { to?: string }).to).replace(/\D/g, ''));

	it('a customer who wrote SAIR gets nothing more, in whichever of 30 spellings', async () => {
		const phone = newPhone();
		await shop.graph.customerSends({ from: phone, text: 'Oi' });
		const sending = await shop.workflow(SEND);
		await sending.run(listOf([phone]));
		expect(sentTo()).toEqual([phone]);
		await shop.graph.customerSends({ from: phone, text: 'SAIR' });

		const spellings = spellingsOf(phone);
		expect(new Set(spellings).size).toBe(30);
		const execution = await sending.run(listOf(spellings));
		expect(codesOf(itemsOf(execution, NODE, 1))).toEqual(spellings.map(() => 'optedOut'));
		expect(sentTo()).toEqual([phone]);
	});

	it('Contact > Opt Out with one spelling stops messages to every other spelling', async () => {
		const people = Array.from({ length: 30 }, () => newPhone(randomInt(11, 20)));
		await shop.run(OPT_OUT, listOf(people.map((phone, index) => spellingsOf(phone)[index] ?? '')));
		const others = people.map((phone, index) => spellingsOf(phone).at(index - 7) ?? '');
		const before = sentTo().length;
		const execution = await shop.run(SEND_TEMPLATE, listOf(others));
		expect(codesOf(itemsOf(execution, NODE, 1))).toEqual(others.map(() => 'optedOut'));
		expect(sentTo()).toHaveLength(before);
	});

	it('a campaign over all spellings is one message', async () => {
		const phone = newPhone();
		const before = sentTo().length;
		const options = { campaign: `Natal ${randomUUID()}` };
		const execution = await shop.run({ ...SEND_TEMPLATE, options }, listOf(spellingsOf(phone)));
		expect(sentTo().slice(before)).toEqual([phone]);
		expect(codesOf(itemsOf(execution, NODE, 1))).toEqual(
			Array.from({ length: 29 }, () => 'alreadySentInCampaign'),
		);
	});

	it('numbers without country code stay in Brazil, in all of its 67 area codes', async () => {
		expect(AREAS).toHaveLength(67);
		const people = AREAS.map((area) => newPhone(area));
		const before = sentTo().length;
		const execution = await shop.run(SEND_TEMPLATE, listOf(people.map((phone) => phone.slice(2))));
		expect(itemsOf(execution, NODE, 1)).toEqual([]);
		expect(sentTo().slice(before).sort()).toEqual([...people].sort());
	});

	it('an unreadable number is blocked before any request, and does not stop the others', async () => {
		const phone = newPhone();
		const before = sentTo().length;
		const unreadable = ['Marta', '5,51198E+12', '11 98888'];
		const execution = await shop.run(SEND_TEMPLATE, listOf([...unreadable, phone]));
		expect(codesOf(itemsOf(execution, NODE, 1))).toEqual(
			Array.from({ length: 3 }, () => 'invalidNumber'),
		);
		expect(sentTo().slice(before)).toEqual([phone]);
	});
});

describe('shops in one n8n', () => {
	const opened: Shop[] = [];
	const open = async (shop: string) => {
		const emulated = { templates: [TEMPLATE], unknownRecipients: 'accept' as const };
		const made = await openShop(emulated, sharedN8n(), { shop });
		opened.push(made);
		return made;
	};
	afterEach(async () => {
		for (const shop of opened.splice(0)) await shop.close();
	});

	it('SAIR at one shop silences all of its numbers, and no other shop', async () => {
		const name = `Padaria ${randomUUID()}`;
		const [one, branch, other] = [await open(name), await open(name), await open('Livraria')];
		await one.listen(['message']);
		const phone = newPhone();
		await one.graph.customerSends({ from: phone, text: 'SAIR' });
		const atBranch = await branch.run(SEND_TEMPLATE, listOf([phone]));
		expect(codesOf(itemsOf(atBranch, NODE, 1))).toEqual(['optedOut']);
		await other.run(SEND_TEMPLATE, listOf([phone]));
		expect(other.graph.messages.map(({ to }) => to)).toEqual([phone]);
		expect([...one.graph.messages, ...branch.graph.messages]).toEqual([]);
	});

	it('an opt-out from before a shop was named holds until the customer opts in there', async () => {
		const [unnamed, named] = [await open(''), await open(`Padaria ${randomUUID()}`)];
		await unnamed.listen(['message']);
		await named.listen(['message']);
		const phone = newPhone();
		await unnamed.graph.customerSends({ from: phone, text: 'SAIR' });
		const sending = await named.workflow(SEND_TEMPLATE);
		const blocked = await sending.run(listOf([phone]));
		expect(codesOf(itemsOf(blocked, NODE, 1))).toEqual(['optedOut']);
		// WhatsApp reports whole seconds, and of an opt-in and an opt-out of one second the opt-out holds.
		await pause(1_000);
		await named.graph.customerSends({ from: phone, text: 'START' });
		await sending.run(listOf([phone]));
		expect(named.graph.messages.map(({ to }) => to)).toEqual([phone]);
	});
});

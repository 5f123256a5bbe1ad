import { randomInt } from 'node:crypto';

import { eventually } from './harness/eventually';
import { startHostsBehindProxy, type HostsBehindProxy } from './harness/hosts-behind-proxy';
import { publishExample } from './harness/published-example';
import { chatPage, type ChatPage } from './harness/simulated-phone';
import type { StandInDesk } from './harness/stand-in-desk';
import { INTERCOM_CREDENTIAL, standInIntercom } from './harness/stand-in-intercom';
import { SERVICE_NOW_CREDENTIAL, standInServiceNow } from './harness/stand-in-service-now';
import { SLACK_CREDENTIAL, standInSlack } from './harness/stand-in-slack';
import { standInZendesk, ZENDESK_CREDENTIAL } from './harness/stand-in-zendesk';
import { startN8n, type StartedN8n } from './harness/start-n8n';

// Proves that the examples of help desks whose hosts are fixed work in a real n8n, with n8n's own nodes. A proxy leads
// their requests to stand-ins. That the real help desks behave so, it does not.

const HOUR_MS = 3_600_000;
const SECRET = { name: 'x-desk-secret', value: 'secret-of-the-desk' };
const ASKED = 'quero falar com um atendente';

const DESKS: Record<string, StandInDesk> = {
	Slack: standInSlack(),
	Zendesk: standInZendesk(SECRET),
	Intercom: standInIntercom(),
	ServiceNow: standInServiceNow(SECRET),
};
const CREDENTIALS = {
	...{ slackApi: SLACK_CREDENTIAL, zendeskApi: ZENDESK_CREDENTIAL },
	...{ intercomApi: INTERCOM_CREDENTIAL, serviceNowBasicApi: SERVICE_NOW_CREDENTIAL },
	httpHeaderAuth: SECRET,
};

describe.each(Object.entries(DESKS))('example: help desk in %s', (name, desk) => {
	let chat: ChatPage;

	beforeAll(async () => {
		const example = await publishExample(`help-desk-${name.toLowerCase()}`, {
			...{ n8n: await runningN8n(), credentials: await credentials },
			replaced: { 'ADMIN-ID': 'admin-7' },
		});
		desk.setWebhook(example.addressOf(`${name} reports`));
		chat = chatPage(example.url);
	});
	afterEach(() => chat.moveClockBy(0));

	/** Returns a customer who has asked for a person, and the ticket that was opened. */
	const askingCustomer = async (customerName: string) => {
		const phone = newPhone(customerName);
		const before = desk.tickets.size;
		await phone.says(ASKED);
		expect(await phone.hears()).toMatchObject({ text: expect.stringContaining('aguarde') });
		await eventually(() => expect([...desk.tickets.values()][before]?.texts).toEqual([ASKED]));
		const [id = ''] = [...desk.tickets.keys()].slice(before);
		const ticket = desk.tickets.get(id);
		return { phone, id, texts: () => ticket?.texts, notes: () => ticket?.notes, ticket };
	};
	const newPhone = (customerName: string) =>
		chat.customer({
			...{ id: `+55119${randomInt(60_000_000, 100_000_000)}`, name: customerName },
		});

	it('keeps the tickets of two customers apart, both ways, and sends back nothing that it wrote itself', async () => {
		const marta = await askingCustomer('Marta');
		const rui = await askingCustomer('Rui');
		await marta.phone.says('bolo & vela <ontem>');
		await eventually(() => expect(marta.texts()).toEqual([ASKED, 'bolo & vela <ontem>']));
		await desk.agentAnswers(rui.id, 'Oi Rui.');
		await desk.agentAnswers(marta.id, 'Oi Marta & cia.');
		expect(await marta.phone.hears()).toMatchObject({ text: 'Oi Marta & cia.' });
		expect(await rui.phone.hears()).toMatchObject({ text: 'Oi Rui.' });
		await marta.phone.hearsNothing();
		await rui.phone.hearsNothing();
		expect(rui.texts()).toEqual([ASKED]);
	});

	it('notes why nothing was sent after 24 hours, and sends the template that the agent chooses', async () => {
		const marta = await askingCustomer('Marta');
		await chat.moveClockBy(25 * HOUR_MS);
		await desk.agentAnswers(marta.id, 'Seu bolo chegou?');
		await eventually(() =>
			expect(marta.notes()).toEqual([expect.stringMatching(/^Not sent: .*24/s)]),
		);
		await desk.agentAnswers(marta.id, '/template we_missed_you Marta');
		expect(await marta.phone.hears()).toMatchObject({ type: 'template', name: 'we_missed_you' });
	});

	it('gives the customer back to the bot when the agent closes the ticket, and opens another one later', async () => {
		const { phone, id, notes } = await askingCustomer('Marta');
		await desk.agentCloses(id);
		expect(await phone.hears()).toMatchObject({ text: expect.stringContaining('encerrado') });
		await desk.agentAnswers(id, 'Ainda está aí?');
		await eventually(() =>
			expect(notes()).toEqual([expect.stringContaining('with the bot again')]),
		);
		await phone.says('oi');
		expect(await phone.hears()).toMatchObject({ text: expect.stringContaining('Padaria Sol') });
		const before = desk.tickets.size;
		await phone.says(ASKED);
		await eventually(() => expect([...desk.tickets.values()][before]?.texts).toEqual([ASKED]));
	});

	it('adds a file of the customer to the ticket', async () => {
		const { phone, texts, ticket } = await askingCustomer('Marta');
		const content = `data:image/png;base64,${Buffer.from('a picture').toString('base64')}`;
		await phone.posts({
			type: 'message',
			message: { type: 'image', text: 'o bolo', media: { content, fileName: 'bolo.png' } },
		});
		await eventually(() => {
			expect(texts()?.[1]).toContain('o bolo');
			expect(ticket?.files.map(String)).toEqual(['a picture']);
		});
	});
});

let hosts: HostsBehindProxy | undefined;
let n8n: StartedN8n | undefined;
let credentials: Promise<Record<string, string>> | undefined;

/** Returns the n8n of this file, which the first help desk starts. */
async function runningN8n(): Promise<StartedN8n> {
	const all = Object.values(DESKS).map((desk) => desk.hosts);
	hosts ??= await startHostsBehindProxy(Object.assign({}, ...all) as StandInDesk['hosts']);
	n8n ??= await startN8n({ env: hosts.env });
	const started = n8n;
	credentials ??= Promise.all(
		Object.entries(CREDENTIALS).map(
			async ([type, data]) => [type, await started.createCredential(type, type, data)] as const,
		),
	).then((ids) => Object.fromEntries(ids));
	return started;
}

afterAll(async () => {
	await n8n?.stop();
	await hosts?.close();
});

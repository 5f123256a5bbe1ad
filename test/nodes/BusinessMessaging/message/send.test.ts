import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import type { Provider } from '../../../../messaging/provider-names';
import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { NO_OPERATION, PACKAGE } from '../../../engine/package-nodes';
import { runNode } from '../../../engine/run-node';
import { runWorkflow } from '../../../engine/run-workflow';
import { expectScenario } from '../../../engine/scenario';
import { endsWith, message, minute, receive } from '../../../store/events';

isolateNodes();

const PHONES = ['+5511988880001', '+5511988880002', '+5511988880003'] as const;
const [ANA, BRUNO] = PHONES;

/** Opens the customer service window of each customer. */
async function customersWrite(businessId: string, provider: Provider = 'simulator') {
	const now = new Date();
	const wrote = PHONES.map((phone) =>
		message(`${phone} to ${businessId}`, 'Oi', {
			...{ provider, business: { id: businessId }, contact: { id: phone, phone } },
			timestamp: now.toISOString(),
		}),
	);
	await receive(await nodeStore(), wrote, { now });
}

const SEND = {
	resource: 'message',
	operation: 'send',
	to: '={{ $json.phone }}',
	text: '={{ $json.text }}',
};
const items = (...texts: string[]) => texts.map((text, index) => ({ phone: PHONES[index], text }));

/** Sends each text to its customer, with nothing connected to any output. */
async function sendUnconnected(texts: string[], phones: string[], more: IDataObject = {}) {
	const run = await runWorkflow({
		nodes: [
			{ ...AT, id: 'items', name: 'Items', type: NO_OPERATION, parameters: {} },
			{
				...{ ...AT, id: 'send', name: 'Send', type: `${PACKAGE}businessMessaging` },
				...{ parameters: { ...SEND, from: 'bakery' } },
			},
		],
		connections: { Items: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: {
			Items: texts.map((text, index) => ({ json: { text, phone: phones[index], ...more } })),
		},
	});
	return { outputs: run.outputs('Send'), hints: run.hints('Send') };
}
const AT = { typeVersion: 1, position: [0, 0] as [number, number] };

describe('Message > Send', () => {
	beforeAll(() => customersWrite('bakery'));

	it('answers each customer with their own text, leaves opted-out customers on Blocked, and notes that in the chat', async () => {
		const store = await nodeStore();
		const bruno = endsWith(
			{ id: BRUNO, phone: BRUNO },
			{ provider: 'simulator', businessId: 'bakery' },
		);
		const optOut = { state: 'optedOut', scope: 'all', source: 'api' } as const;
		await store.contacts.recordConsent(bruno, optOut, minute(1));
		await expectScenario(__dirname, 'send.blocked');
		const chat = await store.simulator.latest('bakery', { limit: 100, customerId: BRUNO });
		expect(chat.map(({ content }) => content)).toContainEqual({
			kind: 'notSent',
			reason: 'This customer opted out of all messages.',
		});
		await store.contacts.recordConsent(bruno, { ...optOut, state: 'optedIn' }, minute(2));
	});

	it('says how many messages were not sent when nothing is connected to Blocked', async () => {
		const { hints } = await sendUnconnected(['Olá', 'Oi'], ['+5511988880001', '11']);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^1 of 2 messages were not sent\. There is no such phone number\./),
		]);
	});

	it('keeps back only the message whose number cannot be read, with number and row', async () => {
		const { outputs } = await sendUnconnected(['Olá', 'Oi'], ['11 98888', '+5511988880001']);
		expect(outputs[0]?.map(({ json }) => json.contact)).toEqual([{ id: '+5511988880001' }]);
		expect(outputs[1]?.map(({ json }) => [Object.keys(json)[0], json.blocked])).toEqual([
			[
				'blocked',
				expect.objectContaining({ code: 'invalidNumber', customer: '11 98888', row: 1 }) as object,
			],
		]);
	});

	it.each([
		['an object', { answer: 'Olá' }, 'answer'],
		['a list', ['Olá', 'Oi'], 'a list of 2'],
		['a yes or no', false, 'false'],
	])('never sends %s as text, and names the field', async (_, text, words) => {
		const sent = runNode({ ...SEND, from: 'bakery' }, [{ phone: ANA, text }]);
		await expect(sent).rejects.toMatchObject({
			message: '"Text" is not a text',
			description: expect.stringContaining(words),
		});
	});

	it('answers an AI agent with code, reason and remedy', async () => {
		const { outputs, hints } = await sendUnconnected(['Olá'], ['11'], { toolCallId: 'call-1' });
		expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([
			[
				{
					sent: false,
					blocked: expect.objectContaining({
						code: 'invalidNumber',
						reason: expect.stringMatching(/./) as string,
						remedy: expect.stringMatching(/./) as string,
					}) as object,
				},
			],
		]);
		expect(hints).toEqual([]);
	});

	it('says once which of its buttons opts customers out', async () => {
		await expectScenario(__dirname, 'send.opt-out-title');
	});

	it('leaves a failed item on the error output, behind Sent and Blocked', async () => {
		await expectScenario(__dirname, 'send.error-output');
	});

	it('leaves the error in the place of a failed item when the workflow continues', async () => {
		await expectScenario(__dirname, 'send.continue');
	});

	it('stops the workflow with the title, the remedy and the item of a failure', async () => {
		const failing = runNode({ ...SEND, from: 'bakery' }, items('Olá', ' '));
		await expect(failing).rejects.toMatchObject({
			message: '"Text" is empty',
			description:
				'Fill in "Text", or check its expression. 1 of 2 messages were sent. A retry sends only the others.',
			context: { itemIndex: 1 },
		});
	});
});

describe('Message > Send, when an expression of one item fails', () => {
	it('the item gets an error, and the others are sent', async () => {
		const [results = []] = await runNode(
			{ ...SEND, from: 'bakery', to: '={{ $json.phone.trim() }}' },
			[{ phone: PHONES[0], text: 'Olá' }, { text: 'Oi' }, { phone: PHONES[2], text: 'Olá' }],
			{ node: { onError: 'continueRegularOutput' } },
		);
		expect(results.map(({ json, pairedItem }) => [json.error !== undefined, pairedItem])).toEqual([
			[false, { item: 0 }],
			[true, { item: 1 }],
			[false, { item: 2 }],
		]);
	});

	it('a number of messages per second that is a text is read, or refused for its item', async () => {
		const [results = []] = await runNode(
			{ ...SEND, from: 'bakery', options: { messagesPerSecond: '={{ $json.pace }}' } },
			[
				{ phone: PHONES[0], text: 'Olá', pace: '20,5' },
				{ phone: PHONES[2], text: 'Olá', pace: 'rápido' },
			],
			{ node: { onError: 'continueRegularOutput' } },
		);
		expect(results.map(({ json }) => json.error)).toEqual([
			undefined,
			'"Messages per Second" is not a number',
		]);
	});
});

describe('Message > Send, with Retry On Fail', () => {
	const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const messagesTo = async (phone: string, business: string) => {
		const lines = await (await nodeStore()).simulator.transcript(business, 0, 100);
		return lines.filter(({ customerId }) => customerId === phone);
	};

	it('a retry runs for every item again, and does not repeat what was sent', async () => {
		await customersWrite('retried');
		const failing = runNode({ ...SEND, from: 'retried' }, items('Olá', ''), { node: RETRY });
		await expect(failing).rejects.toThrow('"Text" is empty');
		expect(await messagesTo(ANA, 'retried')).toHaveLength(1);
	});

	it('the node is not run again for a later item when the workflow continues on errors', async () => {
		await customersWrite('continued');
		const node = { ...RETRY, onError: 'continueRegularOutput' } as const;
		const [results] = await runNode({ ...SEND, from: 'continued' }, items('Olá', ''), { node });
		expect(results?.map(({ json }) => json.error)).toEqual([undefined, '"Text" is empty']);
		expect(await messagesTo(ANA, 'continued')).toHaveLength(1);
	});
});

describe('Message > Send, through WhatsApp Cloud API', () => {
	const credentials = {
		businessMessagingWhatsAppCloudApi: {
			accessToken: 'invented-token',
			businessAccountId: '1',
			baseUrl: 'https://graph.facebook.com',
		},
	};
	const send = (...texts: string[]) =>
		runNode({ ...SEND, provider: 'whatsappCloud', from: '106540352242922' }, items(...texts), {
			credentials,
			node: { onError: 'continueRegularOutput' },
		});
	beforeAll(() => customersWrite('106540352242922', 'whatsappCloud'));
	afterEach(() => nock.cleanAll());

	it('sends one authenticated request for each item, and keeps the order of the items', async () => {
		const sent: unknown[] = [];
		const graph = nock('https://graph.facebook.com')
			.matchHeader('authorization', 'Bearer invented-token')
			.post(/\/106540352242922\/messages$/)
			.times(2)
			.reply(200, (_, body) => {
				sent.push(body);
				return { messages: [{ id: `wamid.${sent.length}` }] };
			});
		const [results = []] = await send('Olá', 'Bom dia');
		expect(graph.isDone()).toBe(true);
		expect(sent).toEqual(
			[
				[ANA, 'Olá'],
				[BRUNO, 'Bom dia'],
			].map(([to, body]) => ({
				...{ messaging_product: 'whatsapp', recipient_type: 'individual', to },
				...{ type: 'text', text: { body, preview_url: true } },
			})),
		);
		expect(results.map(({ json, pairedItem }) => [json.contact, pairedItem])).toEqual([
			[{ id: ANA }, { item: 0 }],
			[{ id: BRUNO }, { item: 1 }],
		]);
	});

	it("gives the title of the provider's refusal, and never the token", async () => {
		nock('https://graph.facebook.com')
			.post(/messages$/)
			.reply(401, { error: { message: 'Invalid OAuth access token', code: 190 } });
		const [results = []] = await send('Olá');
		expect(results).toHaveLength(1);
		expect(results[0]?.json.error).toMatch(/token|sign/i);
		expect(JSON.stringify(results)).not.toContain('invented-token');
	});
});

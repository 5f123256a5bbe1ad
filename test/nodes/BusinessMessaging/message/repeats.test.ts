import type { IDataObject, INode } from 'n8n-workflow';
import nock from 'nock';

import { isolateNodes, nodeStore } from '../../../engine/isolate-nodes';
import { NO_OPERATION, PACKAGE } from '../../../engine/package-nodes';
import { runWorkflow, type FinishedRun } from '../../../engine/run-workflow';
import { message, receive } from '../../../store/events';

isolateNodes();

const NUMBER = '106540352242922';
const AT = { typeVersion: 1, position: [0, 0] as [number, number] };
const CREDENTIAL = 'businessMessagingWhatsAppCloudApi';
const credentials = {
	[CREDENTIAL]: {
		accessToken: 'invented-token',
		businessAccountId: '1',
		baseUrl: 'https://graph.facebook.com',
	},
};

/** Others in each test: WhatsApp's pace for one customer would slow it down. */
let people: string[];
let tests = 0;
/** Requests by recipient. */
let requests: Map<string, number>;
/** The answer for each recipient whom the provider refuses, or whose answer gets lost. */
let failures: Map<string, 'refused' | 'lost'>;

beforeEach(async () => {
	tests += 1;
	people = [1, 2, 3, 4, 5].map(
		(person) => `+55119888${String(tests * 10 + person).padStart(5, '0')}`,
	);
	await openWindows();
	requests = new Map();
	failures = new Map();
	nock('https://graph.facebook.com')
		.persist()
		.post(/messages$/)
		.reply((_uri, body) => {
			const { to } = body as { to: string };
			requests.set(to, (requests.get(to) ?? 0) + 1);
			const failure = failures.get(to);
			if (failure === 'refused')
				return [400, { error: { code: 131026, message: 'Undeliverable' } }];
			if (failure === 'lost') return [500, 'Bad gateway'];
			return [200, { messages: [{ id: `wamid.${to}.${requests.get(to)}` }] }];
		});
});
afterEach(() => nock.cleanAll());

async function openWindows(): Promise<void> {
	const now = new Date();
	const wrote = people.map((phone) =>
		message(`hello-${phone}`, 'Oi', {
			...{ provider: 'whatsappCloud', business: { id: NUMBER }, contact: { id: phone, phone } },
			timestamp: now.toISOString(),
		}),
	);
	await receive(await nodeStore(), wrote, { now });
}

interface Sending {
	node?: Partial<INode>;
	items?: IDataObject[];
	options?: IDataObject;
	text?: string;
	retryOf?: FinishedRun;
	/** Runs of the node: the items reach it once from each. */
	rounds?: number;
}

const itemsOf = (people: readonly string[]) => people.map((phone) => ({ phone }));

function send({
	node,
	items = itemsOf(people),
	options = {},
	text = 'Oi',
	retryOf,
	rounds = 1,
}: Sending) {
	const step = (name: string) => ({ ...AT, id: name, name, type: NO_OPERATION, parameters: {} });
	const between = Array.from({ length: rounds }, (_, round) => step(`Round ${round}`));
	return runWorkflow(
		{
			nodes: [
				step('Items'),
				...between,
				{
					...{ ...AT, id: 'send', name: 'Send', type: `${PACKAGE}businessMessaging` },
					credentials: { [CREDENTIAL]: { id: CREDENTIAL, name: CREDENTIAL } },
					parameters: {
						...{ provider: 'whatsappCloud', resource: 'message', operation: 'send' },
						...{ from: NUMBER, to: '={{ $json.phone }}', text, options },
					},
					waitBetweenTries: 1,
					...node,
				} as INode,
			],
			connections: {
				Items: {
					main: [between.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }))],
				},
				...Object.fromEntries(
					between.map(({ name }) => [
						name,
						{ main: [[{ node: 'Send', type: 'main' as const, index: 0 }]] },
					]),
				),
			},
			settings: { executionOrder: 'v1' },
			pinData: { Items: items.map((json) => ({ json })) },
		},
		{ credentials, ...(retryOf && { retryOf, executionId: `retry-${Math.random()}` }) },
	);
}

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
const POSITIONS = { first: 0, middle: 2, last: 4 } as const;
const MATRIX = ON_ERROR.flatMap((onError) =>
	Object.entries(POSITIONS).flatMap(([position, refused]) =>
		[2, 3, 4, 5].map((maxTries) => ({ onError, position, refused, maxTries })),
	),
);

describe('Retry On Fail', () => {
	it.each(MATRIX)(
		'sends once to each reachable customer, also through two retries: $onError, $maxTries tries, the $position item refused',
		async ({ onError, refused, maxTries }) => {
			const out = people[refused] ?? '';
			failures.set(out, 'refused');
			const node = { retryOnFail: true, maxTries, onError };
			let run = await send({ node });
			// n8n offers the retry of an execution that failed.
			for (let retry = 0; retry < 2 && run.error; retry++) {
				run = await send({ node, retryOf: run });
			}
			const reachable = people.filter((phone) => phone !== out);
			expect(reachable.map((phone) => requests.get(phone))).toEqual([1, 1, 1, 1]);
		},
	);

	it('sends again to a customer who certainly did not get the message', async () => {
		const [ana = ''] = people;
		failures.set(ana, 'refused');
		await send({ node: { retryOnFail: true, maxTries: 3 } });
		expect(requests.get(ana)).toBe(3);
	});

	it('gives each item its true result: ids of the first try, and the refusal', async () => {
		const [ana = '', bruno = ''] = people;
		failures.set(ana, 'refused');
		const run = await send({
			node: { retryOnFail: true, maxTries: 2, onError: 'continueRegularOutput' },
		});
		const [results = []] = run.outputs('Send');
		expect(results.map(({ json }) => json['id'] ?? 'refused')).toEqual([
			'refused',
			...people.slice(1).map((phone) => `wamid.${phone}.1`),
		]);
		expect(
			results.find(({ json }) => (json['contact'] as IDataObject)?.id === bruno)?.json,
		).toMatchObject({
			notices: [expect.stringContaining('earlier attempt')],
		});
	});

	it('states the numbers of sent and of all messages', async () => {
		failures.set(people[0] ?? '', 'refused');
		const { error } = await send({ node: { retryOnFail: true, maxTries: 2 } });
		expect(error?.description).toContain(
			'4 of 5 messages were sent. A retry sends only the others.',
		);
	});

	it('blocks a customer whose answer was lost, and reaches the others', async () => {
		const [ana = '', , carla = ''] = people;
		failures.set(ana, 'lost');
		failures.set(carla, 'refused');
		const run = await send({
			node: { retryOnFail: true, maxTries: 3, onError: 'continueRegularOutput' },
		});
		expect(requests.get(ana)).toBe(1);
		const [, blocked = []] = run.outputs('Send');
		expect(blocked.map(({ json }) => (json['blocked'] as IDataObject).code)).toEqual([
			'sendUnknown',
		]);
	});
});

describe('Executions > Retry', () => {
	it.each([1, 2])(
		'sends only the messages that were not sent, also with another text, %i times',
		async (times) => {
			const out = people[2] ?? '';
			failures.set(out, 'refused');
			let run = await send({});
			for (let time = 0; time < times; time++)
				run = await send({ retryOf: run, text: 'Olá de novo' });
			expect(run.error).toBeDefined();
			failures.clear();
			run = await send({ retryOf: run });
			expect(run.error).toBeUndefined();
			expect(requests.get(out)).toBe(times + 2);
			requests.delete(out);
			expect([...requests.values()]).toEqual([1, 1, 1, 1]);
			expect(run.outputs('Send')[0]).toHaveLength(5);
		},
	);
});

describe('The same text on purpose', () => {
	it('the same text is sent by every run of the node, as in a loop', async () => {
		await send({ rounds: 3 });
		expect([...requests.values()]).toEqual([3, 3, 3, 3, 3]);
	});

	it('the same text is sent for each item of one customer', async () => {
		const [ana = ''] = people;
		await send({ items: itemsOf([ana, ana]) });
		expect(requests.get(ana)).toBe(2);
	});

	it('the same text is sent by every execution', async () => {
		await send({});
		await send({});
		expect([...requests.values()]).toEqual([2, 2, 2, 2, 2]);
	});
});

describe('Options > Idempotency Key', () => {
	it('sends once in all executions, and once for each key', async () => {
		const [ana = ''] = people;
		const named = (idempotencyKey: string) =>
			send({ items: itemsOf([ana]), options: { idempotencyKey } });
		await named('order-77');
		const run = await named('order-77');
		await named('order-78');
		expect(requests.get(ana)).toBe(2);
		expect(run.outputs('Send')[0]?.[0]?.json).toMatchObject({ id: `wamid.${ana}.1` });
	});
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

import { eventually } from './harness/eventually';
import { itemsOf } from './harness/execution-items';
import {
	code,
	executeWorkflow,
	forgetfulWorkflow,
	SET,
	type Branch,
} from './harness/forgetful-branches';
import { sharedN8n } from './harness/shared-n8n';
import { chatPage, type ChatPage } from './harness/simulated-phone';

// Proves Customer > Who Wrote behind n8n's own nodes when several customers wrote in one execution. Every branch sends
// the address that its item carries, so a message on another phone shows by its text. Tool calls are proved in
// test/nodes/BusinessMessaging/who-wrote.

const NEW_OBJECTS = 'items.map((item) => ({ json: { who: item.json.who } }))';
const step = (type: string, version: number, parameters: object, output?: number) => ({
	...{ type, version, parameters },
	...(output !== undefined && { output }),
});
const sort = step('sort', 1, {
	type: 'simple',
	sortFieldsUi: { sortField: [{ fieldName: 'who', order: 'descending' }] },
});
const isEven = {
	options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
	conditions: [
		{
			...{ id: 'even', leftValue: '={{ $json.who }}', rightValue: '[02468]$' },
			operator: { type: 'string', operation: 'regex' },
		},
	],
	combinator: 'and',
};

/** Returns the branches in which each customer gets their own message. */
const known = (echo: string): Record<string, Branch> => ({
	set: { steps: [SET] },
	'if true': { steps: [SET, step('if', 2.2, { conditions: isEven, options: {} }, 0)] },
	'if false': { steps: [SET, step('if', 2.2, { conditions: isEven, options: {} }, 1)] },
	sort: { steps: [SET, sort] },
	limit: { steps: [SET, sort, step('limit', 1, { maxItems: 1, keep: 'lastItems' })] },
	'merge append': { steps: [SET, sort, step('merge', 3.1, {})] },
	'merge fields': {
		steps: [
			SET,
			sort,
			step('merge', 3.1, {
				...{ mode: 'combine', combineBy: 'combineByFields', fieldsToMatchString: 'who' },
				options: {},
			}),
		],
	},
	'code each item': {
		steps: [SET, sort, code('return { json: { who: $json.who } }', 'runOnceForEachItem')],
	},
	'code with events': {
		steps: [code('return $input.all().reverse()')],
		text: '={{ "code with events: " + $json.contact.id }}',
	},
	'http request': {
		steps: [
			SET,
			sort,
			step('httpRequest', 4.2, {
				url: `=${echo}?who={{ encodeURIComponent($json.who) }}`,
				options: {},
			}),
		],
	},
	'split out': {
		steps: [
			SET,
			sort,
			step('splitOut', 1, { fieldToSplitOut: 'list', include: 'allOtherFields', options: {} }),
		],
	},
	loop: { steps: [SET, sort, step('splitInBatches', 3, { batchSize: 1, options: {} }, 1)] },
	wait: {
		steps: [SET, sort, step('wait', 1.1, { resume: 'timeInterval', amount: 1, unit: 'seconds' })],
	},
	'execute workflow for each item': { steps: [SET, executeWorkflow('each')] },
});

/** Branches in which no customer gets a message. */
const REFUSED: Record<string, Branch> = {
	'code with new objects': {
		steps: [SET, code(`const items = $input.all().reverse(); return ${NEW_OBJECTS}`)],
	},
	'code with one object': {
		steps: [SET, code('return [{ json: { who: $input.last().json.who } }]')],
	},
	'code with fewer objects': {
		steps: [SET, code(`const items = $input.all().slice(1); return ${NEW_OBJECTS}`)],
	},
	aggregate: {
		steps: [SET, step('aggregate', 1, { aggregate: 'aggregateAllItemData', options: {} })],
		text: 'aggregate: all',
	},
	'execute workflow for all items': { steps: [SET, executeWorkflow('once')] },
};

/** Branches in which each customer gets only their own message, and an item of two customers is not sent. */
const MIXED: Record<string, Branch> = {
	'merge position': {
		steps: [
			SET,
			sort,
			step('merge', 3.1, { mode: 'combine', combineBy: 'combineByPosition', options: {} }),
		],
	},
	'merge all': {
		steps: [
			SET,
			sort,
			step('merge', 3.1, { mode: 'combine', combineBy: 'combineAll', options: {} }),
		],
	},
};

/** Workflows that are called with the event, or without; their own texts count. */
const CALLED: Record<string, Branch> = {
	'after all': { steps: [executeWorkflow('once', 'called with all events')], text: 'done' },
	'after each': { steps: [executeWorkflow('each', 'called with each event')], text: 'done' },
	'after none': { steps: [SET, executeWorkflow('once', 'called without')], text: 'done' },
};

async function eventuallyFound<Found>(find: () => Promise<Found | undefined>): Promise<Found> {
	const found: Found[] = [];
	await eventually(async () => {
		found.push(...[await find()].filter((one) => one !== undefined));
		expect(found).not.toEqual([]);
	}, 60_000);
	return found[0] as Found;
}

const linesSchema = z.object({
	last: z.number(),
	more: z.boolean(),
	entries: z.array(
		z.object({
			customerId: z.string(),
			from: z.string(),
			content: z.object({ message: z.object({ text: z.string() }).passthrough().optional() }),
		}),
	),
});

describe.each([2, 10])('%i customers in one execution', (count) => {
	const customers = Array.from({ length: count }, (_, index) => ({
		id: `+5511${count === 2 ? 97777 : 98888}000${index}`,
		name: `Customer ${index}`,
	}));
	let server: Server;
	let chat: ChatPage;
	let blocked: (branch: string) => unknown[];

	beforeAll(async () => {
		server = createServer((request, response) => {
			const who = new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('who');
			response.setHeader('content-type', 'application/json').end(JSON.stringify({ who }));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const n8n = sharedN8n();
		const workflow = forgetfulWorkflow({
			...known(`http://127.0.0.1:${port}/`),
			...REFUSED,
			...MIXED,
			...CALLED,
		});
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		chat = chatPage(n8n.webhookUrl(workflow));
		for (const customer of customers) await chat.customer(customer).says('oi');
		// The sub-workflows are executions of the same workflow.
		const execution = await eventuallyFound(async () =>
			(await n8n.executions(id)).find(
				(one) => one.status === 'success' && itemsOf(one, 'Customer writes').length > 0,
			),
		);
		expect(itemsOf(execution, 'Customer writes')).toHaveLength(count);
		blocked = (branch) => itemsOf(execution, branch, 1).map((item) => item.blocked);
	});

	afterAll(() => server?.close());

	/** Returns the texts of one branch, each with its customer. */
	async function heard(branch: string): Promise<Array<[string, string]>> {
		const lines: z.infer<typeof linesSchema>['entries'] = [];
		// Line 1 is a customer's message. After line 0 the page gets its newest lines only.
		for (let after = 1, more = true; more;) {
			const part = linesSchema.parse(await chat.post({ route: 'state', after }));
			lines.push(...part.entries);
			({ last: after, more } = part);
		}
		return lines.flatMap(({ customerId, from, content }): Array<[string, string]> => {
			const text = content.message?.text ?? '';
			return from === 'bot' && text.startsWith(`${branch}: `)
				? [[customerId, text.slice(branch.length + 2)]]
				: [];
		});
	}

	it.each(Object.keys(known('')))(
		'each one gets only their own message behind %s',
		async (branch) => {
			const texts = await heard(branch);
			expect(texts.length).toBeGreaterThan(0);
			for (const [customer, text] of texts) expect(text).toBe(customer);
			expect(blocked(branch)).toEqual([]);
		},
	);

	it.each(['called with all events', 'called with each event'])(
		'each customer gets their own message from a sub-workflow that is %s',
		async (branch) => {
			const texts = await heard(branch);
			expect(texts.map(([customer]) => customer).sort()).toEqual(
				customers.map(({ id }) => id).sort(),
			);
			for (const [customer, text] of texts) expect(text).toBe(customer);
		},
	);

	it.each(Object.keys(MIXED))(
		'each customer gets only their own message behind %s, and items of two customers are blocked',
		async (branch) => {
			for (const [customer, text] of await heard(branch)) expect(text).toBe(customer);
			expect(blocked(branch).length).toBeGreaterThan(0);
			for (const one of blocked(branch)) expect(one).toMatchObject({ code: 'unknownCustomer' });
		},
	);

	it('no customer gets a message from a sub-workflow that is called without events', async () => {
		expect(await heard('called without')).toEqual([]);
	});

	it.each(Object.keys(REFUSED))(
		'no customer gets a message behind %s, and the reason names it',
		async (branch) => {
			expect(await heard(branch)).toEqual([]);
			expect(blocked(branch).length).toBeGreaterThan(0);
			for (const one of blocked(branch)) expect(one).toMatchObject({ code: 'unknownCustomer' });
		},
	);
});

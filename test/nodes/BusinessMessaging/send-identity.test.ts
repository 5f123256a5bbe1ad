import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import {
	identifyRun,
	identifySend,
	namedSend,
	type IdentifiedSend,
} from '../../../nodes/BusinessMessaging/send-identity';

/** Runs, data and call of a node as n8n shows them to it. */
interface Given {
	executionId?: string;
	workflowId?: string;
	node?: string;
	runIndex?: number;
	mode?: string;
	data?: object;
	/** Data of other executions by id. */
	stored?: Record<string, object>;
	/** The node and run that call this one as a tool. */
	caller?: [node: string, run: number];
	/** The incoming item, and the item at the start of the execution to which n8n links it. */
	item?: object;
	linkedTo?: object;
}

const EVENT = { event: 'message', id: 'in-1', provider: 'simulator' };

const started = (json: object = EVENT, more: object = {}) => ({
	resultData: { runData: { Trigger: [run([json])] } },
	resumeToken: 'token-1',
	...more,
});

function run(items: readonly object[], source: unknown[] = []) {
	return { source, data: { main: [items.map((json) => ({ json }))] } };
}

const recovered = () => run([{ isArtificialRecoveredEventItem: true }], [null]);

function contextOf({
	executionId = '7',
	workflowId = 'w',
	node = 'send',
	runIndex = 0,
	mode = 'webhook',
	data = started(),
	stored = {},
	caller,
	item = {},
	linkedTo,
}: Given): IExecuteFunctions {
	return {
		runExecutionData: data,
		getExecutionId: () => executionId,
		getExecutionDataById: async (id: string) => stored[id],
		getMode: () => mode,
		getWorkflow: () => ({ id: workflowId }),
		getNode: () => ({
			...{ id: node, name: node, type: 'businessMessaging' },
			...(caller && { rewireOutputLogTo: 'ai_tool' }),
		}),
		getInputData: () => [{ json: item }],
		getExecuteData: () => ({
			source: caller && { main: [{ previousNode: caller[0], previousNodeRun: caller[1] }] },
		}),
		getWorkflowDataProxy: () => ({
			$runIndex: runIndex,
			$: () => ({ item: linkedTo && { json: linkedTo } }),
		}),
	} as unknown as IExecuteFunctions;
}

const SEND: IdentifiedSend = {
	...{ message: { type: 'text', text: 'Oi' }, provider: 'whatsappCloud', channel: 'whatsapp' },
	to: { id: '+5511988880001', phone: '+5511988880001' },
};

async function keyOf(given: Given, earlierItems = 0, send = SEND): Promise<string> {
	const identity = await identifyRun(contextOf(given));
	if (identity === undefined) throw new Error('No identity');
	return identifySend(identity, 0, earlierItems, send).key;
}

describe('sends with one identity', () => {
	it('a retry of the execution under another id sends the same, because its token stays', async () => {
		const data = started({});
		expect(await keyOf({ data, executionId: '8', mode: 'retry' })).toBe(await keyOf({ data }));
	});

	it('an event that the inbox starts again sends the same, with another execution id and token', async () => {
		const redelivered = started({ ...EVENT, redelivered: true }, { resumeToken: 'token-2' });
		expect(await keyOf({ data: redelivered, executionId: '8' })).toBe(await keyOf({}));
	});

	it('a retry of a crashed execution sends the same, although it begins at the trigger again', async () => {
		const runData = { Trigger: [recovered(), run([EVENT])], send: [recovered()] };
		const data = { resultData: { runData }, resumeToken: 'token-1' };
		expect(await keyOf({ data, runIndex: 1, mode: 'retry' })).toBe(await keyOf({}));
	});

	it('a text that was corrected in between leaves the send the same', async () => {
		const corrected = { ...SEND, message: { type: 'text', text: 'Olá' } } as const;
		expect(await keyOf({}, 0, corrected)).toBe(await keyOf({}));
	});

	it("every spelling of the customer's address is the same send", async () => {
		const other = { ...SEND, to: { id: '5511988880001', phone: '+5511988880001' } };
		expect(await keyOf({}, 0, other)).toBe(await keyOf({}));
	});

	it('an agent that calls the tool again in a retry sends the same, whatever the run of the tool', async () => {
		const caller: Given['caller'] = ['Agent', 0];
		expect(await keyOf({ caller, runIndex: 3 })).toBe(await keyOf({ caller }));
	});
});

describe('sends with different identities', () => {
	it.each<[string, Given, number?]>([
		['another run of the node', { runIndex: 1 }],
		['a second item of the same customer', {}, 1],
		['another node', { node: 'send 2' }],
		['another workflow that hears the same event', { workflowId: 'v' }],
		['another event', { data: started({ ...EVENT, id: 'in-2' }) }],
		['the same id of another kind', { data: started({ ...EVENT, event: 'buttonClick' }) }],
		['another round of an agent', { caller: ['Agent', 1] }],
	])('%s is another send', async (_, given, item = 0) => {
		expect(await keyOf(given, item)).not.toBe(await keyOf({}));
	});

	it('a second test of the workflow with the same pinned event is another send', async () => {
		const test = (resumeToken: string) =>
			keyOf({ mode: 'manual', data: started(EVENT, { resumeToken }) });
		expect(await test('a')).not.toBe(await test('b'));
	});

	it('another text of an agent to the same customer is another send', async () => {
		const caller: Given['caller'] = ['Agent', 0];
		const other = { ...SEND, message: { type: 'text', text: 'Tchau' } } as const;
		expect(await keyOf({ caller }, 0, other)).not.toBe(await keyOf({ caller }));
	});

	it('another customer, another channel and another key each make another send', () => {
		const sends = [
			SEND,
			{ ...SEND, to: { id: '+5511988880002' } },
			{ ...SEND, channel: 'viber' },
			{ ...SEND, provider: 'infobip' },
		];
		const keys = [
			...sends.map((send) => namedSend('k', '7', send).key),
			namedSend('l', '7', SEND).key,
		];
		expect(new Set(keys).size).toBe(5);
	});

	it('no two pairs of workflow and node share a key, whatever their names', async () => {
		const part = fc.string({ maxLength: 5 });
		await fc.assert(
			fc.asyncProperty(part, part, part, part, async (a, b, c, d) => {
				fc.pre(a !== c || b !== d);
				expect(await keyOf({ workflowId: a, node: b })).not.toBe(
					await keyOf({ workflowId: c, node: d }),
				);
			}),
		);
	});
});

describe('a send of an execution that several events started', () => {
	const [one, other, third] = ['in-1', 'in-2', 'in-3'].map((id) => ({ ...EVENT, id }));
	/** Builds an execution that the trigger started with these events. */
	const collected = (events: ReadonlyArray<object | undefined>, resumeToken: string): Given => ({
		executionId: resumeToken,
		data: {
			resultData: { runData: { Trigger: [run(events.flatMap((event) => event ?? []))] } },
			resumeToken,
		},
	});
	const first = collected([one, other], 'token-1');
	const again = collected([other, { ...one, redelivered: true }, third], 'token-2');

	it.each([
		['that the item holds', 'item'],
		['to which the item is linked', 'linkedTo'],
	] as const)('a send is the same when the inbox starts the event %s again', async (_, by) => {
		const key = await keyOf({ ...first, [by]: one });
		expect(await keyOf({ ...again, [by]: { ...one, redelivered: true } })).toBe(key);
		expect(await keyOf({ ...collected([one], 'token-3'), [by]: one })).toBe(key);
	});

	it('each event makes another send', async () => {
		expect(await keyOf({ ...first, item: one })).not.toBe(await keyOf({ ...first, item: other }));
	});

	it('an item without an event makes another send in each execution', async () => {
		const stranger = { ...EVENT, id: 'elsewhere' };
		for (const item of [{}, stranger]) {
			expect(await keyOf({ ...first, item })).not.toBe(await keyOf({ ...again, item }));
			expect(await keyOf({ ...first, item })).toBe(await keyOf({ ...first, item }));
		}
	});
});

describe('a send of a sub-workflow', () => {
	const parents = { '1': started(EVENT) };
	const called = (input: object, executionId: string, resumeToken = executionId): Given => ({
		...{ executionId, mode: 'integrated', stored: parents },
		data: started(input, {
			resumeToken,
			parentExecution: { executionId: '1', workflowId: 'parent' },
		}),
	});
	const order = { order: 77 };

	it('a send is the same when the parent calls it again with the same input', async () => {
		expect(await keyOf(called(order, '3'))).toBe(await keyOf(called(order, '2')));
	});

	it('a send is the same below a parent that the inbox starts again', async () => {
		const again = { '1': started(EVENT, { resumeToken: 'token-9' }) };
		expect(await keyOf({ ...called(order, '3'), stored: again })).toBe(
			await keyOf(called(order, '2')),
		);
	});

	it('another input makes another send', async () => {
		expect(await keyOf(called({ order: 78 }, '3'))).not.toBe(await keyOf(called(order, '2')));
	});

	const endedBelow = (executionId: string) => ({
		resultData: { runData: {}, lastNodeExecuted: 'send' },
		parentExecution: { executionId, workflowId: 'parent' },
	});

	it.each<[string, object | undefined, boolean]>([
		['ended with success', endedBelow('1'), true],
		['ended with success below a crashed execution that was retried', endedBelow('0'), false],
		['is no longer kept', undefined, true],
		[
			'ended with an error',
			{ resultData: { runData: {}, error: {}, lastNodeExecuted: 'x' } },
			false,
		],
		['was interrupted', { resultData: { runData: {} } }, false],
		[
			'crashed after its last node',
			{ resultData: { runData: { send: [recovered()] }, lastNodeExecuted: 'send' } },
			false,
		],
	])(
		'the earlier call decides whether a repeat is on purpose: %s',
		async (_, earlier, onPurpose) => {
			const stored = { ...parents, '0': started(EVENT), ...(earlier && { '2': earlier }) };
			const identity = await identifyRun(contextOf({ ...called(order, '3'), stored }));
			expect(await identity?.isDeliberateResend?.('2')).toBe(onPurpose);
		},
	);

	it('a repeat within one execution is never on purpose', async () => {
		const identity = await identifyRun(contextOf(called(order, '3')));
		expect(await identity?.isDeliberateResend?.('3')).toBe(false);
	});
});

it('a run has no identity where n8n does not say which execution it is', async () => {
	expect(await identifyRun(contextOf({ executionId: '' }))).toBeUndefined();
});

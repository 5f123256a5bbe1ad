import fc from 'fast-check';
import { NodeHelpers, Workflow, type INodeTypes } from 'n8n-workflow';

import { EVENT_KINDS } from '../../../messaging/event';
import { BusinessMessagingTrigger } from '../../../nodes/BusinessMessagingTrigger/BusinessMessagingTrigger.node';
import {
	EVENT_LABELS,
	OUTPUTS_EXPRESSION,
	outputKinds,
	executionData,
	withoutPlaceholder,
} from '../../../nodes/BusinessMessagingTrigger/outputs';
import { anEvent } from '../../fixtures/events';

/** Returns the labels of the outputs as n8n's engine draws them; `null` is an output without a label. */
function drawnLabels(triggerOn: string[], typeVersion: number): Array<string | null> {
	const { description } = new BusinessMessagingTrigger();
	const type = { description: { ...description, version: [1, 1.1, 2] } };
	const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
	const workflow = new Workflow({
		nodes: [
			{
				id: 'n1',
				name: 'Trigger',
				type: 'n8n-nodes-business-messaging.businessMessagingTrigger',
				typeVersion,
				position: [0, 0],
				parameters: { triggerOn },
			},
		],
		connections: {},
		active: false,
		nodeTypes,
	});
	const node = workflow.getNode('Trigger');
	if (!node) throw new Error('the workflow lost its node');
	const outputs = NodeHelpers.getNodeOutputs(workflow, node, type.description);
	return outputs.map((output) => {
		if (typeof output === 'string') throw new Error('the expression draws objects');
		expect(output.type).toBe('main');
		return output.displayName ?? null;
	});
}

describe('trigger: order of the outputs', () => {
	it('the order of the outputs is the order of choice from version 2 on', () => {
		expect(outputKinds(['status', 'message', 'consent'], 2)).toEqual([
			'status',
			'message',
			'consent',
		]);
	});

	it.each([1, 1.1])(
		'the order of the outputs is a fixed order in version %d, whatever order was chosen',
		(version) => {
			expect(outputKinds([...EVENT_KINDS].reverse(), version)).toEqual([...EVENT_KINDS]);
			expect(outputKinds(['status', 'message'], version)).toEqual(['message', 'status']);
		},
	);

	it('leaves out unknown kinds, and kinds that were chosen twice', () => {
		expect(outputKinds(['status', 'toString', 'status', 'message', ''], 2)).toEqual([
			'status',
			'message',
		]);
	});

	it('moves no connection when an event is added from version 2 on', () => {
		const chosen = fc.uniqueArray(fc.constantFrom(...EVENT_KINDS));
		fc.assert(
			fc.property(chosen, fc.constantFrom(...EVENT_KINDS), (kinds, added) => {
				expect(outputKinds([...kinds, added], 2).slice(0, kinds.length)).toEqual(kinds);
			}),
		);
	});
});

describe('trigger: outputs', () => {
	it('outputs are drawn as the events are sent, for every choice and version', () => {
		const chosen = fc.uniqueArray(fc.constantFrom(...EVENT_KINDS, 'toString'));
		fc.assert(
			fc.property(chosen, fc.constantFrom(1, 1.1, 2), (triggerOn, version) => {
				const labels = outputKinds(triggerOn, version).map((kind) => EVENT_LABELS[kind]);
				const expected = version >= 2 && labels.length === 1 ? [null] : labels;
				expect(drawnLabels(triggerOn, version)).toEqual(expected);
			}),
		);
	});

	it('a single output has no label from version 2 on', () => {
		expect(drawnLabels(['message'], 1.1)).toEqual(['New Message']);
		expect(drawnLabels(['message'], 2)).toEqual([null]);
	});

	it('there are no outputs while no event is chosen', () => {
		expect(drawnLabels([], 1)).toEqual([]);
		expect(drawnLabels([], 2)).toEqual([]);
	});

	it('outputs are drawn by an expression that does not end early', () => {
		expect(OUTPUTS_EXPRESSION.slice('={{'.length, -'}}'.length)).not.toMatch(/\}\}|\{\{/);
	});

	it('each event is on the output of its kind', () => {
		const tap = anEvent({ event: 'buttonClick', id: 'tap-1' });
		const message = anEvent({ id: 'message-1' });
		expect(executionData([tap, message], ['message', 'buttonClick'])).toEqual([
			[{ json: message }],
			[{ json: tap }],
		]);
	});

	it('an empty first output has an item, which is removed when the execution begins', () => {
		const tap = anEvent({ event: 'buttonClick', id: 'tap-1' });
		const [first = [], second = []] = executionData([tap], ['message', 'buttonClick']) ?? [];
		expect(first).toHaveLength(1);
		expect(withoutPlaceholder(first)).toEqual([]);
		expect(withoutPlaceholder(second)).toEqual([{ json: tap }]);
	});

	it('no execution starts without an event', () => {
		expect(executionData([], ['message'])).toBeUndefined();
		expect(executionData([anEvent({ event: 'status' })], ['message'])).toBeUndefined();
	});
});

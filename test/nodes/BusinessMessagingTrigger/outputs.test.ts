import { EVENT_KINDS } from '../../../messaging/event';
import {
	EVENT_LABELS,
	OUTPUTS_EXPRESSION,
	outputKinds,
	toOutputs,
} from '../../../nodes/BusinessMessagingTrigger/outputs';
import { anEvent } from '../../fixtures/events';

/** As n8n does: the expression is code, `$parameter` is what it sees. */
function drawn(triggerOn: string[] | undefined): Array<{ type: string; displayName: string }> {
	const code = OUTPUTS_EXPRESSION.slice('={{'.length, -'}}'.length);
	return new Function('$parameter', `return ${code}`)({ triggerOn }) as ReturnType<typeof drawn>;
}

describe('trigger: outputs', () => {
	it('names one output for each chosen event, in the fixed order', () => {
		expect(drawn(['status', 'message']).map(({ displayName }) => displayName)).toEqual([
			'New Message',
			'Status Update',
		]);
	});

	it('draws the outputs that the events are sent to', () => {
		for (const chosen of [[], ['message'], ['account', 'consent'], [...EVENT_KINDS].reverse()]) {
			expect(drawn(chosen).map(({ displayName }) => displayName)).toEqual(
				outputKinds(chosen).map((kind) => EVENT_LABELS[kind]),
			);
		}
	});

	it('draws nothing while nothing is chosen', () => {
		expect(drawn(undefined)).toEqual([]);
	});

	it('puts each event on the output of its kind', () => {
		const tap = anEvent({ event: 'buttonClick', id: 'tap-1' });
		const message = anEvent({ id: 'message-1' });
		expect(toOutputs([tap, message], ['message', 'buttonClick'])).toEqual([
			[{ json: message }],
			[{ json: tap }],
		]);
	});

	it('starts no execution when there is nothing to run', () => {
		expect(toOutputs([], ['message'])).toBeUndefined();
		expect(toOutputs([anEvent({ event: 'status' })], ['message'])).toBeUndefined();
	});
});

import { ANSWER_KINDS } from '../../../conversation/answers/expectation';
import { readAnswer } from '../../../conversation/answers/read-answer';
import { BRAZIL, messageEvent, NOW, readText } from './answers';

describe('answers: anything', () => {
	it('is every text as it was written', () => {
		expect(readText(' Oi,\ntudo bem? 👍 ', { kind: 'anything', ...BRAZIL })).toEqual({
			ok: true,
			value: 'Oi,\ntudo bem? 👍',
			text: 'Oi,\ntudo bem? 👍',
		});
	});

	it('is no empty text', () => {
		expect(readText(' ', { kind: 'anything', ...BRAZIL })).toEqual({ ok: false });
	});
});

describe.each(ANSWER_KINDS)('answers: %s', (kind) => {
	const question = { kind, ...BRAZIL };

	it('is no event without a message', () => {
		const { message: _, ...status } = messageEvent({});
		expect(readAnswer({ ...status, event: 'status' }, question, NOW)).toEqual({ ok: false });
	});

	it('is no reaction and no message that cannot be read', () => {
		for (const type of ['reaction', 'unsupported'] as const) {
			expect(readAnswer(messageEvent({ type, text: '1' }), question, NOW)).toEqual({ ok: false });
		}
	});
});

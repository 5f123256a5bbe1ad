import type { QuestionSettings } from '../../../conversation/question';
import { isAskedInstead, readQuestionAnswer } from '../../../intake/recognise/question-answer';
import type { MessagingEvent } from '../../../messaging/event';
import type { StoredQuestion } from '../../../store/contracts/waits';

const NOW = new Date('2026-03-02T12:00:10.000Z');
const CHOICES = [
	{ id: 'yes', title: 'Sim' },
	{ id: 'no', title: 'Não' },
];

function question(settings: Partial<QuestionSettings> = {}, messageId = 'asked'): StoredQuestion {
	return {
		id: 'q',
		settings: {
			name: 'Confirm',
			expectation: { kind: 'anything', timeZone: 'America/Sao_Paulo' },
			letThrough: ['menu', 'atendente'],
			again: { type: 'text', text: 'Confirma?' },
			reminder: 'Ainda aí?',
			...settings,
		} satisfies QuestionSettings,
		execution: { id: '1', workflowId: 'w', nodeId: 'n', token: '', publicBase: '' },
		to: { id: '5511988880001' },
		channel: 'whatsapp',
		businessId: 'shop',
		triesLeft: 3,
		askedAt: '2026-03-02T12:00:00.400Z',
		messageId,
	};
}

function message(text: string, more: Partial<MessagingEvent> = {}): MessagingEvent {
	return {
		event: 'message',
		id: 'm',
		provider: 'whatsappCloud',
		channel: 'whatsapp',
		timestamp: '2026-03-02T12:00:05.000Z',
		contact: { id: '5511988880001' },
		business: { id: 'shop' },
		message: { id: 'm', type: 'text', text },
		conversation: { key: 'c', handler: 'bot', isFirstMessage: false },
		...more,
	};
}

const tap = (id: string, title: string, messageId?: string) =>
	message(title, {
		event: 'buttonClick',
		button: { id, title, kind: 'button', ...(messageId !== undefined && { messageId }) },
	});
const read = (event: MessagingEvent, asked = question()) => readQuestionAnswer(event, asked, NOW);

describe('the answer to a question', () => {
	it('an answer carries the name of the question, its kind, the value and the text', () => {
		expect(read(message('Ana'))).toEqual({
			is: 'answer',
			answer: { question: 'Confirm', kind: 'anything', value: 'Ana', text: 'Ana' },
		});
	});

	it('an answer is wrong if it is not of the expected kind', () => {
		const number = { kind: 'number', timeZone: 'UTC' } as const;
		expect(read(message('muitos'), question({ expectation: number }))).toEqual({ is: 'wrong' });
		expect(read(message('7'), question({ expectation: number }))).toMatchObject({
			answer: { value: 7 },
		});
	});

	it.each([
		['a word that the user lets through', message('Menu')],
		['a message from before the question', message('x', { timestamp: '2026-03-02T11:59:59.000Z' })],
		['a message of a group', message('x', { group: { id: 'g' } })],
		[
			'a message while an agent handles the conversation',
			message('x', { conversation: { key: 'c', handler: 'human', isFirstMessage: false } }),
		],
		['an edit', message('x', { message: { id: 'm', type: 'text', text: 'x', editOf: 'n' } })],
		[
			'a reaction',
			message('', {
				message: { id: 'm', type: 'reaction', text: '', reaction: { emoji: '👍', messageId: 'n' } },
			}),
		],
		['a consent', message('SAIR', { event: 'consent' })],
	])('%s goes its normal way', (_, event) => {
		expect(read(event)).toEqual({ is: 'ordinary' });
	});

	it('a message of the same second counts, because providers state whole seconds', () => {
		const event = message('Ana', { timestamp: '2026-03-02T12:00:00.000Z' });
		expect(read(event)).toMatchObject({ is: 'answer' });
	});

	describe('with buttons', () => {
		const expectation = { kind: 'option', choices: CHOICES, timeZone: 'UTC' } as const;
		const asked = question({ expectation }, 'asking');

		it('a tap on its own message counts', () => {
			expect(read(tap('yes', 'Sim', 'asking'), asked)).toMatchObject({
				answer: { value: { id: 'yes', title: 'Sim' } },
			});
		});

		it('a tap on one of its buttons counts, whichever message of the question shows it', () => {
			expect(read(tap('no', 'Não'), asked)).toMatchObject({ answer: { value: { id: 'no' } } });
			expect(read(tap('no', 'Não', 'asked-again'), asked)).toMatchObject({ is: 'answer' });
		});

		it('a tap on a button of an older menu goes its normal way', () => {
			expect(read(tap('yes', 'Vendas', 'old'), asked)).toEqual({ is: 'ordinary' });
			expect(read(tap('hours', 'Horários'), asked)).toEqual({ is: 'ordinary' });
		});
	});
});

describe('a question that the provider has not taken yet', () => {
	const asked = { ...question(), messageId: undefined };
	it.each([
		['is not answered within two seconds', '2026-03-02T12:00:02.000Z', 'ordinary'],
		['is answered later, in case only the provider was slow', '2026-03-02T12:00:03.000Z', 'answer'],
	])('%s', (_title, timestamp, is) => {
		expect(read(message('Ana', { timestamp }), asked)).toMatchObject({ is });
		expect(read(message('Ana', { timestamp }))).toMatchObject({ is: 'answer' });
	});
});

describe('a message that came before the open question', () => {
	it('belongs to the dialogue, unless it is a tap or a word that leaves the question', () => {
		expect(isAskedInstead(message('para amanhã'), question())).toBe(true);
		expect(isAskedInstead(message('Atendente'), question())).toBe(false);
		expect(isAskedInstead(tap('yes', 'Sim'), question())).toBe(false);
	});
});

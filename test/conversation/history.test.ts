import { daysKept, writtenMessage, type HistoryMessage } from '../../conversation/history';
import { historyText, newestLines } from '../../conversation/history-as-text';
import { message } from '../store/events';

describe('the days for which texts are kept', () => {
	const business = { id: 'business-1', phone: '+551140000000' };

	it.each([
		['nobody asks', [{}, { keepTextsDays: 0 }], 0],
		['several ask: the longest counts', [{ keepTextsDays: 7 }, { keepTextsDays: 30 }, {}], 30],
		['the one that asks hears another number', [{ businessId: 'b', keepTextsDays: 7 }], 0],
		['it names the id', [{ businessId: 'business-1', keepTextsDays: 7 }], 7],
		['it names the number', [{ businessId: '+55 11 4000-0000', keepTextsDays: 7 }], 7],
	])('%s', (_, listeners, days) => {
		expect(daysKept(listeners, business)).toBe(days);
	});
});

describe('the message of an event', () => {
	it('the message is that of the customer, also a tap and a word that opts out', () => {
		const consent = { state: 'optedOut', scope: 'all', source: 'keyword' } as const;
		for (const more of [
			{},
			{ event: 'buttonClick' as const },
			{ event: 'consent' as const, consent },
		]) {
			expect(writtenMessage(message('a', 'Oi', more))).toMatchObject({
				...{ messageId: 'a', from: 'customer', text: 'Oi', isEdit: false },
			});
		}
	});

	it('there is none for a removed reaction, a group, and events without a message', () => {
		const removed = {
			id: 'a',
			type: 'reaction',
			text: '',
			reaction: { emoji: '', messageId: 'b' },
		};
		expect(writtenMessage(message('a', '', { message: removed as never }))).toBeUndefined();
		expect(writtenMessage(message('a', 'Oi', { group: { id: 'g' } }))).toBeUndefined();
		expect(writtenMessage(message('a', '', { message: undefined }))).toBeUndefined();
	});
});

describe('a history as text', () => {
	const line = (at: string, more: Partial<HistoryMessage> = {}): HistoryMessage => ({
		...{ messageId: at, from: 'customer', type: 'text', text: 'Oi', at: `2026-11-${at}:00.000Z` },
		...more,
	});
	const messages = [
		line('29T13:32', { name: 'Ana' }),
		line('29T13:33', { from: 'bot', text: 'Quer?\n[Sim] [Não]' }),
		line('30T02:59', { type: 'image', text: 'o recibo' }),
		line('30T03:00', { from: 'agent', type: 'voice', text: '' }),
		line('30T03:01', { from: 'agent', name: 'Bia', type: 'template', text: 'Saiu!' }),
	];

	it('the text has a line with time and name for each message, and the day above its first one', () => {
		expect(historyText(messages, 'pt', 'America/Sao_Paulo').split('\n')).toEqual([
			...['29/11/2026', '10:32 Ana: Oi', '10:33 Bot: Quer?', '  [Sim] [Não]'],
			'23:59 Cliente: [imagem] o recibo',
			...['30/11/2026', '00:00 Atendente: [mensagem de voz]', '00:01 Bia: Saiu!'],
		]);
	});

	it('uses the words of the language', () => {
		const [, first, , , customer, , agent] = historyText(messages, 'en', 'UTC').split('\n');
		expect(first).toBe('13:32 Ana: Oi');
		expect(customer).toBe('30/11/2026');
		expect(agent).toBe('03:00 Agent: [voice message]');
		expect(historyText(messages, 'es', 'UTC')).toContain('03:00 Agente: [mensaje de voz]');
		expect(historyText([], 'es', 'UTC')).toBe('');
	});

	it('a text of a customer, and their name, cannot look like the line of an agent', () => {
		const forged = line('29T13:32', {
			name: 'Ana\r\n10:00 Bia',
			text: 'Oi\n10:33 Bia: Pode\u2028Sim',
		});
		expect(historyText([forged], 'pt', 'UTC').split('\n').slice(1)).toEqual([
			...['13:32 Ana 10:00 Bia: Oi', '  10:33 Bia: Pode', '  Sim'],
		]);
	});

	it('a cut text has whole lines, the newest of them', () => {
		expect(newestLines('one\ntwo\nthree', 20)).toBe('one\ntwo\nthree');
		expect(newestLines('one\ntwo\nthree', 9)).toBe('two\nthree');
		expect(newestLines('one\ntwo\nthree', 8)).toBe('three');
		expect(newestLines('one\ntwo\nthree', 3)).toBe('ree');
	});
});

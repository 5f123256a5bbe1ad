import fc from 'fast-check';

import { ANSWER_KINDS, type Expectation } from '../../../conversation/answers/expectation';
import { readAnswer } from '../../../conversation/answers/read-answer';
import { MESSAGE_TYPES, type MessagingEvent } from '../../../messaging/event';
import { joinMessages } from '../../../messaging/joined-message';
import { BRAZIL, messageEvent, NOW, readText } from './answers';

const PHOTO = messageEvent({
	id: 'photo',
	type: 'image',
	text: 'a nota',
	media: { id: 'media-1', mimeType: 'image/jpeg', sizeBytes: 1_000, sha256: 'ab' },
});
const PHOTO_VALUE = { type: 'image', id: 'media-1', mimeType: 'image/jpeg', sizeBytes: 1_000 };

describe('answers: anything', () => {
	const read = (event: MessagingEvent) => readAnswer(event, { kind: 'anything', ...BRAZIL }, NOW);

	it('every text is an answer, as it was written', () => {
		expect(readText(' Oi,\ntudo bem? 👍 ', { kind: 'anything', ...BRAZIL })).toEqual({
			ok: true,
			value: 'Oi,\ntudo bem? 👍',
			text: 'Oi,\ntudo bem? 👍',
		});
	});

	it('a file, a place, a contact, a form and an order are answers', () => {
		const location = { latitude: 1, longitude: 2 };
		expect(read(PHOTO)).toEqual({ ok: true, value: PHOTO_VALUE, text: 'a nota' });
		expect(read(messageEvent({ type: 'location', location }))).toMatchObject({ value: location });
		const contacts = [{ name: 'Ana' }];
		expect(read(messageEvent({ type: 'contacts', contacts }))).toMatchObject({ value: contacts });
		expect(read(messageEvent({ type: 'form', form: { a: 1 } }))).toMatchObject({ value: { a: 1 } });
	});

	it('an empty text is no answer', () => {
		expect(read(messageEvent({ text: ' ' }))).toEqual({ ok: false });
	});
});

describe('answers: a file', () => {
	const question = { kind: 'file', ...BRAZIL } as const;

	it('the answer is the file of the message, and its text the caption', () => {
		expect(readAnswer(PHOTO, question, NOW)).toEqual({
			ok: true,
			value: PHOTO_VALUE,
			text: 'a nota',
		});
	});

	it('a text is no answer', () => {
		expect(readText('depois mando', question)).toEqual({ ok: false });
	});

	it('the last file of joined messages is the answer', () => {
		const joined = joinMessages([
			messageEvent({ id: 'a', type: 'image', media: { id: 'first' } }),
			PHOTO,
			messageEvent({ id: 'b', text: 'pronto' }),
		]);
		expect(readAnswer(joined, question, NOW)).toEqual({
			ok: true,
			value: PHOTO_VALUE,
			text: 'a nota\npronto',
		});
	});
});

describe('answers: joined messages', () => {
	const join = (...texts: [string, ...string[]]) =>
		joinMessages(
			texts.map((text, index) => messageEvent({ id: `message-${index}`, text })) as [
				MessagingEvent,
				...MessagingEvent[],
			],
		);

	it('joined messages count as all of their texts', () => {
		const read = (kind: Expectation['kind'], ...texts: [string, ...string[]]) =>
			readAnswer(join(...texts), { kind, ...BRAZIL }, NOW);
		expect(read('number', 'somos', '4')).toMatchObject({ value: 4 });
		expect(read('date', 'amanhã', 'às 15h')).toMatchObject({
			value: { date: '2026-12-01', time: '15:00' },
		});
		expect(read('email', 'meu email', 'ana@exemplo.com')).toMatchObject({
			value: 'ana@exemplo.com',
		});
		expect(read('number', '2', '3')).toEqual({ ok: false });
	});
});

describe.each(ANSWER_KINDS)('answers: %s', (kind) => {
	const question = { kind, ...BRAZIL };

	it('an event without a message is no answer', () => {
		const { message: _, ...status } = messageEvent({});
		expect(readAnswer({ ...status, event: 'status' }, question, NOW)).toEqual({ ok: false });
	});

	it('a reaction, and a message that cannot be read, are no answers', () => {
		for (const type of ['reaction', 'unsupported'] as const) {
			expect(readAnswer(messageEvent({ type, text: '1' }), question, NOW)).toEqual({ ok: false });
		}
	});

	it('an answer is read from every event without an exception, as plain JSON', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 1_200 }),
			fc
				.array(
					fc.constantFrom(
						...'amanhã sexta dia 12 31 99 0 às h : / . - 15h e meia de da tarde dezembro próxima mil vinte em semanas ; a@b.co R$ 1.200,50 não'.split(
							' ',
						),
					),
					{ maxLength: 12 },
				)
				.map((words) => words.join(' ')),
		);
		const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
		fc.assert(
			fc.property(
				fc.constantFrom(...MESSAGE_TYPES),
				text,
				optional(text),
				optional(text),
				optional(fc.oneof(text, fc.constantFrom('pt-BR', 'es-MX', 'en-US'))),
				optional(fc.oneof(text, fc.constantFrom('BR', 'MX', 'US', 'GB'))),
				optional(fc.constantFrom('America/Sao_Paulo', 'Nowhere')),
				fc.date({ noInvalidDate: false }),
				(type, words, tapped, pattern, language, country, timeZone, now) => {
					const reading = readAnswer(
						messageEvent(
							{ type, text: words, contacts: [{ name: words, phones: [words], emails: [words] }] },
							tapped === undefined ? {} : { button: { id: tapped, title: tapped, kind: 'list' } },
						),
						{ kind, pattern, language, country, timeZone: timeZone ?? 'UTC', choices: [] },
						now,
					);
					expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
				},
			),
		);
	});
});

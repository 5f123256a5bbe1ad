import fc from 'fast-check';

import { LANGUAGES } from '../../messaging/customer-language';
import { AGENT_NAME, NOTICE_TEXTS, NOTICES, TICKET_ID } from '../../conversation/notice-texts';
import { noticeText, readNoticeStyle } from '../../conversation/notices';

describe('style of a notice', () => {
	it.each([
		...(['S', 's', ' S '] as const).map((letter) => [letter, 'simple'] as const),
		...(['C', 'c'] as const).map((letter) => [letter, 'withName'] as const),
		...(['N', 'n'] as const).map((letter) => [letter, 'none'] as const),
		...(['simple', 'withName', 'none', 'ownText'] as const).map((style) => [style, style] as const),
	])('%j is %s', (given, style) => {
		expect(readNoticeStyle(given, 'started')).toBe(style);
	});

	it('every other value is no style', () => {
		const known = /^\s*([scn]|simple|withName|none|ownText)\s*$/i;
		const odd = fc.anything().filter((value) => typeof value !== 'string' || !known.test(value));
		fc.assert(
			fc.property(odd, fc.constantFrom(...NOTICES), (given, notice) => {
				expect(readNoticeStyle(given, notice)).toBe('none');
			}),
		);
		for (const given of ['', 'Sim', 'constructor', '__proto__', 'X']) {
			expect(readNoticeStyle(given, 'started')).toBe('none');
		}
	});

	it('only the notice that the service has started has the name of the agent', () => {
		for (const notice of ['transferred', 'waiting', 'closing'] as const) {
			expect(readNoticeStyle('C', notice)).toBe('none');
			expect(readNoticeStyle('S', notice)).toBe('simple');
		}
	});
});

describe('text of a notice', () => {
	it('each notice has a text of its own in every language, without placeholders', () => {
		const texts = NOTICES.flatMap((notice) =>
			LANGUAGES.map((language) => noticeText(notice, { style: 'simple' }, language)),
		);
		expect(new Set(texts).size).toBe(NOTICES.length * LANGUAGES.length);
		expect(texts.join()).not.toContain('{');
	});

	it('names the agent, and is simple when the name is not known', () => {
		expect(noticeText('started', { style: 'withName' }, 'pt', { agentName: 'Bia' })).toContain(
			'com Bia.',
		);
		for (const agentName of [undefined, ' ']) {
			expect(noticeText('started', { style: 'withName' }, 'pt', { agentName })).toBe(
				NOTICE_TEXTS.started.pt,
			);
		}
	});

	it("the user's text for the language is used, if there is one", () => {
		const texts = { pt: `Olá, aqui é ${AGENT_NAME}!`, es: ' ' };
		const wish = { style: 'simple', texts } as const;
		expect(noticeText('started', wish, 'pt', { agentName: 'Bia' })).toBe('Olá, aqui é Bia!');
		expect(noticeText('started', wish, 'es', { agentName: 'Bia' })).toBe(NOTICE_TEXTS.started.es);
	});

	it('the own text is used in every language, and there is no notice when it is empty', () => {
		const wish = { style: 'ownText', ownText: 'Tchau!' } as const;
		expect(noticeText('closing', wish, 'en')).toBe('Tchau!');
		expect(noticeText('closing', { ...wish, ownText: '' }, 'en')).toBeUndefined();
		expect(noticeText('closing', { style: 'none', ownText: 'Tchau!' }, 'en')).toBeUndefined();
	});

	it('contains the ID of the ticket letter by letter', () => {
		const wish = { style: 'ownText', ownText: `Número ${TICKET_ID}.` } as const;
		expect(noticeText('waiting', wish, 'pt', { ticketId: '007001' })).toBe('Número 007001.');
		expect(noticeText('waiting', wish, 'pt')).toBe('Número .');
	});

	it('contains the name of the agent as it is', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1 }).filter((name) => name.trim() === name),
				(agentName) => {
					const wish = { style: 'ownText', ownText: `[${AGENT_NAME}]` } as const;
					expect(noticeText('closing', wish, 'en', { agentName })).toBe(`[${agentName}]`);
				},
			),
		);
		const wish = { style: 'ownText', ownText: AGENT_NAME } as const;
		expect(noticeText('closing', wish, 'en', { agentName: '$&' })).toBe('$&');
		expect(noticeText('closing', wish, 'en', { agentName: TICKET_ID, ticketId: '1' })).toBe(
			TICKET_ID,
		);
	});
});

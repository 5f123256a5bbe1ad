import { recognise } from '../../../intake/recognise/recognise';
import type { ConversationFacts } from '../../../intake/recognise/conversation-facts';
import { compileConsentWords, compileWholeTexts } from '../../../messaging/consent-words';
import type { EventMessage, MessagingEvent } from '../../../messaging/event';
import { anEvent } from '../../fixtures/events';

const WORDS = compileConsentWords();
const EXIT_MENU = [
	{ id: 'order', title: 'Fazer pedido' },
	{ id: 'leave', title: 'Sair' },
];

function facts(given: Partial<ConversationFacts> = {}): ConversationFacts {
	return {
		...{ menu: undefined, words: WORDS, handsBack: compileWholeTexts(['#bot', 'voltar ao bot']) },
		...{ isOptedOut: async () => false, ...given },
	};
}
const numbered = (choices: Array<{ id: string; title: string }>) =>
	facts({ menu: { choices, isNumbered: true } });

const typed = (text: string, more: Partial<EventMessage> = {}): MessagingEvent => {
	const event = anEvent({ text });
	return { ...event, message: { id: 'm', type: 'text', text, ...more } };
};
const tap = (title: string, id = 'b'): MessagingEvent => ({
	...typed(title),
	event: 'buttonClick',
	button: { id, title, kind: 'button' },
});

describe('recognition: groups, reactions and other content that was not typed', () => {
	const SAIR = { words: WORDS };
	it.each([
		['a message of a group', { ...typed('SAIR'), group: { id: 'g' } }],
		['a reaction', typed('SAIR', { type: 'reaction', reaction: { emoji: '👍', messageId: 'm' } })],
		['the name of a place', typed('SAIR', { type: 'location' })],
		['a status', { ...anEvent({ event: 'status' }), message: undefined }],
	])('%s is never a tap and never a consent', async (_what, event) => {
		expect(await recognise(event, { ...numbered(EXIT_MENU), ...SAIR })).toEqual(event);
	});
});

describe('recognition: edits', () => {
	it('an edit to an opt-out word opts out', async () => {
		const event = await recognise(typed('SAIR', { editOf: 'before' }), facts());
		expect(event).toMatchObject({
			event: 'consent',
			consent: { state: 'optedOut', scope: 'all', source: 'keyword' },
		});
	});

	it.each(['2', 'quero receber', 'oi'])('an edit to %j stays the message it is', async (text) => {
		const event = typed(text, { editOf: 'before' });
		const optedOut = { ...numbered(EXIT_MENU), isOptedOut: async () => true };
		expect(await recognise(event, optedOut)).toEqual(event);
	});
});

describe('recognition: answers to a menu', () => {
	it('a typed number becomes the tap', async () => {
		expect(await recognise(typed('1'), numbered(EXIT_MENU))).toMatchObject({
			event: 'buttonClick',
			message: { text: 'Fazer pedido' },
			button: { id: 'order', title: 'Fazer pedido', kind: 'button' },
		});
	});

	it('a number to a menu with real buttons stays a message', async () => {
		const menu = { choices: EXIT_MENU, isNumbered: false };
		expect((await recognise(typed('1'), facts({ menu }))).event).toBe('message');
	});

	it('the number of a choice that opts out is one consent that keeps the button', async () => {
		expect(await recognise(typed('2'), numbered(EXIT_MENU))).toMatchObject({
			event: 'consent',
			consent: { state: 'optedOut', scope: 'all', source: 'button' },
			button: { id: 'leave', title: 'Sair' },
		});
	});
});

describe('recognition: consent', () => {
	it('a word opts out, and so do the same word on a button and in a caption', async () => {
		expect((await recognise(typed('SAIR'), facts())).consent?.source).toBe('keyword');
		expect((await recognise(tap('Sair'), facts())).consent?.source).toBe('button');
		const caption = typed('SAIR', { type: 'image', media: { id: 'f' } });
		expect((await recognise(caption, facts())).event).toBe('consent');
	});

	it.each(['/start', 'start', 'alta!', 'quero receber'])(
		'%j opts in only a customer who is opted out',
		async (text) => {
			expect((await recognise(typed(text), facts())).event).toBe('message');
			const optedOut = facts({ isOptedOut: async () => true });
			expect(await recognise(typed(text), optedOut)).toMatchObject({
				event: 'consent',
				consent: { state: 'optedIn' },
			});
		},
	);

	it('other words do not read the stored consent', async () => {
		const isOptedOut = jest.fn(async () => false);
		await recognise(typed('oi'), facts({ isOptedOut }));
		expect(isOptedOut).not.toHaveBeenCalled();
	});

	it.each(['cancel', 'end', 'quit'])('%j opts out only when it is typed', async (word) => {
		expect((await recognise(typed(word), facts())).event).toBe('consent');
		expect((await recognise(tap(word), facts())).event).toBe('buttonClick');
	});

	it('"cancel" is an answer while an open menu offers it', async () => {
		const menu = { choices: [{ id: 'no', title: 'Cancel' }], isNumbered: false };
		expect((await recognise(typed('cancel'), facts({ menu }))).event).toBe('message');
		expect((await recognise(typed('cancel'), numbered(menu.choices))).event).toBe('buttonClick');
	});

	it('the opt-out button of a marketing template ends promotions only', async () => {
		expect(await recognise(tap('Parar promoções'), facts())).toMatchObject({
			event: 'consent',
			consent: { state: 'optedOut', scope: 'marketing', source: 'button' },
		});
	});
});

describe('recognition: words with which an agent hands back', () => {
	const echo = (text: string, more: Partial<MessagingEvent['handover']> = {}): MessagingEvent => ({
		...anEvent({ event: 'handover' }),
		message: undefined,
		handover: {
			...{ direction: 'toHuman', service: 'WhatsApp Business app', ticketId: '7' },
			...{ message: { id: 'm', type: 'text', text }, ...more },
		},
	});

	it.each(['#bot', 'BOT!', 'Voltar ao bot, obrigado', '#voltar ao bot'])(
		'%j hands the conversation back to the bot',
		async (text) => {
			expect((await recognise(echo(text), facts())).handover).toEqual({
				...{ direction: 'toBot', reason: 'handBackWord', ticketId: '7' },
				message: { id: 'm', type: 'text', text },
			});
		},
	);

	it.each(['O bot já responde', 'Oi', ''])('%j is a message of an agent', async (text) => {
		expect(await recognise(echo(text), facts())).toEqual(echo(text));
	});

	it('the name of a file and a word of the customer hand nothing back', async () => {
		const file = echo('', { message: { id: 'm', type: 'document', text: '#bot' } });
		expect(await recognise(file, facts())).toEqual(file);
		expect((await recognise(typed('#bot'), facts())).event).toBe('message');
	});

	it('every message of an agent takes over where there are no words', async () => {
		const none = facts({ handsBack: compileWholeTexts([]) });
		expect(await recognise(echo(''), none)).toEqual(echo(''));
		expect(await recognise(echo('#bot'), none)).toEqual(echo('#bot'));
	});
});

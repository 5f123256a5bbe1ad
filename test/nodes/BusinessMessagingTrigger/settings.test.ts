import type { IWebhookFunctions } from 'n8n-workflow';

import type { MessagingEvent } from '../../../messaging/event';
import { isWanted } from '../../../intake/listeners/wanted-events';
import { readSettings } from '../../../nodes/BusinessMessagingTrigger/settings';
import { anEvent } from '../../fixtures/events';

/** Returns the parameters as n8n gives them, with defaults for all that the user did not set. */
function settings(parameters: Record<string, unknown>, typeVersion = 1.1) {
	const all: Record<string, unknown> = {
		provider: 'simulator',
		triggerOn: ['message', 'status'],
		...parameters,
	};
	return readSettings({
		getNode: () => ({ typeVersion }),
		getNodeParameter: (name: string, fallback?: unknown) => all[name] ?? fallback,
	} as unknown as IWebhookFunctions);
}

const status = (state: string) =>
	({ ...anEvent({ event: 'status' }), status: { messageId: 'm1', state } }) as MessagingEvent;

describe('trigger: what starts an execution', () => {
	it('starts for the chosen events only', () => {
		expect(isWanted(anEvent({ text: 'oi' }), settings({}))).toBe(true);
		expect(isWanted(anEvent({ event: 'buttonClick' }), settings({}))).toBe(false);
	});

	it('does not start for "accepted" and "sent" unless they are chosen', () => {
		const states = ['accepted', 'sent', 'delivered', 'read', 'failed'];
		const starting = (chosen: ReturnType<typeof settings>) =>
			states.filter((state) => isWanted(status(state), chosen));
		expect(starting(settings({}))).toEqual(['delivered', 'read', 'failed']);
		expect(starting(settings({ filters: { statusStates: ['sent'] } }))).toEqual(['sent']);
	});

	it('starts for handovers of both directions unless one is chosen', () => {
		const starting = (filters: object) =>
			['toBot', 'toHuman'].filter((direction) =>
				isWanted(
					{ ...anEvent({ event: 'handover' }), handover: { direction } } as MessagingEvent,
					settings({ triggerOn: ['handover'], filters }),
				),
			);
		expect(starting({})).toEqual(['toBot', 'toHuman']);
		expect(starting({ handoverTo: [] })).toEqual(['toBot', 'toHuman']);
		expect(starting({ handoverTo: ['toBot'] })).toEqual(['toBot']);
	});

	it('starts for the conversation updates whose time is set, and for no time of another workflow', () => {
		const update = (name: string, updateMinutes: number, isUnanswered?: boolean) =>
			({
				...anEvent({ event: 'conversation' }),
				conversation: { update: name, updateMinutes, isUnanswered },
			}) as MessagingEvent;
		const triggerOn = ['conversation'];
		const conversationUpdates = { customerSilent: '10', agentSilent: 0, windowCloses: 60 };
		const chosen = settings({ triggerOn, conversationUpdates }, 2);
		expect(chosen.updateMinutes).toEqual({ customerSilent: 10, windowCloses: 60 });
		expect(isWanted(update('customerSilent', 10), chosen)).toBe(true);
		expect(isWanted(update('customerSilent', 30), chosen)).toBe(false);
		expect(isWanted(update('agentSilent', 10), chosen)).toBe(false);
		expect(isWanted(update('windowCloses', 60, false), chosen)).toBe(true);
		const times = { ...conversationUpdates, onlyUnanswered: true };
		const unanswered = settings({ triggerOn, conversationUpdates: times }, 2);
		expect(isWanted(update('windowCloses', 60, false), unanswered)).toBe(false);
		expect(isWanted(update('windowCloses', 60, true), unanswered)).toBe(true);
		expect(isWanted(anEvent({ event: 'conversation' }), chosen)).toBe(false);
	});

	it('rejects Conversation Update without a time, which would never start', () => {
		for (const conversationUpdates of [undefined, {}, { customerSilent: 0 }, { agentSilent: '' }]) {
			expect(() => settings({ triggerOn: ['conversation'], conversationUpdates }, 2)).toThrow(
				'Conversation Update has no time',
			);
		}
		expect(settings({ triggerOn: ['message'] }).updateMinutes).toEqual({});
	});

	it('keeps no texts until the user chooses for how many days', () => {
		expect(settings({}).keepTextsDays).toBe(0);
		expect(settings({ options: { keepTextsDays: 30 } }).keepTextsDays).toBe(30);
		expect(settings({ options: { keepTextsDays: -1 } }, 2).keepTextsDays).toBe(0);
	});

	it('knows no hand-back words until the user chooses some', () => {
		expect(settings({}, 2).handBackWords).toEqual([]);
		expect(settings({ options: { handBackWords: '#bot, fim' } }, 2).handBackWords).toEqual([
			'#bot',
			'fim',
		]);
	});

	it('starts for the listed customers only, however their numbers are formatted', () => {
		const only = settings({ filters: { onlyFrom: '+55 (11) 98888-0001; +55 21 98888-0002' } });
		expect(isWanted(anEvent({ contactId: '+5511988880001' }), only)).toBe(true);
		expect(isWanted(anEvent({ contactId: '+5531988880003' }), only)).toBe(false);
		const not = settings({ filters: { notFrom: '+551188880001' } });
		expect(isWanted(anEvent({ contactId: '+5511988880001' }), not)).toBe(false);
	});

	it('recognises a customer by any spelling of the number, and by an id that looks like one', () => {
		for (const typed of ['tel:+55 11 98888-0001', '5511988880001@s.whatsapp.net', '551188880001']) {
			const only = settings({ filters: { onlyFrom: typed } });
			expect(isWanted(anEvent({ contactId: '+5511988880001' }), only)).toBe(true);
		}
		const onTelegram = settings({ filters: { onlyFrom: '5530000006' } });
		expect(isWanted(anEvent({ contactId: '5530000006' }), onTelegram)).toBe(true);
	});

	it('rejects a number without country code from version 2 on', () => {
		const filters = { notFrom: '(11) 98912-0187' };
		expect(() => settings({ filters }, 2)).toThrow(
			'"Not From" holds a number without country code',
		);
		expect(settings({ filters }, 1.1).notFrom).toEqual(['(11) 98912-0187']);
	});

	it('reads a number without country code by Default Country', () => {
		const filters = { onlyFrom: '(11) 98888-0001', defaultCountry: 'BR' };
		const only = settings({ filters }, 2);
		expect(isWanted(anEvent({ contactId: '+5511988880001' }), only)).toBe(true);
	});

	it('prefers the country of the chosen number to Default Country', () => {
		const filters = { onlyFrom: '55 3222-1234', defaultCountry: 'MX' };
		const chosen = { provider: 'infobip', businessId: '551140000001', filters };
		const only = settings(chosen, 2);
		expect(isWanted(anEvent({ contactId: '+555532221234' }), { ...only, businessId: '' })).toBe(
			true,
		);
		expect(isWanted(anEvent({ contactId: '+525532221234' }), { ...only, businessId: '' })).toBe(
			false,
		);
	});

	it('starts for an event without a customer, whatever customers are listed', () => {
		const only = settings({ triggerOn: ['account'], filters: { onlyFrom: '+5511988880001' } });
		expect(isWanted(anEvent({ event: 'account', contactId: '' }), only)).toBe(true);
	});

	it('starts for the chosen channels only', () => {
		const telegram = settings({ filters: { channels: ['telegram'] } });
		expect(isWanted(anEvent({ text: 'oi' }), telegram)).toBe(false);
	});

	it('does not start for a conversation with an agent when only the bot is chosen', () => {
		const bot = settings({ filters: { handlers: ['bot'] } });
		const withHandler = (handler: 'bot' | 'human') => ({
			...anEvent({ text: 'oi' }),
			conversation: { key: 'k', handler, isFirstMessage: false },
		});
		expect(isWanted(withHandler('bot'), bot)).toBe(true);
		expect(isWanted(withHandler('human'), bot)).toBe(false);
		expect(isWanted(withHandler('human'), settings({}))).toBe(true);
	});

	it('replaces the default words by those of the user', () => {
		const own = settings({ options: { optOutWords: 'tchau\nadeus', optInWords: '' } });
		expect(own).toMatchObject({ optOutWords: ['tchau', 'adeus'], optInWords: [] });
		expect(settings({}).optOutWords).toContain('sair');
	});
});

describe('trigger: defaults of version 2', () => {
	const quiet = (parameters: Record<string, unknown> = {}) => settings(parameters, 2);
	const inHandler = (handler: 'bot' | 'human' | 'waiting', event: 'message' | 'handover') => ({
		...anEvent({ event, text: 'oi' }),
		conversation: { key: 'k', handler, isFirstMessage: false },
	});
	const reaction = anEvent({ text: '' });
	reaction.message = {
		id: 'r',
		type: 'reaction',
		text: '',
		reaction: { emoji: '❤️', messageId: 'm' },
	};
	const edit = anEvent({ text: 'oi' });
	edit.message = { id: 'e', type: 'text', text: 'oi!', editOf: 'm' };
	const inGroup = { ...anEvent({ text: 'oi' }), group: { id: 'g' } };
	const poll = anEvent({ text: '' });
	poll.message = { id: 'p', type: 'unsupported', text: '' };

	it.each([
		['a reaction', reaction, { messageTypes: ['reaction'] }],
		['a poll', poll, { messageTypes: ['unsupported'] }],
		['an edit', edit, { includeEdits: true }],
		['a group message', inGroup, { includeGroups: true }],
	])('%s starts nothing unless its user asks for it', (_what, event, filters) => {
		expect(isWanted(event, quiet())).toBe(false);
		expect(isWanted(event, quiet({ filters }))).toBe(true);
		expect(isWanted(event, settings({}))).toBe(true);
	});

	it('messages start nothing while an agent handles, unless the user asks for it', () => {
		expect(isWanted(inHandler('bot', 'message'), quiet())).toBe(true);
		expect(isWanted(inHandler('human', 'message'), quiet())).toBe(false);
		expect(isWanted(inHandler('waiting', 'message'), quiet())).toBe(false);
		const also = quiet({ filters: { alsoWhileHandled: true } });
		expect(isWanted(inHandler('human', 'message'), also)).toBe(true);
	});

	it('starts for other events whatever the handler of the conversation is', () => {
		const chosen = quiet({ triggerOn: ['handover'] });
		expect(isWanted(inHandler('human', 'handover'), chosen)).toBe(true);
	});

	it('the messages of a customer start one at a time, in older versions only when asked for', () => {
		expect(quiet().inOrder).toBe(true);
		expect(settings({}).inOrder).toBe(false);
		expect(settings({ options: { oneAtATime: true } }).inOrder).toBe(true);
	});
});

describe('trigger: the chosen number', () => {
	const to = (id: string, phone?: string) => ({
		...anEvent({ text: 'oi' }),
		business: { id, ...(phone !== undefined && { phone }) },
	});
	const chosen = settings({ businessId: { __rl: true, mode: 'id', value: '106540352242922' } });

	it('starts only for events of that number, whatever address they come through', () => {
		expect(isWanted(to('106540352242922'), chosen)).toBe(true);
		expect(isWanted(to('206540352242922'), chosen)).toBe(false);
		expect(isWanted(to('206540352242922'), settings({}))).toBe(true);
	});

	it('accepts the chosen number as a phone number', () => {
		const byPhone = settings({ businessId: '+55 11 4000-0001' });
		expect(isWanted(to('106540352242922', '+551140000001'), byPhone)).toBe(true);
		expect(isWanted(to('106540352242922', '+551140000002'), byPhone)).toBe(false);
	});

	it('starts for account events', () => {
		const news = { ...to('998877'), event: 'account' as const };
		expect(isWanted(news, settings({ triggerOn: ['account'], businessId: '1' }))).toBe(true);
	});
});

import type { IWebhookFunctions } from 'n8n-workflow';

import type { MessagingEvent } from '../../../messaging/event';
import {
	isHandlerWanted,
	isWanted,
	readSettings,
} from '../../../nodes/BusinessMessagingTrigger/settings';
import { anEvent } from '../../fixtures/events';

/** As n8n gives parameters: what the user never touched is the default. */
function settings(parameters: Record<string, unknown>) {
	const all: Record<string, unknown> = {
		provider: 'simulator',
		triggerOn: ['message', 'status'],
		...parameters,
	};
	return readSettings({
		getNode: () => ({ typeVersion: 1.1 }),
		getNodeParameter: (name: string, fallback?: unknown) => all[name] ?? fallback,
	} as unknown as IWebhookFunctions);
}

const status = (state: string) =>
	({ ...anEvent({ event: 'status' }), status: { messageId: 'm1', state } }) as MessagingEvent;

describe('trigger: what starts an execution', () => {
	it('only the chosen events do', () => {
		expect(isWanted(anEvent({ text: 'oi' }), settings({}))).toBe(true);
		expect(isWanted(anEvent({ event: 'buttonClick' }), settings({}))).toBe(false);
	});

	it('"accepted" and "sent" do not, unless they are chosen', () => {
		const states = ['accepted', 'sent', 'delivered', 'read', 'failed'];
		const starting = (chosen: ReturnType<typeof settings>) =>
			states.filter((state) => isWanted(status(state), chosen));
		expect(starting(settings({}))).toEqual(['delivered', 'read', 'failed']);
		expect(starting(settings({ filters: { statusStates: ['sent'] } }))).toEqual(['sent']);
	});

	it('only the named senders do, in whatever spelling they are named', () => {
		const only = settings({ filters: { onlyFrom: '+55 (11) 98888-0001; +55 21 98888-0002' } });
		expect(isWanted(anEvent({ contactId: '+5511988880001' }), only)).toBe(true);
		expect(isWanted(anEvent({ contactId: '+5531988880003' }), only)).toBe(false);
		const not = settings({ filters: { notFrom: '+551188880001' } });
		expect(isWanted(anEvent({ contactId: '+5511988880001' }), not)).toBe(false);
	});

	it('an event about nobody passes the filter by sender', () => {
		const only = settings({ triggerOn: ['account'], filters: { onlyFrom: '+5511988880001' } });
		expect(isWanted(anEvent({ event: 'account', contactId: '' }), only)).toBe(true);
	});

	it('only the chosen channels do', () => {
		const telegram = settings({ filters: { channels: ['telegram'] } });
		expect(isWanted(anEvent({ text: 'oi' }), telegram)).toBe(false);
	});

	it('a conversation with a person does not, when only the bot is asked for', () => {
		const bot = settings({ filters: { handlers: ['bot'] } });
		const withHandler = (handler: 'bot' | 'human') => ({
			...anEvent({ text: 'oi' }),
			conversation: { key: 'k', handler, isFirstMessage: false },
		});
		expect(isHandlerWanted(withHandler('bot'), bot)).toBe(true);
		expect(isHandlerWanted(withHandler('human'), bot)).toBe(false);
		expect(isHandlerWanted(withHandler('human'), settings({}))).toBe(true);
	});

	it('the words of the user replace the default ones', () => {
		const own = settings({ options: { optOutWords: 'tchau\nadeus', optInWords: '' } });
		const read = (text: string) => own.consentWords.read(text, { typed: true, offered: [] });
		expect(read('Adeus!')).toBe('optedOut');
		expect(read('sair')).toBeUndefined();
		expect(read('quero receber')).toBeUndefined();
	});
});

import type { ConversationFacts } from '../../../intake/recognise/conversation-facts';
import { recognise } from '../../../intake/recognise/recognise';
import { compileConsentWords, compileWholeTexts } from '../../../messaging/consent-words';
import type { ProviderAdapter } from '../../../messaging/provider';
import { providers } from '../../../providers';
import { delivery, inboundFixtures } from '../../fixtures/inbound';

const ECHOES = [
	['whatsappCloud', 'echo'],
	['blip', 'echo'],
	['blip', 'desk-echo'],
	['blip', 'other-app-echo'],
	['botmaker', 'echo'],
] as const;

const facts = (words: string[]): ConversationFacts => ({
	...{ menu: undefined, words: compileConsentWords(), handsBack: compileWholeTexts(words) },
	isOptedOut: async () => false,
});

describe('recognition: messages of agents at every provider', () => {
	it.each(ECHOES)(
		'%s: an agent who writes pauses the bot, and hands back by a word (%s)',
		async (name, scenario) => {
			const fixture = inboundFixtures(name).find((one) => one.scenario === scenario);
			const adapter: ProviderAdapter = providers[name];
			const echoes = adapter
				.parse(delivery(fixture?.body))
				.filter(({ handover }) => handover?.message?.type === 'text');
			expect(echoes.length).toBeGreaterThan(0);
			for (const event of echoes) {
				const text = event.handover?.message?.text ?? '';
				expect(event.handover?.direction).toBe('toHuman');
				expect(await recognise(event, facts(['#bot']))).toEqual(event);
				expect((await recognise(event, facts([text]))).handover).toMatchObject({
					direction: 'toBot',
					reason: 'handBackWord',
				});
			}
		},
	);
});

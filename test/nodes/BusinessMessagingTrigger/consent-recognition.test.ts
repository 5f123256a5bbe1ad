import { compileConsentWords } from '../../../messaging/consent-words';
import { recogniseConsent } from '../../../nodes/BusinessMessagingTrigger/consent-recognition';
import { anEvent } from '../../fixtures/events';

const words = compileConsentWords();

describe('trigger: consent words', () => {
	it('turns a typed opt-out into a consent event that still holds the message', () => {
		const event = recogniseConsent(anEvent({ text: 'Sair' }), words);
		expect(event).toMatchObject({
			event: 'consent',
			consent: { state: 'optedOut', scope: 'all', source: 'keyword', text: 'Sair' },
			message: { text: 'Sair' },
		});
	});

	it('turns a tapped opt-out button into a consent by button', () => {
		const tap = anEvent({ event: 'buttonClick', text: 'Não quero receber' });
		expect(recogniseConsent(tap, words).consent).toMatchObject({ source: 'button' });
	});

	it.each(['Parar promoções', 'Stop promotions', 'PARAR PROMOCOES!'])(
		'takes the button "%s" of a marketing template as the end of promotions only',
		(text) => {
			const tap = anEvent({ event: 'buttonClick', text });
			expect(recogniseConsent(tap, words)).toMatchObject({
				event: 'consent',
				consent: { state: 'optedOut', scope: 'marketing', source: 'button' },
			});
		},
	);

	it('lets the words of the user decide first', () => {
		const own = compileConsentWords(['parar promoções'], []);
		const tap = anEvent({ event: 'buttonClick', text: 'Parar promoções' });
		expect(recogniseConsent(tap, own).consent).toMatchObject({ scope: 'all' });
	});

	it('leaves every other message as it is', () => {
		const event = anEvent({ text: 'quero sair da fila' });
		expect(recogniseConsent(event, words)).toBe(event);
	});

	it('does not read consent into a caption or an edited message', () => {
		const caption = anEvent({ type: 'image', text: 'sair' });
		expect(recogniseConsent(caption, words)).toBe(caption);
		const edited = anEvent({ text: 'sair' });
		edited.message = { id: 'm2', type: 'text', text: 'sair', editOf: 'm1' };
		expect(recogniseConsent(edited, words)).toBe(edited);
	});
});

import fc from 'fast-check';
import { customerLanguage, languageAmong, readLanguage } from '../../messaging/customer-language';

describe('language of a customer', () => {
	const inBrazil = { phone: '+5511987654321' };

	it.each([
		['the stored one first', { customer: { language: 'es' }, contact: { language: 'pt' } }, 'es'],
		['that of the provider', { contact: { ...inBrazil, language: 'en-GB' } }, 'en-GB'],
		['that of the country of the phone number', { contact: inBrazil }, 'pt'],
		['English for a number of several countries', { contact: { phone: '+80012345678' } }, 'en'],
		['English without any hint', {}, 'en'],
		[
			'no language that is not one',
			{ customer: { language: 'português!' }, contact: inBrazil },
			'pt',
		],
	])('the language is %s', (_, hints, language) => {
		expect(customerLanguage(hints)).toBe(language);
	});

	it('the language is spelled in one way', () => {
		expect(['pt_BR', 'PT-br', ' pt-BR '].map(readLanguage)).toEqual(['pt-BR', 'pt-BR', 'pt-BR']);
	});

	it('the language is found in a list of languages, whatever its country', () => {
		expect(
			['es-MX', 'ES', 'pt', 'fr'].map((tag) => languageAmong(['en', 'es', 'pt'], tag)),
		).toEqual(['es', 'es', 'pt', 'en']);
	});

	it('the result is a language tag that JavaScript accepts, for any texts', () => {
		const text = fc.oneof(fc.string(), fc.constantFrom('pt_BR', 'xx', 'en-x-a', '+5511987654321'));
		const hints = fc.record({
			customer: fc.record({ language: text }),
			contact: fc.record({ language: text, phone: text }),
		});
		fc.assert(
			fc.property(hints, (given) => {
				expect(() => new Intl.DateTimeFormat(customerLanguage(given))).not.toThrow();
			}),
		);
	});
});

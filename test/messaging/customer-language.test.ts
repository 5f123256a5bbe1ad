import fc from 'fast-check';
import {
	customerLanguage,
	languageAmong,
	readLanguage,
	writtenLanguage,
} from '../../messaging/customer-language';

describe('language of a customer', () => {
	const inBrazil = { phone: '+5511987654321' };

	it.each([
		['the stored one first', { customer: { language: 'es' }, contact: { language: 'pt' } }, 'es'],
		['that of the provider', { contact: { ...inBrazil, language: 'en-GB' } }, 'en-GB'],
		['that of the country of the phone number', { contact: inBrazil }, 'pt'],
		['that of the business for a customer without a number', { contact: {}, home: 'MX' }, 'es'],
		['that of the number before that of the business', { contact: inBrazil, home: 'MX' }, 'pt'],
		['Spanish in Paraguay', { contact: { phone: '+595981123456' } }, 'es'],
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

	it.each([
		['that of the customer', { customer: { language: 'pt_BR' }, home: 'AR' }, 'pt'],
		['English for a language without texts', { contact: { ...inBrazil, language: 'de' } }, 'en'],
		['that of the country', { home: 'MX' }, 'es'],
		['that of the country for an empty language', { customer: { language: '' }, home: 'BR' }, 'pt'],
		['English in other countries', { home: 'DE' }, 'en'],
	])('the package writes in %s', (_, hints, language) => {
		expect(writtenLanguage(hints)).toBe(language);
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
			home: fc.constantFrom('BR', 'PY', 'ZZ', undefined),
			contact: fc.record({ language: text, phone: text }),
		});
		fc.assert(
			fc.property(hints, (given) => {
				expect(() => new Intl.DateTimeFormat(customerLanguage(given))).not.toThrow();
			}),
		);
	});
});

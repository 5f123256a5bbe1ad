import { customerLanguage } from '../../conversation/customer-language';

describe('language of a customer', () => {
	it.each([
		['is that of the customer', 'pt_BR', 'AR', 'pt'],
		['is English for a language of no texts', 'de', 'BR', 'en'],
		['is that of the country', undefined, 'MX', 'es'],
		['is that of the country when the language is empty', '', 'BR', 'pt'],
		['is English in other countries', undefined, 'DE', 'en'],
		['is English when nothing is known', undefined, undefined, 'en'],
		['is English for the name of a property', 'constructor', 'toString', 'en'],
	])('the language %s', (_, language, country, expected) => {
		expect(customerLanguage(language, country)).toBe(expected);
	});
});

import { findInLanguage, languagesOf } from '../../messaging/template-language';

const template = (language: string, name = 'order_shipped') => ({ name, language });

describe('language of a template', () => {
	it.each([
		['as typed', 'en_US', ['en', 'en_US'], 'en_US'],
		['with a hyphen', 'pt-BR', ['en', 'pt_BR'], 'pt_BR'],
		['in small letters', 'pt_br', ['pt_BR', 'pt_PT'], 'pt_BR'],
		['without a country', 'pt', ['en', 'pt_BR'], 'pt_BR'],
		['of another country', 'en_US', ['en', 'pt_BR'], 'en'],
		['of none, where two countries fit', 'pt', ['pt_BR', 'pt_PT'], undefined],
		['of none, where the language is missing', 'es', ['pt_BR'], undefined],
	])('the template is the one %s', (_, typed, existing, expected) => {
		const templates = [template('es', 'other'), ...existing.map((one) => template(one))];
		expect(findInLanguage(templates, 'order_shipped', typed)?.language).toBe(expected);
		expect(languagesOf(templates, 'order_shipped')).toEqual([...existing].sort());
	});
});

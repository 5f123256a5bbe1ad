import fc from 'fast-check';

import { cleanTemplateValue } from '../../messaging/template-value';

describe('value of a template', () => {
	it.each([
		['two lines', 'Rua A, 1\nCentro', 'Rua A, 1 Centro'],
		['lines of Windows', 'Rua A, 1\r\n\r\nCentro', 'Rua A, 1 Centro'],
		['a tab', 'Pedido\t123', 'Pedido 123'],
		['five spaces', 'R$     10', 'R$ 10'],
		['four spaces, which are allowed', 'R$    10', 'R$    10'],
		['spaces around', '  Ana ', 'Ana'],
	])('the value with %s is sent in one line', (_, value, cleaned) => {
		expect(cleanTemplateValue(value)).toBe(cleaned);
	});

	it('a cleaned value has nothing that Meta refuses, for any text', () => {
		const piece = fc.constantFrom(' ', '\n', '\t', '\r', 'a', 'é', '     ');
		fc.assert(
			fc.property(fc.array(piece), (pieces) => {
				expect(cleanTemplateValue(pieces.join(''))).not.toMatch(/[\n\r\t]| {5}/);
			}),
		);
	});
});

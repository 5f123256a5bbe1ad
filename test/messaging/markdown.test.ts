import fc from 'fast-check';

import { fromMarkdown } from '../../messaging/markdown';

describe('Markdown of a language model', () => {
	it.each([
		['headings', '## Horários\nSegunda', '*Horários*\n\nSegunda'],
		['a bold heading', '# **Horários**', '*Horários*'],
		['bold and italic', '**Olá** e *oi* e __tchau__ e _até_', '*Olá* e _oi_ e *tchau* e _até_'],
		['bold in italic', '***tudo***', '_*tudo*_'],
		['struck text', '~~velho~~', '~velho~'],
		['code', 'use `a * b`', 'use `a * b`'],
		['a block of code', '```js\nconst a = "*b*";\n```', '```const a = "*b*";```'],
		['a link', 'Veja [o site](https://x.example/a_b_c)', 'Veja o site: https://x.example/a_b_c'],
		['a link that says its address', '[https://x.example](https://x.example)', 'https://x.example'],
		['a bare address', 'https://x.example/a_b', 'https://x.example/a_b'],
		['an e-mail address', '<ana@x.example>', 'ana@x.example'],
		['a picture', '![o bolo](https://x.example/b.png)', 'o bolo: https://x.example/b.png'],
		['a list', '* um\n* **dois**\n* três', '- um\n- *dois*\n- três'],
		['a list in a list', '- um\n  - a\n  - b\n- dois', '- um\n  - a\n  - b\n- dois'],
		['a numbered list', '3. um\n4. dois', '3. um\n4. dois'],
		['a list of tasks', '- [x] feito\n- [ ] aberto', '- ☑ feito\n- ☐ aberto'],
		['a quote', '> um\n> **dois**', '> um\n> *dois*'],
		['a line', 'um\n\n---\n\ndois', 'um\n\n———\n\ndois'],
		[
			'a table',
			'| Produto | Preço |\n|---|---|\n| **Bolo** | R$ 10 |\n| Pão | |',
			'- *Bolo*: Preço: R$ 10\n- *Pão*',
		],
		['line breaks', 'um\ndois', 'um\ndois'],
		['HTML', '<b>Olá</b><br>Ana &amp; Bia &#233; &quot;oi&quot;', 'Olá\nAna & Bia é "oi"'],
		['escaped characters', '\\*não\\* 1\\. um', '*não* 1. um'],
		['stars of a calculation', '5 * 3 * 2 e snake_case_name', '5 * 3 * 2 e snake_case_name'],
		['bold over two lines', '**um\ndois**', '*um*\n*dois*'],
	])('WhatsApp shows %s', (_, markdown, shown) => {
		expect(fromMarkdown(markdown, 'whatsapp')).toBe(shown);
	});

	it('other channels show plain text', () => {
		const markdown = '# Menu\n\n- **Bolo** com _creme_: [veja](https://x.example)\n\n`A1` ~~R$ 9~~';
		expect(fromMarkdown(markdown, 'messenger')).toBe(
			'Menu\n\n• Bolo com creme: veja: https://x.example\n\nA1 R$ 9',
		);
	});

	it('a text without Markdown stays as it is', () => {
		const plain = 'Olá, Ana! Seu pedido 123 chegou.\n\nAbraço,\nPadaria Sol';
		expect(fromMarkdown(plain, 'whatsapp')).toBe(plain);
		expect(fromMarkdown(plain, 'viber')).toBe(plain);
	});

	it('no text throws, and every word stays', () => {
		const piece = fc.constantFrom(
			'**',
			'*',
			'_',
			'`',
			'```\n',
			'\n',
			'# ',
			'- ',
			'| ',
			'<b>',
			'olá',
			'&amp;',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
				const shown = fromMarkdown(pieces.join(''), 'whatsapp');
				const count = (text: string) => text.split('olá').length;
				expect(count(shown)).toBe(count(pieces.join('')));
			}),
		);
	});
});

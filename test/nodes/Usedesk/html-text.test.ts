import fc from 'fast-check';

import { htmlToText, textToHtml } from '../../../nodes/Usedesk/html-text';

describe('Usedesk: text and HTML', () => {
	it('keeps line breaks, and lets no text become markup on an agent’s screen', () => {
		expect(textToHtml('oi\n<script>alert(1)</script> & tchau\r\nfim')).toBe(
			'oi<br>&lt;script&gt;alert(1)&lt;/script&gt; &amp; tchau<br>fim',
		);
	});

	it.each([
		['<p>um</p><p>dois</p>', 'um\ndois'],
		['um<br/>dois<BR >três', 'um\ndois\ntrês'],
		['<style>p{color:red}</style>oi<script>x</script><!-- nota -->!', 'oi!'],
		['&lt;3 &amp; &quot;x&quot;&nbsp;&#39;y&#x27; &euro;', '<3 & "x" \'y\' &euro;'],
		['2 < 3 e 5 > 4', '2 < 3 e 5 > 4'],
		['<a href="https://x.example">aqui</a>', 'aqui'],
		['sem fim <script', 'sem fim <script'],
		['&#0;&#99999999;', '&#0;&#99999999;'],
	])('reads %j as %j', (html, text) => {
		expect(htmlToText(html)).toBe(text);
	});

	it('gives back what was written, but for the white space at line ends and around', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
				const expected = lines
					.join('\n')
					.replace(/\n{3,}/g, '\n\n')
					.trim();
				expect(htmlToText(textToHtml(text))).toBe(expected);
			}),
		);
	});

	it.each(['<script>', '<!--', '<a ', ' ', '\n', '&#1', '</p'])(
		'converts %j a hundred thousand times in a row quickly',
		(piece) => {
			const started = process.hrtime.bigint();
			htmlToText(piece.repeat(100_000));
			expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2_000);
		},
	);
});

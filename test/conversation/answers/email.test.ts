import { BRAZIL, valueOf } from './answers';

const read = (text: string) => valueOf(text, { kind: 'email', ...BRAZIL });

describe('answers: an e-mail address', () => {
	it.each([
		['ana@exemplo.com.br', 'ana@exemplo.com.br'],
		['Ana.Souza+loja@Exemplo.COM', 'Ana.Souza+loja@exemplo.com'],
		['meu email é ana@exemplo.com', 'ana@exemplo.com'],
		['meu email é ana@exemplo.com.', 'ana@exemplo.com'],
		['É ana@exemplo.com, obrigada!', 'ana@exemplo.com'],
		['<ana@exemplo.com>', 'ana@exemplo.com'],
		['mailto:ana@exemplo.com', 'ana@exemplo.com'],
		['Ana Souza <ana@exemplo.com>', 'ana@exemplo.com'],
		['ana@exemplo.com 👍', 'ana@exemplo.com'],
		['ａｎａ＠ｅｘｅｍｐｌｏ．ｃｏｍ', 'ana@exemplo.com'],
		['ana@exemplo.com\nana@exemplo.com', 'ana@exemplo.com'],
		['ana_1@sub.exemplo.travel', 'ana_1@sub.exemplo.travel'],
		['joão@exemplo.com', 'joão@exemplo.com'],
		['ana@são-paulo.example', 'ana@são-paulo.example'],
		['my email is ana@example.org thanks', 'ana@example.org'],
		['meu insta é @ana, email ana@exemplo.com', 'ana@exemplo.com'],
		['ana @ exemplo.com', 'ana@exemplo.com'],
		['email=ana@exemplo.com', 'ana@exemplo.com'],
		['mi correo es ana@ejemplo.es', 'ana@ejemplo.es'],
	])('%j is %j', (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	it.each([
		'',
		'ana',
		'@ana',
		'ana@',
		'ana@exemplo',
		'ana@@exemplo.com',
		'ana@exemplo..com',
		'.ana@exemplo.com',
		'ana@-exemplo.com',
		'ana@exemplo.c',
		'ana@1.2.3.4',
		'ana@exemplo.com ou bia@exemplo.com',
		'não tenho',
		`${'a'.repeat(65)}@exemplo.com`,
		`ana@${'a'.repeat(64)}.com`,
		`${'oi '.repeat(400)}ana@exemplo.com`,
	])('%j is no address', (text) => {
		expect(read(text)).toBeUndefined();
	});
});

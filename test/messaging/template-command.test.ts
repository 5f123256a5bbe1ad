import { readTemplateCommand } from '../../messaging/template-command';

describe('a text that chooses a template', () => {
	it.each([
		['/modelo pedido_pronto Ana; A-1', { name: 'pedido_pronto', values: ['Ana', 'A-1'] }],
		['  /Modelo   saudades   Ana Souza ', { name: 'saudades', values: ['Ana Souza'] }],
		['/modelo pedido_pronto\nAna\nA-1', { name: 'pedido_pronto', values: ['Ana', 'A-1'] }],
		['/modelo oferta ;10%', { name: 'oferta', values: ['', '10%'] }],
		['/modelo saudades', { name: 'saudades', values: [] }],
		['/modelo', { name: '', values: [] }],
	])('%j names the template and the values', (text, command) => {
		expect(readTemplateCommand(text, '/modelo')).toEqual(command);
	});

	it.each(['Olá', '/modelos pedido_pronto', 'Use /modelo pedido_pronto', ''])(
		'%j is an ordinary text',
		(text) => {
			expect(readTemplateCommand(text, '/modelo')).toBeUndefined();
			expect(readTemplateCommand(text, '')).toBeUndefined();
		},
	);
});

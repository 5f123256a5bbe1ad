import type { OutboundMessage } from '../../messaging/outbound-message';
import { readableMessage, readableOutbound } from '../../messaging/readable-text';

const media = { from: 'url', url: 'https://files.example/a.pdf', fileName: 'a.pdf' } as const;
const place = { latitude: -23.5, longitude: -46.6, name: 'Padaria', address: 'Rua A, 1' };

describe('a message in words', () => {
	it.each<[OutboundMessage, string]>([
		[{ type: 'text', text: 'Olá' }, 'Olá'],
		[{ type: 'image', media, caption: 'Veja' }, 'Veja'],
		[{ type: 'document', media }, 'a.pdf'],
		[{ type: 'audio', media: { from: 'id', id: '1' } }, ''],
		[{ type: 'location', ...place }, 'Padaria, Rua A, 1, -23.5, -46.6'],
		[
			{ type: 'contacts', contacts: [{ name: 'Bia', phones: ['+5511988880001'] }] },
			'Bia, +5511988880001',
		],
		[{ type: 'reaction', messageId: 'm', emoji: '👍' }, '👍'],
		[
			{
				...{ type: 'buttons', text: 'Quer?', header: { type: 'text', text: 'Pedido' } },
				buttons: [
					{ id: '1', title: 'Sim' },
					{ id: '2', title: 'Não' },
				],
			},
			'Pedido\nQuer?\n[Sim] [Não]',
		],
		[
			{
				...{ type: 'list', text: 'Qual?', buttonText: 'Ver', footer: 'Até 18h' },
				sections: [{ rows: [{ id: '1', title: 'P' }] }, { rows: [{ id: '2', title: 'G' }] }],
			},
			'Qual?\nAté 18h\n[P] [G]',
		],
		[
			{ type: 'linkButton', text: 'Site', title: 'Abrir', url: 'https://a.example' },
			'Site\n[Abrir: https://a.example]',
		],
		[{ type: 'form', text: 'Preencha', buttonText: 'Abrir', formId: '1' }, 'Preencha\n[Abrir]'],
		[{ type: 'template', name: 'order', language: 'pt_BR', rendered: 'Saiu!' }, 'Saiu!'],
		[{ type: 'template', name: 'order', language: 'pt_BR' }, 'order'],
		[{ type: 'raw', body: { a: 1 } }, ''],
	])('a message of ours: %j', (message, text) => {
		expect(readableOutbound(message)).toBe(text);
	});

	it.each([
		[{ text: 'Oi', media: { fileName: 'a.pdf' } }, 'Oi'],
		[{ text: '', media: { fileName: 'a.pdf' } }, 'a.pdf'],
		[{ text: '', media: { id: '1' } }, ''],
		[{ text: '', location: place }, 'Padaria, Rua A, 1, -23.5, -46.6'],
		[{ text: '', contacts: [{ name: 'Bia' }, { name: 'Caio' }] }, 'Bia\nCaio'],
		[{ text: '', reaction: { emoji: '👍', messageId: 'm' } }, '👍'],
		[{ text: '', form: { size: 'G', extras: ['a'] } }, 'size: G\nextras: ["a"]'],
		[{ text: '', order: { total: 12 } }, 'total: 12'],
	])('a message of a customer: %j', (message, text) => {
		expect(readableMessage(message)).toBe(text);
	});
});

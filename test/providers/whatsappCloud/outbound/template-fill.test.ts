import { build } from '../../../../providers/whatsappCloud/build';
import { templates } from '../../../../providers/whatsappCloud/templates';
import { NUMBER } from './number';
import { CAROUSEL, LOGIN, NAMED, ORDER, template } from './template-entries';

describe('whatsappCloud: fill', () => {
	const VALUES = {
		'header.image': 'https://padaria.example/bolo.jpg',
		'body.1': 'Marta',
		'body.2': 'A-77',
		'button.0.url': 'A-77',
		'button.4.code': 'OUTONO20',
	};

	it('makes the message from the variables, with the text for the record', () => {
		expect(templates.fill(template(ORDER), VALUES)).toEqual({
			ok: true,
			message: {
				type: 'template',
				name: 'pedido_pronto',
				language: 'pt_BR',
				category: 'utility',
				header: { type: 'image', media: { from: 'url', url: 'https://padaria.example/bolo.jpg' } },
				body: [{ value: 'Marta' }, { value: 'A-77' }],
				buttons: [
					{ index: 0, kind: 'url', suffix: 'A-77' },
					{ index: 4, kind: 'copyCode', code: 'OUTONO20' },
					{ index: 5, kind: 'form' },
				],
				rendered: 'Olá Marta, o pedido A-77 está pronto. Até já, Marta!\n\nPadaria Sol',
			},
		});
	});

	it('accepts a media id, a payload and a form token', () => {
		const values = {
			...VALUES,
			'header.image': '118',
			'button.1.payload': 'SAIR',
			'button.5.form': 't',
		};
		expect(templates.fill(template(ORDER), values)).toMatchObject({
			message: {
				header: { media: { from: 'id', id: '118' } },
				buttons: [
					{ index: 0 },
					{ index: 1, kind: 'quickReply', payload: 'SAIR' },
					{ index: 4 },
					{ index: 5, kind: 'form', token: 't' },
				],
			},
		});
	});

	it('names missing variables and unknown values, and makes no message', () => {
		expect(templates.fill(template(ORDER), { 'body.1': '', 'body.2': 'x', 'body.3': 'y' })).toEqual(
			{
				ok: false,
				missing: ['header.image', 'body.1', 'button.0.url', 'button.4.code'],
				unknown: ['body.3'],
			},
		);
	});

	it('keeps the names of named variables', () => {
		const values = { 'header.text.nome': 'Marta', 'body.loja': 'Sol', 'body.hora': '7h' };
		expect(templates.fill(template(NAMED), values)).toMatchObject({
			message: {
				header: { type: 'text', variable: { name: 'nome', value: 'Marta' } },
				body: [
					{ name: 'loja', value: 'Sol' },
					{ name: 'hora', value: '7h' },
				],
				rendered: 'Oi, Marta\n\nA Sol abre às 7h.',
			},
		});
	});

	it('does not read a value as another variable', () => {
		const values = {
			'header.text.nome': '{{hora}}',
			'body.loja': '{{hora}} $&',
			'body.hora': '7h',
		};
		expect(templates.fill(template(NAMED), values)).toMatchObject({
			message: { rendered: 'Oi, {{hora}}\n\nA {{hora}} $& abre às 7h.' },
		});
	});

	it('fills every card of a carousel', () => {
		const read = template(CAROUSEL);
		expect(read.cards).toBe(2);
		const values: Record<string, string> = { 'body.1': 'Marta' };
		for (const card of [0, 1]) {
			values[`card.${card}.header.image`] = '118';
			values[`card.${card}.body.1`] = `R$ 2${card}`;
			values[`card.${card}.button.0.url`] = `bolo-${card}`;
		}
		const card = (index: number) => ({
			header: { type: 'image', media: { from: 'id', id: '118' } },
			body: [{ value: `R$ 2${index}` }],
			buttons: [{ index: 0, kind: 'url', suffix: `bolo-${index}` }],
		});
		expect(templates.fill(read, values)).toMatchObject({
			message: { body: [{ value: 'Marta' }], cards: [card(0), card(1)] },
		});
		expect(templates.fill(read, { 'body.1': 'Marta' })).toMatchObject({
			missing: [0, 1].flatMap((n) => [
				`card.${n}.header.image`,
				`card.${n}.body.1`,
				`card.${n}.button.0.url`,
			]),
		});
	});

	it('needs a login code once and sends it twice', () => {
		const filled = templates.fill(template(LOGIN), { 'body.1': '482913' });
		if (!filled.ok) throw new Error('It should be complete.');
		expect(template(LOGIN).variables).toHaveLength(1);
		expect(build(filled.message, { id: '+5511988880001' }, NUMBER).json).toMatchObject({
			template: {
				components: [
					{ type: 'body', parameters: [{ text: '482913' }] },
					{ type: 'button', sub_type: 'url', index: '0', parameters: [{ text: '482913' }] },
				],
			},
		});
	});

	it.each([
		['-23.5614,-46.6559', { latitude: -23.5614, longitude: -46.6559 }],
		[
			'-23.5614, -46.6559; Padaria Sol; Rua Inventada, 10; fundos',
			{ name: 'Padaria Sol', address: 'Rua Inventada, 10; fundos' },
		],
	])('reads the location %s', (value, expected) => {
		const place = template({ ...ORDER, components: [{ type: 'HEADER', format: 'LOCATION' }] });
		expect(templates.fill(place, { 'header.location': value })).toMatchObject({
			message: { header: { type: 'location', ...expected } },
		});
	});

	it.each(['Rua Inventada', '-91,0', '0,181', '1', ',', '1,2,3'])(
		'reports an unreadable location as missing: %s',
		(value) => {
			const place = template({ ...ORDER, components: [{ type: 'HEADER', format: 'LOCATION' }] });
			expect(templates.fill(place, { 'header.location': value })).toMatchObject({
				ok: false,
				missing: ['header.location'],
			});
		},
	);
});

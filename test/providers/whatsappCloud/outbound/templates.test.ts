import fc from 'fast-check';

import type { Template } from '../../../../messaging/provider';
import { build } from '../../../../providers/whatsappCloud/build';
import { readTemplate } from '../../../../providers/whatsappCloud/template-read';
import { templates } from '../../../../providers/whatsappCloud/templates';
import { ACCOUNT, answer, network, NUMBER, refusal } from './number';

const ORDER = {
	id: '900000000000011',
	name: 'pedido_pronto',
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'UTILITY',
	rejected_reason: 'NONE',
	parameter_format: 'POSITIONAL',
	components: [
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::invented'] } },
		{
			type: 'BODY',
			text: 'Olá {{1}}, o pedido {{2}} está pronto. Até já, {{1}}!',
			example: { body_text: [['Marta', 'A-77']] },
		},
		{ type: 'FOOTER', text: 'Padaria Sol' },
		{
			type: 'BUTTONS',
			buttons: [
				{
					type: 'URL',
					text: 'Ver',
					url: 'https://padaria.example/p/{{1}}',
					example: ['https://padaria.example/p/A-77'],
				},
				{ type: 'QUICK_REPLY', text: 'Não receber mais' },
				{ type: 'PHONE_NUMBER', text: 'Ligar', phone_number: '+551140000001' },
				{ type: 'URL', text: 'Site', url: 'https://padaria.example' },
				{ type: 'COPY_CODE', text: 'Copiar', example: 'OUTONO20' },
				{ type: 'FLOW', text: 'Avaliar', flow_id: '900000000000001' },
			],
		},
	],
};

const NAMED = {
	id: '900000000000012',
	name: 'boas_vindas',
	language: 'pt_BR',
	status: 'PENDING',
	category: 'MARKETING',
	components: [
		{
			type: 'HEADER',
			format: 'TEXT',
			text: 'Oi, {{nome}}',
			example: { header_text_named_params: [{ param_name: 'nome', example: 'Marta' }] },
		},
		{
			type: 'BODY',
			text: 'A {{loja}} abre às {{ hora }}.',
			example: { body_text_named_params: [{ param_name: 'hora', example: '7h' }] },
		},
	],
};

const CAROUSEL = {
	id: '900000000000013',
	name: 'bolos',
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'MARKETING',
	components: [
		{ type: 'BODY', text: 'Bolos para {{1}}' },
		{
			type: 'CAROUSEL',
			cards: ['cenoura', 'milho'].map(() => ({
				components: [
					{ type: 'HEADER', format: 'IMAGE' },
					{ type: 'BODY', text: 'Só {{1}}' },
					{
						type: 'BUTTONS',
						buttons: [{ type: 'URL', text: 'Ver', url: 'https://padaria.example/{{1}}' }],
					},
				],
			})),
		},
	],
};

const LOGIN = {
	id: '900000000000014',
	name: 'codigo',
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'AUTHENTICATION',
	components: [
		{ type: 'BODY', text: '*{{1}}* é seu código.', add_security_recommendation: true },
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'URL', text: 'Copiar', url: 'https://www.whatsapp.com/otp/code/?code=otp{{1}}' },
			],
		},
	],
};

function template(entry: unknown): Template {
	const read = readTemplate(entry);
	if (!read) throw new Error('The fixture is not a template.');
	return read;
}

function page(data: unknown[], after?: string) {
	return answer({
		data,
		paging: after
			? { cursors: { after }, next: 'https://graph.facebook.com/next' }
			: { cursors: {} },
	});
}

describe('whatsappCloud: templates', () => {
	it('lists every page and keeps the neighbours of what it cannot read', async () => {
		const { http, requests } = network(page([ORDER, null, { name: 5 }], 'p2'), page([NAMED]));
		const list = await templates.list(ACCOUNT, http);
		expect(list.ok && list.value.map(({ name }) => name)).toEqual(['pedido_pronto', 'boas_vindas']);
		expect(requests[1]).toMatchObject({
			method: 'GET',
			url: 'https://graph.facebook.com/v25.0/209900000000001/message_templates',
			query: { limit: '100', after: 'p2' },
		});
	});

	it('gets exactly the name and language asked for', async () => {
		const longer = { ...ORDER, name: 'pedido_pronto_2' };
		const spanish = { ...ORDER, language: 'es' };
		const { http, requests } = network(page([longer, spanish], 'p2'), page([ORDER]));
		expect(await templates.get(ACCOUNT, 'pedido_pronto', 'pt_BR', http)).toMatchObject({
			ok: true,
			value: { name: 'pedido_pronto', language: 'pt_BR' },
		});
		expect(requests[0]?.query).toMatchObject({ name: 'pedido_pronto' });
	});

	it('says that a template does not exist in the words of that error', async () => {
		const { http } = network(page([ORDER]));
		expect(await templates.get(ACCOUNT, 'pedido_pronto', 'es', http)).toMatchObject({
			ok: false,
			error: { code: '132001' },
		});
	});

	it('passes a refusal on, and asks nothing without an account id', async () => {
		const { http } = network(refusal(400, { error: { code: 80007 } }));
		expect(await templates.list(ACCOUNT, http)).toMatchObject({
			ok: false,
			error: { code: '80007', meaning: 'rateLimited' },
		});
		const silent = network();
		const bare = { baseUrl: ACCOUNT.baseUrl };
		expect(await templates.list(bare, silent.http)).toMatchObject({ ok: false });
		expect(await templates.get(bare, 'a', 'b', silent.http)).toMatchObject({ ok: false });
		expect(silent.requests).toEqual([]);
	});

	it('shows what has to be filled in, each blank once, in the order of the numbers', () => {
		expect(template(ORDER)).toEqual({
			id: '900000000000011',
			name: 'pedido_pronto',
			language: 'pt_BR',
			category: 'utility',
			status: 'approved',
			body: 'Olá {{1}}, o pedido {{2}} está pronto. Até já, {{1}}!',
			footer: 'Padaria Sol',
			variables: [
				{ key: 'header.image', label: expect.any(String) as string, kind: 'image', required: true },
				{ key: 'body.1', label: 'Text: {{1}}', kind: 'text', required: true, example: 'Marta' },
				{ key: 'body.2', label: 'Text: {{2}}', kind: 'text', required: true, example: 'A-77' },
				{
					key: 'button.0.url',
					label: 'Button "Ver": end of the address',
					kind: 'urlSuffix',
					required: true,
					example: 'A-77',
				},
				{
					key: 'button.1.payload',
					label: expect.any(String) as string,
					kind: 'payload',
					required: false,
				},
				{
					key: 'button.4.code',
					label: expect.any(String) as string,
					kind: 'couponCode',
					required: true,
				},
				{
					key: 'button.5.form',
					label: expect.any(String) as string,
					kind: 'text',
					required: false,
				},
			],
		});
	});

	it('reads named variables and a header of words', () => {
		expect(template(NAMED)).toMatchObject({
			header: 'Oi, {{nome}}',
			status: 'pending',
			category: 'marketing',
			variables: [
				{ key: 'header.text.nome', example: 'Marta' },
				{ key: 'body.loja' },
				{ key: 'body.hora', example: '7h' },
			],
		});
	});

	it.each([
		['APPROVED', 'approved'],
		['PENDING', 'pending'],
		['REJECTED', 'rejected'],
		['PAUSED', 'paused'],
		['DISABLED', 'disabled'],
		['IN_APPEAL', 'other'],
		['SOMETHING_NEW', 'other'],
		[undefined, 'other'],
	])('reads the status %s as %s', (status, ours) => {
		expect(template({ ...ORDER, status }).status).toBe(ours);
	});

	it('gives the reason of a rejection, and no category that it does not know', () => {
		const odd = { ...ORDER, rejected_reason: 'PROMOTIONAL', category: 'NEW_KIND' };
		expect(template(odd)).toMatchObject({ rejectedReason: 'PROMOTIONAL', category: 'unknown' });
	});

	it('reads any JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (json) => {
				readTemplate(json);
				expect(readTemplate({ ...ORDER, components: json })).toBeDefined();
				expect(readTemplate({ ...ORDER, components: [json, ...ORDER.components] })).toBeDefined();
			}),
		);
	});
});

describe('whatsappCloud: fill', () => {
	const VALUES = {
		'header.image': 'https://padaria.example/bolo.jpg',
		'body.1': 'Marta',
		'body.2': 'A-77',
		'button.0.url': 'A-77',
		'button.4.code': 'OUTONO20',
	};

	it('makes the message of filled blanks, with the wording for the record', () => {
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

	it('takes a media id, a payload and a form token', () => {
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

	it('names what is missing and what belongs to nothing, and makes no message', () => {
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

	it('does not read a value as another blank', () => {
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

	it('asks for a login code once and sends it twice', () => {
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
	])('reads the place %s', (value, expected) => {
		const place = template({ ...ORDER, components: [{ type: 'HEADER', format: 'LOCATION' }] });
		expect(templates.fill(place, { 'header.location': value })).toMatchObject({
			message: { header: { type: 'location', ...expected } },
		});
	});

	it.each(['Rua Inventada', '-91,0', '0,181', '1', ',', '1,2,3'])(
		'takes a place that it cannot read as missing: %s',
		(value) => {
			const place = template({ ...ORDER, components: [{ type: 'HEADER', format: 'LOCATION' }] });
			expect(templates.fill(place, { 'header.location': value })).toMatchObject({
				ok: false,
				missing: ['header.location'],
			});
		},
	);
});

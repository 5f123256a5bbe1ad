import fc from 'fast-check';

import { readTemplate } from '../../../../providers/whatsapp-format/templates/read';
import { templates } from '../../../../providers/whatsappCloud/templates';
import { network, refusal } from '../../../fixtures/answering-network';
import { ACCOUNT, answer } from './number';
import { NAMED, ORDER, template } from './template-entries';

function page(data: unknown[], after?: string) {
	return answer({
		data,
		paging: after
			? { cursors: { after }, next: 'https://graph.facebook.com/next' }
			: { cursors: {} },
	});
}

describe('whatsappCloud: templates', () => {
	it('lists every page and keeps all other templates beside an unreadable one', async () => {
		const { http, requests } = network(page([ORDER, null, { name: 5 }], 'p2'), page([NAMED]));
		const list = await templates.list(ACCOUNT, http);
		expect(list.ok && list.value.map(({ name }) => name)).toEqual(['pedido_pronto', 'boas_vindas']);
		expect(requests[1]).toMatchObject({
			method: 'GET',
			url: 'https://graph.facebook.com/v25.0/209900000000001/message_templates',
			query: { limit: '100', after: 'p2' },
		});
	});

	it('returns exactly the requested name and language', async () => {
		const longer = { ...ORDER, name: 'pedido_pronto_2' };
		const spanish = { ...ORDER, language: 'es' };
		const { http, requests } = network(page([longer, spanish], 'p2'), page([ORDER]));
		expect(await templates.get(ACCOUNT, 'pedido_pronto', 'pt_BR', http)).toMatchObject({
			ok: true,
			value: { name: 'pedido_pronto', language: 'pt_BR' },
		});
		expect(requests[0]?.query).toMatchObject({ name: 'pedido_pronto' });
	});

	it('reports a missing template with the text of that error', async () => {
		const { http } = network(page([ORDER]));
		expect(await templates.get(ACCOUNT, 'pedido_pronto', 'es', http)).toMatchObject({
			ok: false,
			error: { code: '132001' },
		});
	});

	it('passes a refusal on, and makes no request without an account id', async () => {
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

	it('lists each variable once, in the order of the numbers', () => {
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

	it('reads named variables and a text header', () => {
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

	it('returns the reason of a rejection, and no unknown category', () => {
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

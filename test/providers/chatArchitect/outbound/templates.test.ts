import type { Http, HttpRequest } from '../../../../messaging/http';
import type { Template } from '../../../../messaging/provider';
import { readTemplate } from '../../../../providers/chatArchitect/template-read';
import { submission } from '../../../../providers/chatArchitect/template-submission';
import { templates } from '../../../../providers/chatArchitect/templates';
import { ACCOUNT } from '../app';

const ENTRY = {
	id: 't-77',
	elementName: 'pedido_pronto',
	languageCode: 'pt_BR',
	category: 'UTILITY',
	templateType: 'TEXT',
	status: 'APPROVED',
	data: 'Olá {{1}}, o pedido {{2}} está pronto.\nPadaria Sol | [Ver pedido]',
	meta: JSON.stringify({ example: 'Olá [Marta], o pedido [A-77] está pronto.' }),
	containerMeta: JSON.stringify({
		data: 'Olá {{1}}, o pedido {{2}} está pronto.',
		header: 'Pedido pronto',
		footer: 'Padaria Sol',
		buttons: [
			{ type: 'URL', text: 'Ver pedido', buttonValue: 'https://padaria.example/{{1}}' },
			{ type: 'QUICK_REPLY', text: 'Sair' },
		],
	}),
};

/** Gives every request the same answer, and records the requests. */
function answering(body: unknown, status = 200): { http: Http; asked: HttpRequest[] } {
	const asked: HttpRequest[] = [];
	const http: Http = async (request) => {
		asked.push(request);
		return { ok: true, status, headers: {}, body };
	};
	return { http, asked };
}

function only(list: Template[]): Template {
	const [template] = list;
	if (!template) throw new Error('No template');
	return template;
}

describe('chatArchitect: templates', () => {
	it('requests the templates as documented, with the number if it is known', async () => {
		const { http, asked } = answering({ templates: [] });
		await templates.list(ACCOUNT, http);
		await templates.list({ ...ACCOUNT, phone: '+55 11 4000-0001' }, http);
		expect(asked.map(({ url, json }) => [url, json])).toEqual([
			['https://api.chatarchitect.com/getHSM', { channel: 'whatsapp', getHSM: 'true' }],
			[
				'https://api.chatarchitect.com/getHSM',
				{ channel: 'whatsapp', getHSM: 'true', destination: '551140000001' },
			],
		]);
	});

	it.each([
		['a list', [ENTRY]],
		["Gupshup's answer", { status: 'success', templates: [ENTRY] }],
		['a list under data', { data: [ENTRY] }],
		['a list two levels deep', { data: { templates: [ENTRY] } }],
		['a JSON string', JSON.stringify({ templates: [ENTRY] })],
	])('finds the templates in %s', async (_name, body) => {
		const listed = await templates.list(ACCOUNT, answering(body).http);
		expect(listed.ok && listed.value.map(({ name }) => name)).toEqual(['pedido_pronto']);
	});

	it.each([
		['a refusal inside a 200', { status: 'Unauthorized' }, 'unauthorized'],
		['something else', { channel: 'whatsapp', storage: {} }, 'unreadableAnswer'],
		['a page', '<html>', 'unreadableAnswer'],
	])('returns an error instead of an empty list for %s', async (_name, body, code) => {
		const listed = await templates.list(ACCOUNT, answering(body).http);
		expect(listed).toMatchObject({ ok: false, error: { code } });
	});

	it('keeps all other entries beside an unreadable one', async () => {
		const { http } = answering([null, { id: 1 }, ENTRY, 'none']);
		const listed = await templates.list(ACCOUNT, http);
		expect(listed.ok && listed.value).toHaveLength(1);
	});

	it('reads text, footer, variables and examples', () => {
		expect(only(readTemplate(ENTRY))).toMatchObject({
			id: 't-77',
			name: 'pedido_pronto',
			language: 'pt_BR',
			category: 'utility',
			status: 'approved',
			header: 'Pedido pronto',
			body: 'Olá {{1}}, o pedido {{2}} está pronto.',
			footer: 'Padaria Sol',
			variables: [
				{ key: 'body.1', kind: 'text', required: true, example: 'Marta' },
				{ key: 'body.2', kind: 'text', required: true, example: 'A-77' },
				{ key: 'button.0.url', kind: 'urlSuffix', required: true },
				{ key: 'button.1.payload', kind: 'payload', required: false },
			],
		});
	});

	it.each(['IMAGE', 'VIDEO', 'DOCUMENT'])(
		'a template of type %s has a variable for its file',
		(type) => {
			const { variables } = only(readTemplate({ ...ENTRY, templateType: type }));
			expect(variables[0]?.key).toBe(`header.${type.toLowerCase()}`);
		},
	);

	it.each([undefined, '{"data":', 7, '[]'])(
		'reads a template without containerMeta (%j)',
		(part) => {
			const template = only(readTemplate({ ...ENTRY, containerMeta: part }));
			expect(template.body).toBe(ENTRY.data);
			expect(template.variables.map(({ key }) => key)).toEqual(['body.1', 'body.2']);
		},
	);

	it('does not list a carousel as approved, because its cards cannot be sent', () => {
		expect(only(readTemplate({ ...ENTRY, templateType: 'CAROUSEL' })).status).toBe('other');
	});

	it('finds a template by name and language, and reports a missing one', async () => {
		const { http } = answering([ENTRY]);
		expect(await templates.get(ACCOUNT, 'pedido_pronto', 'pt_BR', http)).toMatchObject({
			ok: true,
			value: { id: 't-77' },
		});
		expect(await templates.get(ACCOUNT, 'pedido_pronto', 'es', http)).toMatchObject({
			ok: false,
			error: { code: 'templateNotFound' },
		});
	});

	it("fills the variables, and passes on Gupshup's id of the template", () => {
		const template = only(readTemplate(ENTRY));
		const values = { 'body.1': 'Marta', 'body.2': 'A-77', 'button.0.url': 'A-77' };
		expect(templates.fill(template, values)).toMatchObject({
			ok: true,
			message: {
				id: 't-77',
				name: 'pedido_pronto',
				body: [{ value: 'Marta' }, { value: 'A-77' }],
				rendered: 'Pedido pronto\n\nOlá Marta, o pedido A-77 está pronto.\n\nPadaria Sol',
			},
		});
		expect(templates.fill(template, {})).toEqual({
			ok: false,
			missing: ['body.1', 'body.2', 'button.0.url'],
			unknown: [],
		});
	});

	it('submits a new one with its sample values in brackets', async () => {
		const { http, asked } = answering({ status: 'success', template: { id: 't-78' } });
		const draft = {
			name: 'lembrete',
			language: 'pt_BR',
			category: 'utility',
			body: 'Olá {{1}}, até {{2}}.',
			examples: ['Ana', 'amanhã 15h'],
		} as const;
		const result = await templates.create(
			ACCOUNT,
			{ ...draft, examples: [...draft.examples] },
			http,
		);
		expect(result).toEqual({ ok: true, value: { id: 't-78', status: 'pending' } });
		expect(asked[0]).toMatchObject({
			url: 'https://api.chatarchitect.com/submit_template',
			json: {
				channel: 'whatsapp',
				submit_template: {
					elementName: 'lembrete',
					languageCode: 'pt_BR',
					category: 'UTILITY',
					templateType: 'TEXT',
					content: 'Olá {{1}}, até {{2}}.',
					example: 'Olá [Ana], até [amanhã 15h].',
				},
			},
		});
	});

	it('overrides fields of a new one with raw fields', () => {
		const draft = {
			name: 'oferta',
			language: 'pt_BR',
			category: 'marketing' as const,
			body: 'Só hoje.',
			examples: [],
			raw: { templateType: 'IMAGE', exampleMedia: 'handle-1' },
		};
		expect(submission(draft)).toMatchObject({ templateType: 'IMAGE', exampleMedia: 'handle-1' });
	});
});

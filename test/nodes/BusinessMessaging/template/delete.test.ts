import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Http, HttpRequest } from '../../../../messaging/http';
import type { Provider } from '../../../../messaging/provider-names';
import { execute as createTemplate } from '../../../../nodes/BusinessMessaging/actions/template/create.operation';
import { execute as deleteTemplate } from '../../../../nodes/BusinessMessaging/actions/template/delete.operation';
import type { Session } from '../../../../nodes/BusinessMessaging/session';
import { providers } from '../../../../providers';
import { executeDouble } from '../../MessageRouter/execute-double';

const entry = (name: string, language: string) => ({
	...{ id: `${name}-${language}`, name, language, category: 'UTILITY', status: 'APPROVED' },
	components: [{ type: 'BODY', text: 'Oi' }],
});
const LISTED = [entry('news', 'pt_BR'), entry('news', 'es_ES'), entry('newsletter', 'pt_BR')];

/** The operation on one item, with an account that has three templates. */
async function run(
	operation: typeof deleteTemplate,
	parameters: INodeParameters,
	provider: Provider = 'whatsappCloud',
) {
	const asked: HttpRequest[] = [];
	const http: Http = async (request) => {
		asked.push(request);
		const body =
			request.method === 'GET' ? { data: LISTED } : { id: 't-1', status: 'PENDING', success: true };
		return { ok: true, status: 200, headers: {}, body };
	};
	const account = { baseUrl: 'https://graph.example', businessAccountId: '1' };
	const session = { adapter: providers[provider], account, http } as unknown as Session;
	const { context } = executeDouble(parameters, [{}]);
	const result = await operation(context, session, 0).catch((error: unknown) => error);
	const changes = asked.filter(({ method }) => method !== 'GET');
	return { result: result as { json: IDataObject } & Error, changes };
}

describe('Template > Delete', () => {
	const remove = (parameters: INodeParameters, provider?: Provider) =>
		run(deleteTemplate, { deletedTemplateName: 'news', ...parameters }, provider);

	it.each([undefined, false, 'true'])('only says what would go while it is %p', async (confirm) => {
		const { result, changes } = await remove({ confirmDelete: confirm as string });
		expect(result.json).toMatchObject({
			deleted: false,
			templates: [{ language: 'pt_BR' }, { language: 'es_ES' }],
		});
		expect(changes).toEqual([]);
	});

	it('deletes all languages, or the one that is named', async () => {
		const all = await remove({ confirmDelete: true });
		expect(all.result.json).toMatchObject({ deleted: true });
		expect(all.changes.map(({ query }) => query)).toEqual([{ name: 'news' }]);
		const one = await remove({ confirmDelete: true, deletedTemplateLanguage: 'es_ES' });
		expect(one.result.json.templates).toHaveLength(1);
		expect(one.changes.map(({ query }) => query)).toEqual([{ name: 'news', hsm_id: 'news-es_ES' }]);
	});

	it('asks for nothing when there is nothing of that name', async () => {
		const { result, changes } = await remove({ deletedTemplateName: 'none', confirmDelete: true });
		expect(result.json).toEqual({ name: 'none', deleted: false, templates: [] });
		expect(changes).toEqual([]);
	});

	it('needs a name, and a provider that deletes', async () => {
		expect((await remove({ deletedTemplateName: '' })).result.message).toContain('Template Name');
		expect((await remove({}, 'simulator')).result.message).toContain('does not offer');
	});
});

describe('Template > Create, with buttons', () => {
	const FORM = {
		newTemplateName: 'lembrete',
		newTemplateLanguage: 'pt_BR',
		newTemplateText: 'Olá.',
		options: {
			header: 'Pedido {{1}}',
			headerExample: 'A-77',
			buttons: {
				button: [
					{ kind: 'quickReply', title: ' Sim ' },
					{ kind: 'url', title: 'Ver', url: 'https://a.example' },
				],
			},
		},
	};

	it('hands them in where the provider takes them', async () => {
		const { changes } = await run(createTemplate, FORM);
		expect(changes[0]?.json).toMatchObject({
			components: [
				{ type: 'HEADER', example: { header_text: ['A-77'] } },
				{ type: 'BODY' },
				{
					buttons: [
						{ type: 'QUICK_REPLY', text: 'Sim' },
						{ type: 'URL', text: 'Ver', url: 'https://a.example' },
					],
				},
			],
		});
	});

	it('says so where they would be left out', async () => {
		const { result, changes } = await run(createTemplate, FORM, 'chatArchitect');
		expect(result.message).toContain('does not offer: buttons');
		expect(changes).toEqual([]);
	});
});

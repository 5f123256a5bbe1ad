import type { INodeParameters } from 'n8n-workflow';

import type { Http, HttpRequest } from '../../../../messaging/http';
import { execute } from '../../../../nodes/BusinessMessaging/actions/template/create.operation';
import type { Session } from '../../../../nodes/BusinessMessaging/session';
import { providers } from '../../../../providers';
import type { Provider } from '../../../../messaging/provider-names';
import { executeDouble } from '../../MessageRouter/execute-double';

const FORM = {
	newTemplateName: 'lembrete',
	newTemplateLanguage: 'pt_BR',
	newTemplateCategory: 'utility',
	newTemplateText: 'Olá {{1}}, até {{2}}.',
	newTemplateSamples: ['Ana', 'amanhã 15h'],
};

async function create(parameters: INodeParameters, provider: Provider = 'chatArchitect') {
	const asked: HttpRequest[] = [];
	const http: Http = async (request) => {
		asked.push(request);
		return { ok: true, status: 200, headers: {}, body: { template: { id: 't-78' } } };
	};
	const account = { baseUrl: 'https://api.chatarchitect.com' };
	const session = { adapter: providers[provider], account, http } as unknown as Session;
	const { context } = executeDouble(parameters, [{}]);
	const result = await execute(context, session, 0).catch((error: unknown) => error);
	return { result, asked };
}

describe('Template > Create', () => {
	it('hands the template in, and gives its id and state under its name', async () => {
		const { result, asked } = await create(FORM);
		expect(result).toEqual({
			output: 'result',
			json: {
				id: 't-78',
				status: 'pending',
				name: 'lembrete',
				language: 'pt_BR',
				category: 'utility',
			},
		});
		expect(asked).toHaveLength(1);
		expect(asked[0]?.json).toMatchObject({
			submit_template: {
				content: 'Olá {{1}}, até {{2}}.',
				example: 'Olá [Ana], até [amanhã 15h].',
			},
		});
	});

	it("lays the fields in the provider's own form over the others", async () => {
		const { asked } = await create({
			...FORM,
			options: { footer: 'Padaria Sol', raw: '{"templateType":"IMAGE"}' },
		});
		expect(asked[0]?.json).toMatchObject({
			submit_template: { footer: 'Padaria Sol', templateType: 'IMAGE' },
		});
	});

	it.each([
		['a blank without a sample value', { newTemplateSamples: ['Ana'] }, '2 blanks'],
		['a sample value too many', { newTemplateText: 'Só hoje.' }, '0 blanks'],
		['no name', { newTemplateName: ' ' }, 'Template Name'],
		['no language', { newTemplateLanguage: '' }, 'Language Code'],
		['no text', { newTemplateText: '' }, 'Text'],
		['fields that are no JSON', { options: { raw: '{' } }, 'JSON object'],
	])('refuses %s before anything is asked', async (_name, change, words) => {
		const { result, asked } = await create({ ...FORM, ...change });
		expect((result as Error).message).toContain(words);
		expect(asked).toEqual([]);
	});

	it('says so where a provider takes no templates', async () => {
		const { result, asked } = await create(FORM, 'simulator');
		expect((result as Error).message).toContain('does not offer');
		expect(asked).toEqual([]);
	});
});

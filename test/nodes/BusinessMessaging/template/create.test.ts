import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const TEMPLATE = {
	resource: 'template',
	operation: 'create',
	newTemplateName: 'lembrete',
	newTemplateLanguage: 'pt_BR',
	newTemplateText: 'Olá {{1}}, até {{2}}.',
	newTemplateSamples: ['Ana', 'amanhã 15h'],
};

/** Bodies of the requests that created a template. */
let asked: unknown[];
beforeEach(() => {
	asked = [];
	const created = (_: string, body: unknown) => {
		asked.push(body);
		return { template: { id: 't-78' }, id: 't-78', status: 'PENDING' };
	};
	nock('https://api.chatarchitect.com').persist().post(/.*/).reply(200, created);
	nock('https://graph.facebook.com').persist().post(/.*/).reply(200, created);
});
afterEach(() => nock.cleanAll());

const throughChatArchitect = (parameters: INodeParameters) =>
	runNode({ ...TEMPLATE, provider: 'chatArchitect', ...parameters }, [{}], {
		credentials: {
			businessMessagingChatArchitectApi: { appId: 'app-1', appSecret: 'secret-1' },
		},
	});
const throughWhatsAppCloud = (parameters: INodeParameters) =>
	runNode({ ...TEMPLATE, provider: 'whatsappCloud', ...parameters }, [{}], {
		credentials: {
			businessMessagingWhatsAppCloudApi: { accessToken: 'token-1', businessAccountId: '1' },
		},
	});

describe('Template > Create', () => {
	it('creates the template, and returns its ID and state under its name', async () => {
		const [results = []] = await throughChatArchitect({});
		expect(results.map(({ json }) => json)).toEqual([
			{
				...{ id: 't-78', status: 'pending', name: 'lembrete' },
				...{ language: 'pt_BR', category: 'utility' },
			},
		]);
		expect(asked).toMatchObject([
			{
				submit_template: {
					content: 'Olá {{1}}, até {{2}}.',
					example: 'Olá [Ana], até [amanhã 15h].',
				},
			},
		]);
	});

	it("overrides fields with those in the provider's own format", async () => {
		await throughChatArchitect({
			options: { footer: 'Padaria Sol', raw: '{"templateType":"IMAGE"}' },
		});
		expect(asked).toMatchObject([
			{ submit_template: { footer: 'Padaria Sol', templateType: 'IMAGE' } },
		]);
	});

	it.each([
		['a variable without a sample value', { newTemplateSamples: ['Ana'] }, '2 variables'],
		['a sample value without a variable', { newTemplateText: 'Só hoje.' }, '0 variables'],
		['no name', { newTemplateName: ' ' }, 'Template Name'],
		['no language', { newTemplateLanguage: '' }, 'Language Code'],
		['no text', { newTemplateText: '' }, 'Text'],
		['fields that are not JSON', { options: { raw: '{' } }, 'JSON object'],
	])('rejects %s before any request', async (_name, change, words) => {
		await expect(throughChatArchitect(change)).rejects.toThrow(words);
		expect(asked).toEqual([]);
	});

	it('names the operation that a provider does not offer', async () => {
		await expect(runNode({ ...TEMPLATE, provider: 'simulator' })).rejects.toThrow('does not offer');
		expect(asked).toEqual([]);
	});
});

describe('Template > Create, with buttons', () => {
	const WITH_BUTTONS = {
		newTemplateText: 'Olá.',
		newTemplateSamples: [],
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

	it('creates buttons if the provider has them', async () => {
		await throughWhatsAppCloud(WITH_BUTTONS);
		expect(asked).toMatchObject([
			{
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
			},
		]);
	});

	it('rejects buttons if the provider would leave them out', async () => {
		await expect(throughChatArchitect(WITH_BUTTONS)).rejects.toThrow('does not offer: buttons');
		expect(asked).toEqual([]);
	});
});

import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isolateNodes } from '../../../engine/isolate-nodes';
import { runNode } from '../../../engine/run-node';

isolateNodes();

const entry = (name: string, language: string) => ({
	...{ id: `${name}-${language}`, name, language, category: 'UTILITY', status: 'APPROVED' },
	components: [{ type: 'BODY', text: 'Oi' }],
});
const LISTED = [entry('news', 'pt_BR'), entry('news', 'es_ES'), entry('newsletter', 'pt_BR')];
const DELETE = { resource: 'template', operation: 'delete', deletedTemplateName: 'news' };

describe('Template > Delete', () => {
	/** Queries of the requests that deleted a template. */
	let deleted: unknown[];
	beforeEach(() => {
		deleted = [];
		const graph = nock('https://graph.facebook.com').persist();
		graph.get(/message_templates/).reply(200, { data: LISTED });
		graph.delete(/message_templates/).reply(200, (uri) => {
			deleted.push(Object.fromEntries(new URL(uri, 'https://graph.facebook.com').searchParams));
			return { success: true };
		});
	});
	afterEach(() => nock.cleanAll());

	async function remove(parameters: INodeParameters): Promise<IDataObject | undefined> {
		const [results = []] = await runNode(
			{ ...DELETE, provider: 'whatsappCloud', ...parameters },
			[{}],
			{
				credentials: {
					businessMessagingWhatsAppCloudApi: { accessToken: 'token-1', businessAccountId: '1' },
				},
			},
		);
		return results[0]?.json;
	}

	it.each([undefined, false, 'true'])(
		'only lists what it would delete while the switch is %p',
		async (confirm) => {
			const preview = await remove({ confirmDelete: confirm as string });
			expect(preview).toMatchObject({
				deleted: false,
				templates: [{ language: 'pt_BR' }, { language: 'es_ES' }],
			});
			expect(deleted).toEqual([]);
		},
	);

	it('deletes all languages of a template', async () => {
		expect(await remove({ confirmDelete: true })).toMatchObject({ deleted: true });
		expect(deleted).toEqual([{ name: 'news' }]);
	});

	it('deletes the one language that is named', async () => {
		const one = await remove({ confirmDelete: true, deletedTemplateLanguage: 'es_ES' });
		expect(one?.templates).toHaveLength(1);
		expect(deleted).toEqual([{ name: 'news', hsm_id: 'news-es_ES' }]);
	});

	it('sends no request when no template has the name', async () => {
		const nothing = await remove({ deletedTemplateName: 'none', confirmDelete: true });
		expect(nothing).toEqual({ name: 'none', deleted: false, templates: [] });
		expect(deleted).toEqual([]);
	});

	it('needs a name, and a provider that deletes templates', async () => {
		await expect(remove({ deletedTemplateName: '' })).rejects.toThrow('Template Name');
		await expect(runNode(DELETE)).rejects.toThrow('does not offer');
	});
});

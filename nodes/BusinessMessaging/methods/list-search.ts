import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { foldText } from '../../../messaging/text-folding';
import { listSenders } from '../../ports/sender-search';
import { accountTemplates } from './account-templates';

export const listSearch = {
	async searchSenders(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await listSenders(this, filter);
	},

	/** Lists each approved template once for all of its languages. */
	async searchTemplates(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const wanted = foldText(filter);
		const approved = (await accountTemplates(this)).filter(({ status }) => status === 'approved');
		const names = [...new Set(approved.map(({ name }) => name))].sort();
		return {
			results: names
				.filter((name) => foldText(name).includes(wanted))
				.map((name) => ({ name, value: name })),
		};
	},
};

import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listSenders } from '../ports/sender-search';

export const listSearch = {
	async searchSenders(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await listSenders(this, filter);
	},
};

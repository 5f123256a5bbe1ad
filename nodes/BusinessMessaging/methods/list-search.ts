import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { foldText } from '../../../messaging/text-folding';
import { listSenders } from '../../ports/sender-search';
import type { RedirectKind } from '../../../messaging/redirect-target';
import { accountTemplates } from './account-templates';
import { listTargets } from './redirect-targets';

export const listSearch = {
	async searchSenders(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await listSenders(this, filter);
	},

	async searchAgents(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await listTargets(this, 'agent', filter);
	},

	async searchTeams(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return await listTargets(this, 'team', filter);
	},

	/** Lists targets of the kind that the user has chosen in *Redirect To*. */
	async searchRedirectTargets(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const kind = this.getCurrentNodeParameter('redirectTo') as RedirectKind;
		return await listTargets(this, kind, filter);
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

import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import type { HttpFailure, HttpResult } from '../../messaging/http';
import { foldText } from '../../messaging/text-folding';
import { n8nHttp } from '../ports/n8n-http';
import { CREDENTIAL_TYPE, readAccount, withoutSecrets } from './account';
import { explain } from './answers/explain';
import { checkAnswer, listIn } from './answers/check-answer';
import { idOf } from './answers/readable';

/** Searches for the dropdowns: agents, groups and channels of the account. */

const NO_AGENT: INodeListSearchItems = { name: '(No Agent)', value: 'null' };
const NO_GROUP: INodeListSearchItems = { name: '(No Group)', value: 'null' };

export const listSearch = {
	async searchAgents(this: ILoadOptionsFunctions, filter?: string) {
		return result(await agents(this), filter);
	},

	async searchAssignees(this: ILoadOptionsFunctions, filter?: string) {
		return result([NO_AGENT, ...(await agents(this))], filter);
	},

	async searchGroups(this: ILoadOptionsFunctions, filter?: string) {
		return result(await groups(this), filter);
	},

	async searchGroupsOrNone(this: ILoadOptionsFunctions, filter?: string) {
		return result([NO_GROUP, ...(await groups(this))], filter);
	},

	async searchChannels(this: ILoadOptionsFunctions, filter?: string) {
		return result(await channels(this), filter);
	},
};

async function agents(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	return choices(await entriesOf(context, 'users', 'the agents'), 'name', 'email');
}

async function groups(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	return choices(await entriesOf(context, 'groups', 'the groups'), 'name');
}

async function channels(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	return choices(await entriesOf(context, 'channels', 'the channels'), 'name', 'type');
}

/** Returns the choices of a list. Channels name their fields `channel_id` and so on; the other lists have no prefix. */
function choices(
	entries: Array<Record<string, unknown>>,
	nameField: string,
	besideField?: string,
): INodeListSearchItems[] {
	return entries.flatMap((entry) => {
		const field = (name: string) =>
			entry[name] ?? entry[`channel_${name}`] ?? entry[`group_${name}`];
		const value = idOf(field('id'));
		if (value === undefined) return [];
		const name = String(field(nameField) ?? value);
		const beside = besideField === undefined ? undefined : field(besideField);
		return [{ name: typeof beside === 'string' && beside ? `${name} (${beside})` : name, value }];
	});
}

function result(items: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = foldText(filter);
	return {
		results: items.filter(({ name, value }) => foldText(`${name} ${value}`).includes(wanted)),
	};
}

async function entriesOf(
	context: ILoadOptionsFunctions,
	method: string,
	what: string,
): Promise<Array<Record<string, unknown>>> {
	const account = await readAccount(context);
	const http = n8nHttp(context, CREDENTIAL_TYPE);
	const url = `${account.baseUrl}/${method}`;
	let answered = await http({ method: 'POST', url, json: {} });
	if (isNoRoute(answered)) answered = await http({ method: 'GET', url });
	const answer = answered.ok ? answered : answerOf(answered.failure);
	if (answer === undefined) {
		throw new NodeOperationError(context.getNode(), 'Usedesk could not be reached', {
			description: `The list of ${what.replace('the ', '')} could not be loaded. Check the network and, for your own server, API Address in the credential.`,
		});
	}
	const verdict = checkAnswer(answer, 'list');
	if (!verdict.ok) {
		const { message, description } = explain(verdict.refusal, `List ${what}`);
		throw new NodeOperationError(context.getNode(), message, {
			description: withoutSecrets(description, account),
		});
	}
	return (listIn(answer.body) ?? []).filter(
		(entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null,
	);
}

function isNoRoute(answered: HttpResult): boolean {
	const answer = answered.ok ? undefined : answerOf(answered.failure);
	return answer?.status === 404 || answer?.status === 405;
}

function answerOf(failure: HttpFailure): { status: number; body: unknown } | undefined {
	return failure.kind === 'refused' ? { status: failure.status, body: failure.body } : undefined;
}

import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { historyText } from '../../conversation/history-as-text';
import type { HistoryMessage } from '../../conversation/history';
import { accountScope } from '../../messaging/account-scope';
import { writtenLanguage } from '../../messaging/customer-language';
import type { Sender } from '../../messaging/provider';
import type { Parties } from '../../store/contracts/parties';
import { numberValue } from '../ports/number-value';
import type { Session } from './session';
import { LAST_MESSAGES } from './fields/history';

/** Most messages that one item reads. */
const MOST_MESSAGES = 1_000;

export interface ReadHistory {
	messages: HistoryMessage[];
	/** The same as one text, in the language of the customer and the time zone of the workflow. */
	text: string;
	/** The reason why there is no message, and what to do about it. */
	whyEmpty?: string;
}

/** Reads the newest messages of a conversation, as many as the user chose. */
export async function readHistory(
	context: IExecuteFunctions,
	session: Session,
	item: number,
	{ parties, from }: { parties: Parties; from: Sender },
	sinceClosing: boolean,
): Promise<ReadHistory> {
	const { store, adapter } = session;
	const id = adapter.accountId(session.account);
	const account = id === undefined ? {} : { account: accountScope(adapter.name, id) };
	const now = (await session.clock(from.id))();
	const limit = readCount(context, item);
	const { messages, keptDays } = await store.history.read(
		parties,
		{ limit, sinceClosing, ...account },
		now,
	);
	if (messages.length === 0) {
		return { messages, text: '', whyEmpty: keptDays > 0 ? NOTHING_WRITTEN : NOT_KEPT };
	}
	const conversation = await store.conversations.get(parties, now);
	const home = await session.country(from.id);
	const language = writtenLanguage({ ...(conversation ?? parties), home });
	return { messages, text: historyText(messages, language, context.getTimezone()) };
}

const NOT_KEPT =
	'No texts are kept for this number. In the Business Messaging Trigger of the number, add Options > Keep Texts For (Days) and publish the workflow. Texts are kept from then on.';
const NOTHING_WRITTEN =
	'There is no message of this conversation since texts are kept, or since it was closed.';

function readCount(context: IExecuteFunctions, itemIndex: number): number {
	const { name, displayName, default: usual } = LAST_MESSAGES;
	const typed = context.getNodeParameter(name, itemIndex, usual);
	const count = numberValue(context.getNode(), displayName, typed, itemIndex) ?? Number(usual);
	if (count >= 1) return Math.min(Math.floor(count), MOST_MESSAGES);
	throw new NodeOperationError(context.getNode(), `"${displayName}" is less than 1`, {
		itemIndex,
		description: 'Enter how many of the newest messages you need, e.g. 20.',
	});
}

import type { HandlerChange } from '../conversation/handler';
import type { Notice } from '../conversation/notice-texts';
import { noticeText } from '../conversation/notices';
import { writtenLanguage } from '../messaging/customer-language';
import { isWindowOpen } from '../messaging/customer-service-window';
import { simulatedNow } from './clock';
import type { PageContext } from './context';
import { newMessageId, partiesOf } from './customers';
import type { TranscriptContent } from './transcript-content';

/** Actions of agents at the desk of the page. They change the handler as a help desk would, and notify the customer. */

export const DESK_ACTIONS = ['accept', 'transfer', 'hold', 'close'] as const;
export type DeskAction = (typeof DESK_ACTIONS)[number];

const NOTICE_OF: Record<DeskAction, Notice> = {
	accept: 'started',
	transfer: 'transferred',
	hold: 'waiting',
	close: 'closing',
};

export interface DeskChange {
	/** E.164. */
	customer: string;
	action: DeskAction;
	/** Name of the agent who accepts, or to whom the conversation is transferred. */
	agent: string;
}

/**
 * Changes the handler, and adds the notice to the chat if the customer service window is open.
 *
 * @returns whether there is such a conversation
 */
export async function changeAtDesk(
	{ customer: id, action, agent }: DeskChange,
	businessId: string,
	{ store, now }: PageContext,
): Promise<boolean> {
	const time = await simulatedNow(store, businessId, now);
	const parties = partiesOf(businessId, { id });
	if ((await store.conversations.get(parties, time)) === undefined) return false;
	const { windowExpiresAt } = await store.conversations.changeHandler(
		parties,
		changeOf(action, agent),
		time,
	);
	const style = action === 'accept' ? 'withName' : 'simple';
	const language = writtenLanguage({ contact: { phone: id } });
	const text = noticeText(NOTICE_OF[action], { style }, language, { agentName: agent });
	if (text === undefined || !isWindowOpen(windowExpiresAt, time)) return true;
	const content: TranscriptContent = { kind: 'outbound', message: { type: 'text', text } };
	await store.simulator.append(
		businessId,
		{ messageId: newMessageId(), customerId: id, from: 'human', content, state: 'sent' },
		time,
	);
	return true;
}

function changeOf(action: DeskAction, name: string): HandlerChange {
	const agent = { id: name, name };
	return action === 'accept' || action === 'transfer' ? { action, agent } : { action };
}

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Provider } from '../../../../messaging/provider-names';
import type { StoredConversation } from '../../../../store/contracts/conversations';
import type { Parties } from '../../../../store/contracts/parties';
import { receive } from '../../../store/events';
import { nodeStore } from '../../../engine/isolate-nodes';
import { runNode, type NodeOptions } from '../../../engine/run-node';
import { wrote } from '../who-wrote/workflow';

/** A customer of the Simulator who has just written, and actions on their conversation. */

export const CUSTOMER = '+5511988880001';
const BUSINESS = 'bakery';

const PARTIES: Parties = {
	...{ provider: 'simulator', channel: 'whatsapp', businessId: BUSINESS },
	contact: { id: CUSTOMER },
};

/** Key of the trigger that keeps texts. */
const KEEPER = 'bot:trigger';

let messages = 0;

/** Forgets all of before, and makes the customer write, so that the window is open. */
export async function beginAnew(contact: object = {}): Promise<void> {
	const store = await nodeStore();
	await store.erasures.erase(PARTIES, new Date());
	await store.simulator.reset(BUSINESS);
	await store.listeners.remove(KEEPER);
	const more = { contact: { id: CUSTOMER, phone: CUSTOMER, ...contact } };
	const event = { ...wrote(CUSTOMER, more), id: `m-${++messages}` };
	await receive(store, [{ ...event, timestamp: new Date().toISOString() } as never]);
}

/** Publishes a trigger that keeps texts. */
export async function keepTexts(provider: Provider = 'simulator'): Promise<void> {
	const trigger = {
		...{ key: KEEPER, account: 'account:trigger-1', provider },
		...{ workflowName: 'Bot', url: '', verifyToken: '', webhookToken: '', setUpByHand: false },
		...{ settings: {}, keepTextsDays: 30 },
	};
	await (await nodeStore()).listeners.put(trigger, new Date());
}

/** Receives a text of the customer, which is kept. */
export async function writes(text: string): Promise<void> {
	const more = { contact: { id: CUSTOMER, phone: CUSTOMER, name: 'Ana' } };
	const id = `m-${++messages}`;
	const event = { ...wrote(CUSTOMER, more), id, message: { id, type: 'text', text } };
	const timestamp = new Date().toISOString();
	await receive(await nodeStore(), [{ ...event, timestamp } as never], { keepTextsDays: 30 });
}

export async function optOut(): Promise<void> {
	const record = { state: 'optedOut', scope: 'all', source: 'api' } as const;
	await (await nodeStore()).contacts.recordConsent(PARTIES, record, new Date());
}

/** Runs an operation of version 2 on the conversation of who wrote, and returns its items. */
export async function act(
	operation: string,
	parameters: INodeParameters = {},
	options: NodeOptions = {},
): Promise<IDataObject[]> {
	const given = { provider: 'simulator', resource: 'conversation', operation, ...parameters };
	const node = { typeVersion: 2, ...options.node };
	const [items = []] = await runNode(given, [wrote(CUSTOMER)], { ...options, node });
	return items.map(({ json }) => json);
}

/** Returns the texts that the customer got, in their order. */
export async function received(): Promise<string[]> {
	const entries = await (await nodeStore()).simulator.transcript(BUSINESS, 0, 50);
	return entries.flatMap(({ content }) => {
		const { message } = (content ?? {}) as { message?: { text?: string } };
		return message?.text === undefined ? [] : [message.text];
	});
}

export async function stored(): Promise<StoredConversation | undefined> {
	return await (await nodeStore()).conversations.get(PARTIES, new Date());
}

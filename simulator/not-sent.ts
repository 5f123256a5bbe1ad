import type { Store } from '../store/contracts/store';
import { simulatedNow } from './clock';
import { customerId, newMessageId } from './customers';
import type { TranscriptContent } from './transcript-content';

/** Shows in the chat that a message was not sent, and why. Otherwise the reader would wait for it. Never rejects. */
export async function showNotSent(
	store: Store,
	businessId: string,
	to: string,
	reason: string,
): Promise<void> {
	const customer = customerId(to);
	if (customer === undefined) return;
	const content: TranscriptContent = { kind: 'notSent', reason };
	const entry = { messageId: newMessageId(), customerId: customer, from: 'bot', content } as const;
	try {
		await store.simulator.append(
			businessId,
			entry,
			await simulatedNow(store, businessId, new Date()),
		);
	} catch {
		// The result of the node does not depend on this notice.
	}
}

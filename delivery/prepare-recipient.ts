import type { ApiResult, Recipient } from '../messaging/provider';
import type { DeliveryContext } from './delivery-context';

/** Returns the recipient under the address that the provider needs, and asks the provider for it where necessary. */
export async function prepareRecipient(context: DeliveryContext): Promise<ApiResult<Recipient>> {
	const { delivery, adapter, ports, facts, progress } = context;
	const { message, recipient: to } = progress;
	const send = { message, to, from: delivery.from, known: facts.contact };
	return (await adapter.prepareRecipient?.(send, ports.http)) ?? { ok: true, value: to };
}

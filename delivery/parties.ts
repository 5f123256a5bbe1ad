import type { ProviderAdapter, Recipient, Sender } from '../messaging/provider';
import type { Parties } from '../store/contracts/parties';

/** Returns the parties of a conversation as the store knows them, in the shop that the sender's credential names. */
export function partiesOf(
	{ name }: Pick<ProviderAdapter, 'name'>,
	from: Sender,
	to: Recipient,
): Parties {
	return {
		provider: name,
		channel: from.channel,
		businessId: from.id,
		shop: from.account.shop,
		contact: to,
	};
}

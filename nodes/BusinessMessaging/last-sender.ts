import type { Account, ProviderAdapter, Sender } from '../../messaging/provider';
import { IS_SIMULATED, type Channel } from '../../messaging/provider-names';
import type { Store } from '../../store/contracts/store';

/** The parts of a session that find a customer. */
interface Known {
	adapter: ProviderAdapter;
	account: Account;
	store: Store;
}

/**
 * Finds the number and channel by which a customer last wrote; `undefined` for a customer who never wrote.
 *
 * @param home ISO 3166-1 alpha-2 country of numbers without country code
 */
export async function lastSender(
	known: Known,
	typed: string,
	channels: readonly Channel[],
	home: string | undefined,
): Promise<Sender | undefined> {
	const found = await Promise.all(
		channels.map(async (channel) => {
			const last = await lastBusiness(known, typed, channel, home);
			return last && { ...last, channel };
		}),
	);
	const [latest] = found
		.filter((one) => one !== undefined)
		.sort((one, other) => other.at.localeCompare(one.at));
	return latest && { id: latest.businessId, channel: latest.channel, account: known.account };
}

async function lastBusiness(
	{ adapter, account, store }: Known,
	typed: string,
	channel: Channel,
	home: string | undefined,
): Promise<{ businessId: string; at: string } | undefined> {
	const reading = adapter.readAddress(typed, channel, home);
	if (!reading.ok) return undefined;
	const customer = { provider: adapter.name, channel, shop: account.shop, contact: reading.to };
	if (!IS_SIMULATED[adapter.name]) return await store.conversations.lastBusiness(customer);
	const businesses = await store.simulator.businesses();
	const [only] = businesses;
	return businesses.length === 1 && only ? { businessId: only.id, at: '' } : undefined;
}

import { daysKept, type TextKeeper } from '../conversation/history';
import type { Provider } from '../messaging/provider-names';
import type { Transaction } from './transactions';

/** Age in ms after which the listeners are read again, because another process may have published one. */
const FRESH_FOR_MS = 5_000;

/** A listener that asks for texts to be kept. */
interface Keeper extends TextKeeper {
	account: string;
	provider: Provider;
	/** The listener ends at this time. */
	expiresAt: string | null;
}

interface KnownKeepers {
	keepers: Keeper[];
	/** Phone numbers of businesses, by provider and id. */
	phones: Map<string, string>;
	readAt: number;
}

/** A business whose messages may be kept. */
export interface KeptBusiness {
	provider: Provider;
	businessId: string;
	/** `undefined` where it is not known. Then only listeners that have chosen the business count. */
	account: string | undefined;
}

/**
 * Knows for how many days texts of a business are kept. Every send asks this, so the listeners are cached: a send costs
 * no query.
 */
export class TextRetention {
	#known: KnownKeepers | undefined;

	/** Drops the cache. Called after a change of the listeners. */
	forget(): void {
		this.#known = undefined;
	}

	/** Returns the days; 0: texts are not kept. */
	async daysFor(transaction: Transaction, business: KeptBusiness, now: Date): Promise<number> {
		const { keepers, phones } = await this.#read(transaction, now);
		const { provider, businessId: id, account } = business;
		const time = now.toISOString();
		const ofBusiness = keepers.filter(
			(keeper) =>
				keeper.provider === provider &&
				(account === undefined ? keeper.businessId !== undefined : keeper.account === account) &&
				(keeper.expiresAt === null || keeper.expiresAt > time),
		);
		const phone = phones.get(keyOf(provider, id));
		return daysKept(ofBusiness, { id, ...(phone !== undefined && { phone }) });
	}

	async #read(transaction: Transaction, now: Date): Promise<KnownKeepers> {
		const readAt = now.getTime();
		const isFresh = this.#known && Math.abs(readAt - this.#known.readAt) < FRESH_FOR_MS;
		if (this.#known && isFresh) return this.#known;
		const keepers = await keepersIn(transaction);
		const hasChosen = keepers.some(({ businessId }) => businessId !== undefined);
		const phones = hasChosen ? await phonesIn(transaction) : new Map<string, string>();
		return (this.#known = { keepers, phones, readAt });
	}
}

/** Returns the days for which texts are kept at most, at any business; 0: nowhere. */
export async function longestRetention(transaction: Transaction, now: Date): Promise<number> {
	const time = now.toISOString();
	const days = (await keepersIn(transaction))
		.filter(({ expiresAt }) => expiresAt === null || expiresAt > time)
		.map(({ keepTextsDays = 0 }) => keepTextsDays);
	return Math.max(0, ...days);
}

async function keepersIn(transaction: Transaction): Promise<Keeper[]> {
	const rows = await transaction
		.selectFrom('listeners')
		.select(['account', 'provider', 'business_id', 'keep_texts_days', 'expires_at'])
		.where('keep_texts_days', '>', 0)
		.execute();
	return rows.map((row) => ({
		account: row.account,
		provider: row.provider,
		...(row.business_id !== null && { businessId: row.business_id }),
		keepTextsDays: row.keep_texts_days ?? 0,
		expiresAt: row.expires_at,
	}));
}

async function phonesIn(transaction: Transaction): Promise<Map<string, string>> {
	const rows = await transaction.selectFrom('business_numbers').selectAll().execute();
	return new Map(
		rows.map(({ provider, business_id, phone }) => [keyOf(provider, business_id), phone]),
	);
}

function keyOf(provider: Provider, businessId: string): string {
	return `${provider} ${businessId}`;
}

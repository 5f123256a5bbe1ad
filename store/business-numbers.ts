import type { MessagingEvent } from '../messaging/event';
import type { Businesses } from './contracts/businesses';
import { storedKey } from './stored-key';
import type { Transaction, Transactions } from './transactions';

export function businessesOf({ read }: Transactions): Businesses {
	return {
		phoneOf: (provider, businessId) =>
			read(async (transaction) => {
				const row = await transaction
					.selectFrom('business_numbers')
					.select('phone')
					.where('provider', '=', provider)
					.where('business_id', '=', storedKey(businessId))
					.executeTakeFirst();
				return row?.phone;
			}),
	};
}

/** Records the phone number that an event contains for the business. */
export async function recordBusinessNumber(
	transaction: Transaction,
	{ provider, business }: MessagingEvent,
): Promise<void> {
	const { id, phone } = business;
	if (id === '' || phone === undefined) return;
	await transaction
		.insertInto('business_numbers')
		.values({ provider, business_id: storedKey(id), phone })
		.onConflict((conflict) => conflict.columns(['provider', 'business_id']).doUpdateSet({ phone }))
		.execute();
}

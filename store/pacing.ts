import { sql } from 'kysely';

import type { Pacing } from './contracts/pacing';
import { storedKey } from './stored-key';
import type { Transactions } from './transactions';

/**
 * Stores one row for each stream: the moment at which it conforms again. Reserving a stretch of it is one statement, so
 * two processes never get the same one.
 */
export function pacingOf(transactions: Transactions): Pacing {
	return {
		reserve: (stream, milliseconds, now) =>
			transactions.write(async (transaction) => {
				const { conforms_at } = await transaction
					.insertInto('pacing')
					.values({ stream: storedKey(stream), conforms_at: now + milliseconds })
					.onConflict((conflict) =>
						conflict.column('stream').doUpdateSet({
							conforms_at: sql<number>`case when pacing.conforms_at > ${now} then pacing.conforms_at else ${now} end + ${milliseconds}`,
						}),
					)
					.returning('conforms_at')
					.executeTakeFirstOrThrow();
				return conforms_at - milliseconds;
			}),
	};
}

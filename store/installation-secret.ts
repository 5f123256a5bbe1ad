import { randomBytes } from 'node:crypto';

import type { Transactions } from './transactions';

const NAME = 'secret';
const BYTES = 32;

/**
 * Returns a random secret that is made once and shared by every process of this installation. Tokens in webhook
 * addresses are derived from it: unlike a credential's keys it never rotates, so a registered address stays valid.
 */
export function installationSecretOf(transactions: Transactions): () => Promise<string> {
	let known: string | undefined;
	return async () => (known ??= await readOrMake(transactions));
}

async function readOrMake(transactions: Transactions): Promise<string> {
	const known = await transactions.read((transaction) =>
		transaction
			.selectFrom('installation')
			.select('value')
			.where('name', '=', NAME)
			.executeTakeFirst(),
	);
	if (known) return known.value;
	return await transactions.write(async (transaction) => {
		await transaction
			.insertInto('installation')
			.values({ name: NAME, value: randomBytes(BYTES).toString('hex') })
			.onConflict((conflict) => conflict.column('name').doNothing())
			.execute();
		const { value } = await transaction
			.selectFrom('installation')
			.select('value')
			.where('name', '=', NAME)
			.executeTakeFirstOrThrow();
		return value;
	});
}

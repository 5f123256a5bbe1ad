import { createHmac, randomUUID } from 'node:crypto';

import { addressesOf, audienceOf, formerKey } from './addresses';
import type { ErasureProof, Erasures } from './contracts/erasures';
import { addErasedMessages } from './erased-messages';
import { tracesOf, type Traces } from './erasure-traces';
import type { FileFolder } from './file-folder';
import { detachSends } from './send-outcomes';
import { removeFiles } from './simulator-files';
import type { Parties } from './contracts/parties';
import type { Transaction, Transactions } from './transactions';

/**
 * Deletes a customer from every table. The proof contains a hash of the address. It can be found with the address and
 * the installation's secret only, so that it does not reveal who was erased.
 */
export function erasuresOf(
	transactions: Transactions,
	installationSecret: () => Promise<string>,
	folder: FileFolder | undefined,
): Erasures {
	return {
		async preview(parties) {
			const secret = await installationSecret();
			return transactions.read(async (transaction) => {
				const traces = await tracesOf(transaction, parties, 'asTheyAre');
				const earlier = await proofsOf(transaction, parties, traces.addresses, secret);
				return { found: traces.counts, earlier };
			});
		},

		async erase(parties, now) {
			const secret = await installationSecret();
			const erasure = await transactions.write(async (transaction) => {
				const traces = await tracesOf(transaction, parties, 'locked');
				const proof = { id: randomUUID(), at: now.toISOString() };
				for (const contactId of traces.contactIds) {
					await addErasedMessages(transaction, contactId, proof.at);
				}
				await remove(transaction, parties, traces, folder);
				const hashes = hashesOf(parties, traces.addresses, secret);
				for (const hash of hashes) {
					await transaction
						.insertInto('erasures')
						.values({ hash, ...proof })
						.execute();
				}
				return { erased: traces.counts, proof };
			});
			await transactions.scrub();
			return erasure;
		},
	};
}

async function remove(
	transaction: Transaction,
	parties: Parties,
	traces: Traces,
	folder: FileFolder | undefined,
): Promise<void> {
	for (const { trigger_id, event_kind, event_id } of traces.inboxEvents) {
		await transaction
			.updateTable('inbox')
			.set({ payload: null })
			.where('trigger_id', '=', trigger_id)
			.where('event_kind', '=', event_kind)
			.where('event_id', '=', event_id)
			.execute();
	}
	const { businessId } = parties;
	for (const customerId of traces.customerIds) {
		await removeFiles(transaction, folder, { businessId, customerId });
		await transaction
			.deleteFrom('simulator_entries')
			.where('business_id', '=', businessId)
			.where('customer_id', '=', customerId)
			.execute();
	}
	for (const contactId of traces.contactIds) {
		await detachCampaigns(transaction, contactId);
		await detachSends(transaction, contactId);
		// Addresses, consents, conversations and messages are deleted with their contact.
		await transaction.deleteFrom('contacts').where('id', '=', contactId).execute();
	}
}

/**
 * Keeps the figures of campaigns: copies each message's state into the campaign's row and removes the contact from it.
 */
async function detachCampaigns(transaction: Transaction, contactId: string): Promise<void> {
	const sends = await transaction
		.selectFrom('campaign_sends as sends')
		.innerJoin('messages', (join) =>
			join
				.onRef('messages.provider', '=', 'sends.provider')
				.onRef('messages.message_id', '=', 'sends.message_id'),
		)
		.select(['sends.id', 'messages.state', 'messages.error_code', 'messages.error_title'])
		.where('sends.contact_id', '=', contactId)
		.execute();
	for (const { id, ...reached } of sends) {
		await transaction.updateTable('campaign_sends').set(reached).where('id', '=', id).execute();
	}
	await transaction
		.updateTable('campaign_sends')
		.set({ contact_id: null, message_id: null })
		.where('contact_id', '=', contactId)
		.execute();
}

async function proofsOf(
	transaction: Transaction,
	parties: Parties,
	addresses: readonly string[],
	secret: string,
): Promise<ErasureProof[]> {
	const everKnown = addresses.flatMap((address) => [address, formerKey(address) ?? address]);
	return transaction
		.selectFrom('erasures')
		.select(['id', 'at'])
		.distinct()
		.where('hash', 'in', hashesOf(parties, everKnown, secret))
		.orderBy('at', 'desc')
		.orderBy('id')
		.execute();
}

/** Returns the hashes of every known address, and of the requested one. */
function hashesOf(parties: Parties, addresses: readonly string[], secret: string): string[] {
	const all = new Set([...addresses, ...addressesOf(parties.provider, parties.contact)]);
	const audience = audienceOf(parties);
	return [...all].sort().map((address) =>
		createHmac('sha256', secret)
			.update(JSON.stringify(['erasure', audience, parties.channel, address]))
			.digest('hex'),
	);
}

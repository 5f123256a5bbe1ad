import { randomUUID } from 'node:crypto';

import type { MessagingError } from '../messaging/error';
import type { CampaignClaim, Campaigns, CampaignSend, Claimant } from './contracts/campaigns';
import { INTERRUPTED } from './interrupted-send';
import { findOrCreatePerson, savePerson } from './person-and-conversation';
import { ensureRecentHeartbeat } from './process-heartbeats';
import type { CampaignSendRow, ContactRow } from './schema';
import type { Parties } from './contracts/parties';
import { applyContact } from './contact-facts';
import { storedKey, storedKeyOrNull } from './stored-key';
import type { Transaction, Transactions } from './transactions';

/**
 * Claims and outcomes of campaign messages. The customer's row is locked first, so that a second caller waits and then
 * sees the first claim. A receipt that reports a failure releases the claim, as a refusal does. Two contacts that are
 * merged later may both have got the campaign. Then both rows stay, and the surest one counts.
 */
export function campaignsOf(transactions: Transactions): Campaigns {
	return {
		claim: (parties, send, claimant, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const contact = await known(transaction, parties, at);
				const earlier = await surestSend(transaction, contact.id, send.campaign);
				const refusal = earlier && (await findRefusal(transaction, earlier, claimant, now));
				if (refusal) return refusal;
				const row = sendRow(
					parties,
					contact,
					send,
					at,
					{ state: 'sending' },
					claimant.owner.bootId,
				);
				const id = await write(transaction, row, earlier);
				await ensureRecentHeartbeat(transaction, claimant.owner, claimant.realTime);
				return { claim: 'claimed', id };
			}),

		finish: (claimId, { state, code, title }) =>
			transactions.write(async (transaction) => {
				await transaction
					.updateTable('campaign_sends')
					.set({ state, error_code: code, error_title: title })
					.where('id', '=', claimId)
					.execute();
			}),

		recordBlocked: (parties, send, { code, reason }, now) =>
			transactions.write(async (transaction) => {
				const at = now.toISOString();
				const contact = await known(transaction, parties, at);
				const earlier = await surestSend(transaction, contact.id, send.campaign);
				if (earlier && !MAY_BE_TRIED_AGAIN.has(earlier.state)) return;
				const end = { state: 'blocked', code, title: reason } as const;
				await write(transaction, sendRow(parties, contact, send, at, end, ''), earlier);
			}),
	};
}

/** Ends a claim in the transaction that records the message, so that no crash separates the two. */
export async function finishClaim(
	transaction: Transaction,
	claimId: string,
	end: { state: CampaignSendRow['state']; messageId: string; templateName?: string },
): Promise<void> {
	await transaction
		.updateTable('campaign_sends')
		.set({
			state: end.state,
			message_id: storedKey(end.messageId),
			template_name: storedKeyOrNull(end.templateName),
		})
		.where('id', '=', claimId)
		.execute();
}

/** A process on another host without a heartbeat for this time counts as dead. */
const SILENT_MS = 10 * 60_000;

/**
 * The states from the surest to the least sure. Other states are surer than these; the surest send of a customer
 * counts.
 */
const LEAST_SURE: readonly CampaignSendRow['state'][] = ['sending', 'unknown', 'failed', 'blocked'];
const MAY_BE_TRIED_AGAIN: ReadonlySet<CampaignSendRow['state']> = new Set(['failed', 'blocked']);

async function known(transaction: Transaction, parties: Parties, at: string): Promise<ContactRow> {
	const found = await findOrCreatePerson(transaction, parties, at);
	found.contact = applyContact(found.contact, parties.contact, at);
	await savePerson(transaction, found, 'contactOnly');
	return found.contact;
}

/** An earlier send of a campaign, with the failure that receipts have reported since. */
interface EarlierSend extends Pick<CampaignSendRow, 'id' | 'state' | 'owner' | 'at'> {
	/** The failure that a receipt has reported. */
	failure?: Partial<MessagingError>;
}

async function surestSend(
	transaction: Transaction,
	contactId: string,
	campaign: string,
): Promise<EarlierSend | undefined> {
	const rows = await transaction
		.selectFrom('campaign_sends as sends')
		.leftJoin('messages', (join) =>
			join
				.onRef('messages.provider', '=', 'sends.provider')
				.onRef('messages.message_id', '=', 'sends.message_id')
				.on('messages.state', '=', 'failed'),
		)
		.select(['sends.id', 'sends.state', 'sends.owner', 'sends.at', 'messages.error'])
		.select('messages.state as receipt')
		.where('sends.contact_id', '=', contactId)
		.where('sends.campaign', '=', storedKey(campaign))
		.execute();
	const sends = rows.map(({ receipt, error, ...send }): EarlierSend => {
		if (receipt === null) return send;
		const failure = JSON.parse(error ?? '{}') as Partial<MessagingError>;
		return { ...send, state: 'failed', failure };
	});
	const doubt = ({ state }: EarlierSend) => LEAST_SURE.indexOf(state);
	return sends.sort((a, b) => doubt(a) - doubt(b))[0];
}

/** Returns why the campaign must not be sent again; `undefined` when it may. */
async function findRefusal(
	transaction: Transaction,
	earlier: EarlierSend,
	claimant: Claimant,
	now: Date,
): Promise<CampaignClaim | undefined> {
	const { state, at, failure } = earlier;
	if (failure) return refusalUntilWaited(at, failure, now);
	if (MAY_BE_TRIED_AGAIN.has(state)) return undefined;
	if (state === 'unknown') return { claim: 'outcomeUnknown', at };
	if (state !== 'sending') return { claim: 'alreadySent', at };
	if (await isAlive(transaction, earlier.owner, claimant)) return { claim: 'inFlight' };
	await noteUnknown(transaction, earlier.id);
	return { claim: 'outcomeUnknown', at };
}

/** Refuses a customer whose message has failed until the wait of the failure's code is over. */
function refusalUntilWaited(
	at: string,
	{ title = 'it was not delivered', retryAfterSeconds = 0 }: Partial<MessagingError>,
	now: Date,
): CampaignClaim | undefined {
	const until = new Date(Date.parse(at) + retryAfterSeconds * 1000);
	return now < until ? { claim: 'waiting', title, until: until.toISOString() } : undefined;
}

/** Records the outcome of a send whose process died as unknown, also for the report. */
async function noteUnknown(transaction: Transaction, sendId: string): Promise<void> {
	const { code, title } = INTERRUPTED;
	await transaction
		.updateTable('campaign_sends')
		.set({ state: 'unknown', error_code: code, error_title: title })
		.where('id', '=', sendId)
		.execute();
}

async function isAlive(
	transaction: Transaction,
	bootId: string,
	{ owner, realTime, isProcessAlive }: Claimant,
): Promise<boolean> {
	if (bootId === owner.bootId) return true;
	const other = await transaction
		.selectFrom('owners')
		.selectAll()
		.where('boot_id', '=', bootId)
		.executeTakeFirst();
	if (other === undefined) return false;
	if (other.hostname === owner.hostname) {
		// In a container every start has the same process id: then the other owner is an earlier start of this one.
		return other.process_id !== owner.processId && isProcessAlive(other.process_id);
	}
	return other.last_beat_at >= new Date(realTime.getTime() - SILENT_MS).toISOString();
}

function sendRow(
	parties: Parties,
	contact: ContactRow,
	send: CampaignSend,
	at: string,
	end: { state: 'sending' } | { state: 'blocked'; code: string; title: string },
	owner: string,
): Omit<CampaignSendRow, 'id'> {
	return {
		campaign: storedKey(send.campaign),
		contact_id: contact.id,
		provider: parties.provider,
		business_id: storedKey(parties.businessId),
		template_name: storedKeyOrNull(send.templateName),
		state: end.state,
		owner,
		at,
		message_id: null,
		error_code: 'code' in end ? end.code : null,
		error_title: 'title' in end ? end.title : null,
	};
}

/** Writes a new row, or overwrites the customer's earlier one. Returns its id. */
async function write(
	transaction: Transaction,
	row: Omit<CampaignSendRow, 'id'>,
	earlier: Pick<CampaignSendRow, 'id'> | undefined,
): Promise<string> {
	const id = earlier?.id ?? randomUUID();
	if (earlier) {
		await transaction.updateTable('campaign_sends').set(row).where('id', '=', id).execute();
	} else {
		await transaction
			.insertInto('campaign_sends')
			.values({ id, ...row })
			.execute();
	}
	return id;
}

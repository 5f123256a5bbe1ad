import { whatsappCloud } from '../../../../providers/whatsappCloud';
import { inboundBatchContract } from '../../../contracts/inbound-batch-contract';
import {
	BROKEN_CHANGES,
	BROKEN_MESSAGES,
	CHANGES,
	MESSAGES,
	STATUSES,
	about,
	delivered,
	receipt,
} from './deliveries';

/** The contract at every level of Meta's batches: changes of a delivery, messages and receipts of a change. */

inboundBatchContract({
	adapter: whatsappCloud,
	entries: 'changes of one delivery',
	readable: CHANGES,
	broken: BROKEN_CHANGES,
	bodyOf: delivered,
	secrets: { appSecret: 'invented-app-secret', verifyToken: 'invented-verify-token' },
});

inboundBatchContract({
	adapter: whatsappCloud,
	entries: 'messages of one change',
	readable: MESSAGES,
	broken: BROKEN_MESSAGES,
	bodyOf: (messages) => delivered([about('messages', { messages })]),
});

inboundBatchContract({
	adapter: whatsappCloud,
	entries: 'receipts of one change',
	readable: STATUSES,
	broken: [{ status: 'read' }, receipt('wamid.OUT9', 'teleported'), receipt('', 'read')],
	bodyOf: (statuses) => delivered([about('messages', { statuses })]),
});

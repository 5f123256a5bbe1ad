import { chatArchitect } from '../../../../providers/chatArchitect';
import { inboundBatchContract } from '../../../contracts/inbound-batch-contract';
import { inboundFixtures } from '../../../fixtures/inbound';
import { WEBHOOK_TOKEN } from '../app';

/** Every fixture of one envelope, under an id of its own, so that no two of them are the same event. */
const ENVELOPES = inboundFixtures('chatArchitect')
	.filter(({ body, events }) => events.length > 0 && !Array.isArray(body))
	.map(({ body }, position) => withOwnIds(body, position));

function withOwnIds(body: unknown, position: number): unknown {
	const written = JSON.stringify(body)
		.replace(/wamid\.(IN|OUT)/g, `wamid.$1-${position}-`)
		.replace(/e0000000-/g, `e${String(position).padStart(7, '0')}-`)
		.replace(/"timestamp":1790000000123/g, `"timestamp":${1_790_000_000_123 + position * 1000}`)
		.replace(/"timestamp":17900000(\d\d)/g, `"timestamp":17900${position + 10}0$1`);
	return JSON.parse(written);
}

inboundBatchContract({
	adapter: chatArchitect,
	entries: 'envelopes in a list',
	readable: ENVELOPES,
	broken: [
		null,
		{ type: 'message' },
		{ type: 'message', payload: [] },
		{ type: 'message-event', payload: { type: 'read' } },
		{ type: 'user-event', payload: { phone: 'callbackSetPhone', type: 'opted-out' } },
		{ entry: [null, { changes: 'none' }] },
		'{"type":"message"',
	],
	bodyOf: (entries) => [...entries],
	secrets: { webhookToken: WEBHOOK_TOKEN },
});

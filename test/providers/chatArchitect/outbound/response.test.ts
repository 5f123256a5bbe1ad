import fc from 'fast-check';

import { readResponse } from '../../../../providers/chatArchitect/response';

const answered = (body: unknown, status = 200) => readResponse({ status, headers: {}, body });

describe('chatArchitect: readResponse', () => {
	it.each([
		['as Gupshup answers', { status: 'submitted', messageId: 'gs-1' }, 202],
		['under another name', { status: 'success', message_id: 'gs-1' }, 200],
		['one level deep', { status: 'success', response: { messageId: 'gs-1' } }, 200],
		["in Meta's form", { messages: [{ id: 'gs-1' }] }, 200],
	])('finds the id %s', (_name, body, status) => {
		expect(answered(body, status)).toEqual({ ok: true, messageId: 'gs-1' });
	});

	it('reports a message without an id as sent, because a failure would be wrong', () => {
		expect(answered({ status: 'submitted' })).toEqual({ ok: true, messageId: '' });
	});

	it('sees a refusal with status 200', () => {
		expect(answered({ status: 'Unauthorized' })).toMatchObject({
			ok: false,
			error: { code: 'unauthorized', meaning: 'wrongCredential', retry: 'no' },
		});
		expect(answered({ status: 'error', message: 'Invalid Destination' })).toMatchObject({
			ok: false,
			error: { reason: 'Invalid Destination' },
		});
	});

	it('reports an unclear answer as unknown, and does not retry', () => {
		const account = { channel: 'whatsapp', storage: { crm: 'canary' }, billing: { phone: '5511' } };
		for (const body of [account, '<html>', undefined, null, 7, []]) {
			const result = answered(body);
			expect(result).toMatchObject({ ok: false, error: { mayHaveBeenSent: true, retry: 'no' } });
			expect(JSON.stringify(result)).not.toContain('canary');
		}
	});

	it('never throws, whatever the answer', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.integer({ min: 100, max: 599 }), (body, status) => {
				expect(typeof answered(body, status).ok).toBe('boolean');
			}),
		);
	});
});

import fc from 'fast-check';

import { readResponse } from '../../../../providers/whatsappCloud/response';

function read(body: unknown, status = 200) {
	return readResponse({ status, headers: {}, body });
}

const SENT = {
	messaging_product: 'whatsapp',
	contacts: [{ input: '+5511988880001', wa_id: '551188880001' }],
	messages: [{ id: 'wamid.INVENTED1' }],
};

describe('whatsappCloud: readResponse', () => {
	it('returns the id of the message and the address as Meta resolved it', () => {
		expect(read(SENT)).toEqual({
			ok: true,
			messageId: 'wamid.INVENTED1',
			recipientId: '551188880001',
		});
	});

	it('returns the user id when there is no phone', () => {
		const contacts = [{ input: 'BR.40200000000001', user_id: 'BR.40200000000001' }];
		expect(read({ ...SENT, contacts })).toMatchObject({ recipientId: 'BR.40200000000001' });
	});

	it('reads an answer without contacts, and one with unreadable contacts', () => {
		for (const contacts of [undefined, null, [], ['x'], [{ wa_id: 5 }]]) {
			expect(read({ ...SENT, contacts })).toEqual({ ok: true, messageId: 'wamid.INVENTED1' });
		}
	});

	it.each([
		['accepted', undefined],
		['held_for_quality_assessment', true],
		['paused', true],
		['something_new', undefined],
	])('reads the state %s as held: %s', (message_status, held) => {
		const result = read({ ...SENT, messages: [{ id: 'wamid.INVENTED1', message_status }] });
		expect(result).toMatchObject({ ok: true });
		expect(result.ok && result.held).toBe(held);
	});

	it('sees a refusal with status 200', () => {
		expect(read({ error: { code: 131047, message: 'x' } })).toMatchObject({
			ok: false,
			error: { code: '131047', meaning: 'windowClosed' },
		});
	});

	it('reports status 200 without an id as possibly sent, never as sent', () => {
		for (const body of [
			undefined,
			'',
			'<html>',
			{},
			{ messages: [] },
			{ messages: [{ id: '' }] },
		]) {
			expect(read(body)).toMatchObject({
				ok: false,
				error: { retry: 'no', mayHaveBeenSent: true },
			});
		}
	});

	it('reports a failure as failed even when it contains an id', () => {
		expect(read(SENT, 500)).toMatchObject({ ok: false, error: { mayHaveBeenSent: true } });
	});

	it('reads any JSON under any status', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				for (const candidate of [body, { messages: body }, { ...SENT, contacts: body }]) {
					const result = read(candidate, status);
					if (result.ok) expect(result.messageId).not.toBe('');
					else expect(result.error.remedy).not.toBe('');
				}
			}),
		);
	});
});

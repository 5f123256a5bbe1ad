import type { Http } from '../../../../messaging/http';
import { senders } from '../../../../providers/chatArchitect/senders';
import { ACCOUNT } from '../app';

function answering(body: unknown): Http {
	return async (request) => {
		expect(request).toMatchObject({
			method: 'POST',
			url: 'https://api.chatarchitect.com/whatsappmessage',
			json: { channel: 'whatsapp' },
		});
		return { ok: true, status: 200, headers: {}, body };
	};
}

describe('chatArchitect: senders', () => {
	it('lists the number of the app, and nothing of its storage', async () => {
		const body = { billing: { phone: '551140000001' }, storage: { crm: 'storage-canary' } };
		const listed = await senders.list(ACCOUNT, answering(body));
		expect(listed).toEqual({
			ok: true,
			value: [{ id: '+551140000001', label: '+551140000001', phone: '+551140000001' }],
		});
	});

	it('uses the number of the credential when ChatArchitect returns none', async () => {
		const account = { ...ACCOUNT, phone: '+55 11 4000-0001' };
		const listed = await senders.list(account, answering({ storage: {} }));
		expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(['+551140000001']);
	});

	it('returns an empty list when no number is known', async () => {
		expect(await senders.list(ACCOUNT, answering({}))).toEqual({ ok: true, value: [] });
	});

	it('sees a refusal with status 200', async () => {
		expect(await senders.list(ACCOUNT, answering({ status: 'Unauthorized' }))).toMatchObject({
			ok: false,
			error: { meaning: 'wrongCredential' },
		});
	});
});

import type { Http, HttpRequest } from '../../../messaging/http';
import { registration } from '../../../providers/chatArchitect/registration';
import { TARGET, WEBHOOK_TOKEN } from './app';

/** Gives every request the same answer, and records the requests. */
function answering(body: unknown, status = 200): { http: Http; asked: HttpRequest[] } {
	const asked: HttpRequest[] = [];
	const http: Http = async (request) => {
		asked.push(request);
		return status < 300
			? { ok: true, status, headers: {}, body }
			: { ok: false, failure: { kind: 'refused', status, headers: {}, body } };
	};
	return { http, asked };
}

describe('chatArchitect: registration', () => {
	it('registers the address with the token in it, for all kinds of events', async () => {
		const { http, asked } = answering({ status: 'success' });
		const outcome = await registration.create(TARGET, http);
		expect(outcome).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('one address') as unknown],
		});
		expect(asked).toEqual([
			{
				method: 'POST',
				url: 'https://api.chatarchitect.com/webhook',
				json: {
					channel: 'whatsapp',
					webhook: `${TARGET.url}?token=${WEBHOOK_TOKEN}`,
					webhook_separate: 'false',
				},
			},
		]);
	});

	it('keeps other parameters in the address, and encodes the token', async () => {
		const { http, asked } = answering({});
		const webhookToken = 'a&b=c#d ?e-0123456789';
		await registration.create({ ...TARGET, url: `${TARGET.url}?a=1`, webhookToken }, http);
		const { webhook } = asked[0]?.json as { webhook: string };
		expect(Object.fromEntries(new URL(webhook).searchParams)).toEqual({
			a: '1',
			token: webhookToken,
		});
	});

	it('sends the number of the app if the credential has it', async () => {
		const { http, asked } = answering({});
		const account = { ...TARGET.account, phone: '+55 11 4000-0001' };
		await registration.create({ ...TARGET, account }, http);
		expect(asked[0]?.json).toMatchObject({ destination: '551140000001' });
	});

	it('returns nothing that contains the token', async () => {
		const { http } = answering({ status: 'success' });
		const created = await registration.create(TARGET, http);
		const removed = await registration.remove(TARGET, undefined, http);
		expect(JSON.stringify([created, removed])).not.toContain(WEBHOOK_TOKEN);
	});

	it('never reports an address as registered, because it cannot be read, and makes no request', async () => {
		const { http, asked } = answering({});
		expect(await registration.check(TARGET, http)).toEqual({ state: 'unknown' });
		expect(asked).toEqual([]);
	});

	it.each([
		[200, { status: 'Unauthorized' }, 'unauthorized'],
		[401, { status: 'Unauthorized' }, 'unauthorized'],
		[400, { status: 'error', message: 'webhook must be https' }, 'http400'],
	])('fails with the text of the provider: %d %j', async (status, body, code) => {
		const { http } = answering(body, status);
		expect(await registration.create(TARGET, http)).toMatchObject({ ok: false, error: { code } });
	});

	it('refuses an address without TLS before any request', async () => {
		const { http, asked } = answering({});
		const target = { ...TARGET, url: 'http://n8n.padaria.example/webhook/0b7e/messages' };
		expect(await registration.create(target, http)).toMatchObject({
			ok: false,
			error: { code: 'addressNotSecure' },
		});
		expect(await registration.check(target, http)).toMatchObject({ state: 'failed' });
		expect(asked).toEqual([]);
	});

	it.each(['', 'none'])('refuses %j as an address', async (url) => {
		const { http, asked } = answering({});
		const outcome = await registration.create({ ...TARGET, url }, http);
		expect(outcome).toMatchObject({ ok: false, error: { code: 'noAddress' } });
		expect(asked).toEqual([]);
	});

	it('registers nothing without a token', async () => {
		const { http, asked } = answering({});
		const outcome = await registration.create({ ...TARGET, webhookToken: '' }, http);
		expect(outcome).toMatchObject({ ok: false, error: { code: 'noWebhookToken' } });
		expect(asked).toEqual([]);
	});

	it('does not let a test take messages away, unless the user allows it', async () => {
		const { http, asked } = answering({ status: 'success' });
		const test = { ...TARGET, test: true };
		expect(await registration.check(test, http)).toMatchObject({
			state: 'failed',
			error: { code: 'addressInUse', remedy: expect.stringContaining('Simulator') as unknown },
		});
		expect(await registration.create(test, http)).toMatchObject({ ok: false });
		expect(asked).toEqual([]);
		expect(await registration.create({ ...test, replaceForeign: true }, http)).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('Publish the workflow again') as unknown],
		});
		expect(asked).toHaveLength(1);
	});

	it('removes nothing, because there is no request for it, and gives a notice', async () => {
		const { http, asked } = answering({});
		const outcome = await registration.remove(TARGET, { address: TARGET.url }, http);
		expect(outcome).toMatchObject({
			ok: true,
			notices: [expect.stringContaining('cannot remove an address') as unknown],
		});
		expect(asked).toEqual([]);
	});
});

import fc from 'fast-check';

import type { HttpFailure } from '../../../../messaging/http';
import { explainErrorCode } from '../../../../providers/whatsapp-format/errors/explain-code';
import { explainError } from '../../../../providers/whatsappCloud/errors';

const CANARY = 'CANARY-quero-dois-pães';
const TOKEN = 'EAAGm0PX4ZCpsBAinventedInventedInvented7';

function refused(status: number, body: unknown): HttpFailure {
	return { kind: 'refused', status, headers: {}, body };
}

function graphError(code: number, more: object = {}): unknown {
	return { error: { message: `(#${code}) Short name`, code, fbtrace_id: 'AbCinvented1', ...more } };
}

describe('whatsappCloud: explainError', () => {
	it.each([400, 401, 403, 429, 500])('uses the code, whatever the HTTP status: %s', (status) => {
		expect(explainError(refused(status, graphError(131056)))).toMatchObject({
			code: '131056',
			retry: 'now',
			traceId: 'AbCinvented1',
		});
	});

	it('does not report a registration error as a possible send, although its status is 500', () => {
		expect(explainError(refused(500, graphError(131045))).mayHaveBeenSent).toBeUndefined();
	});

	it('quotes the details of Meta as the reason', () => {
		const body = graphError(131009, { error_data: { details: "Parameter 'to' is not valid" } });
		expect(explainError(refused(400, body)).reason).toBe("Parameter 'to' is not valid");
	});

	it('reads details that are a plain string, as template calls give them', () => {
		const body = graphError(100, { error_data: 'Name is taken' });
		expect(explainError(refused(400, body)).reason).toBe('Name is taken');
	});

	it("falls back to Meta's text for the user, then to the short name, then to its own", () => {
		const reasonOf = (body: unknown) => explainError(refused(400, body)).reason;
		expect(reasonOf(graphError(100, { error_user_msg: 'Say it' }))).toBe('Say it');
		expect(reasonOf(graphError(100))).toBe('(#100) Short name');
		expect(reasonOf({ error: { code: 100 } })).toBe('WhatsApp gave no further explanation.');
	});

	it('never repeats a send that timed out', () => {
		expect(explainError({ kind: 'timeout' })).toMatchObject({
			code: 'timeout',
			retry: 'no',
			mayHaveBeenSent: true,
		});
	});

	it('waits as long as the answer to a rate limit demands', () => {
		const throttled = { ...refused(429, ''), headers: { 'retry-after': '7' } } as HttpFailure;
		expect(explainError(throttled)).toMatchObject({ retry: 'now', retryAfterSeconds: 7 });
		expect(explainError(refused(429, ''))).toMatchObject({ retryAfterSeconds: 60 });
	});

	it('retries only when no connection was established', () => {
		const unreachable = (beforeSending: boolean) =>
			explainError({
				kind: 'unreachable',
				beforeSending,
				detail: `https://x.example/?t=${CANARY}`,
			});
		expect(unreachable(true)).toMatchObject({ code: 'unreachable', retry: 'now' });
		expect(unreachable(true).mayHaveBeenSent).toBeUndefined();
		expect(unreachable(false)).toMatchObject({ retry: 'no', mayHaveBeenSent: true });
	});

	it.each([500, 502, 503, 504])(
		'reports an unknown server error (%s) as possibly sent',
		(status) => {
			const page = refused(status, `<html>${CANARY}</html>`);
			expect(explainError(page)).toMatchObject({
				code: `http${status}`,
				retry: 'no',
				mayHaveBeenSent: true,
			});
			expect(explainError(refused(status, graphError(987654)))).toMatchObject({
				code: '987654',
				retry: 'no',
				mayHaveBeenSent: true,
			});
		},
	);

	it.each([
		[401, { retry: 'no', meaning: 'wrongCredential' }],
		[403, { retry: 'no', meaning: 'wrongCredential' }],
		[404, { retry: 'no' }],
		[429, { retry: 'now', meaning: 'rateLimited', retryAfterSeconds: 60 }],
		[418, { retry: 'no' }],
	])('uses the HTTP status of a refusal without a code: %s', (status, expected) => {
		const error = explainError(refused(status, undefined));
		expect(error).toMatchObject(expected);
		expect(error.mayHaveBeenSent).toBeUndefined();
	});

	it.each([
		`Invalid OAuth access token ${TOKEN}`,
		`Request https://graph.facebook.com/v25.0/1/messages?access_token=${TOKEN} failed`,
		`Authorization: Bearer ${TOKEN}`,
		`access_token: "${TOKEN}"`,
		`App 300000000000001|${TOKEN} is not known`,
		`Text "${CANARY} e um café" is not allowed`,
		`Value '${CANARY} e um café' is not allowed`,
		`Value “${CANARY} e um café” is not allowed`,
		`Media https://padaria.example/f.jpg?nome=${CANARY} not found`,
		`Media https://user:${CANARY}@padaria.example/f.jpg not found`,
	])('removes secrets and message texts from: %s', (details) => {
		const { reason } = explainError(
			refused(400, graphError(131009, { message: details, error_data: { details } })),
		);
		expect(reason).not.toContain(TOKEN);
		expect(reason).not.toContain(CANARY);
		expect(reason).not.toBe('');
	});

	it('shows nothing of a body without an error of Meta', () => {
		const bodies = [
			CANARY,
			{ error: CANARY },
			{ text: { body: CANARY } },
			[CANARY],
			{ error: { code: CANARY } },
		];
		for (const body of bodies) {
			expect(JSON.stringify(explainError(refused(400, body)))).not.toContain(CANARY);
		}
	});

	it('shows nothing of the fields that may repeat the request', () => {
		const body = graphError(100, {
			error_data: { details: 'Wrong', messaging_product: CANARY, blame: { text: CANARY } },
			type: CANARY,
			request: { text: { body: CANARY }, token: TOKEN },
			fbtrace_id: `${CANARY}?`,
		});
		const shown = JSON.stringify(explainError(refused(400, body)));
		expect(shown).not.toContain(CANARY);
		expect(shown).not.toContain(TOKEN);
	});

	it('keeps a reason short', () => {
		const body = graphError(100, { error_data: { details: 'lang '.repeat(500) } });
		expect([...explainError(refused(400, body)).reason].length).toBeLessThanOrEqual(301);
	});

	it('explains any JSON under any status, and always gives a remedy', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				for (const candidate of [
					body,
					{ error: body },
					{ error: { code: 100, error_data: body } },
				]) {
					const error = explainError(refused(status, candidate));
					expect(error.title).not.toBe('');
					expect(error.remedy).not.toBe('');
					expect(error.reason).not.toBe('');
					if (error.mayHaveBeenSent) expect(error.retry).toBe('no');
				}
			}),
		);
	});

	it('explains any text as a code', () => {
		fc.assert(
			fc.property(fc.string(), (code) => {
				expect(explainErrorCode(code, { title: code, details: code, traceId: code }).code).toMatch(
					/^[\w.-]{1,40}$/,
				);
			}),
		);
	});
});

import fc from 'fast-check';

import { OUTBOUND_TYPES } from '../../../messaging/outbound-message';
import type { Sender } from '../../../messaging/provider';
import { simulator } from '../../../providers/simulator';
import { MAX_FILE_BYTES } from '../../../providers/simulator/capabilities';
import { REFUSAL_CODES } from '../../../providers/simulator/errors';
import { REFUSALS } from '../../../simulator/refusals';

const FROM: Sender = { id: 'trigger-1', channel: 'whatsapp', account: { baseUrl: '' } };
const noNetwork = () => {
	throw new Error('no request is expected');
};
const refusal = (code: unknown, details?: string) =>
	({ kind: 'refused', status: 400, headers: {}, body: { error: { code, details } } }) as const;

describe('simulator: capabilities', () => {
	it('answers for every outbound type and has a 24 hour window', () => {
		const capabilities = simulator.capabilities('whatsapp');
		expect(Object.keys(capabilities.messages).sort()).toEqual([...OUTBOUND_TYPES].sort());
		expect(capabilities.customerServiceWindowHours).toBe(24);
	});
});

describe('simulator: answers and errors', () => {
	it('takes the id of the message from the answer', () => {
		expect(
			simulator.readResponse({ status: 200, headers: {}, body: { messageId: 'sim.7' } }),
		).toEqual({ ok: true, messageId: 'sim.7' });
	});

	it('explains each code of the Simulator, with a remedy', () => {
		expect(Object.values(REFUSALS).map(String).sort()).toEqual([...REFUSAL_CODES].sort());
		for (const code of Object.values(REFUSALS)) {
			const error = simulator.explainError(refusal(code));
			expect(error.code).toBe(String(code));
			expect(error.retry).toBe('no');
			expect(error.remedy).toMatch(/\.$/);
		}
	});

	it('quotes which part the Simulator refuses', () => {
		expect(simulator.explainError(refusal(131009, 'text must not be empty.')).reason).toBe(
			'text must not be empty.',
		);
	});

	it('sets the meaning that shared code needs', () => {
		expect(simulator.explainError(refusal(131047)).meaning).toBe('windowClosed');
		expect(simulator.explainError(refusal(131050)).meaning).toBe('optedOut');
	});

	it('reports that a message may have been sent when no answer came', () => {
		expect(simulator.explainError({ kind: 'timeout' }).mayHaveBeenSent).toBe(true);
		expect(
			simulator.explainError({ kind: 'unreachable', beforeSending: true, detail: '' })
				.mayHaveBeenSent,
		).toBeUndefined();
	});

	it('never throws, whatever the answer', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.integer(), (body, status) => {
				const response = { status, headers: {}, body };
				expect(simulator.readResponse(response)).toHaveProperty('ok');
				expect(simulator.explainError({ kind: 'refused', ...response }).remedy).not.toBe('');
			}),
		);
	});
});

describe('simulator: media', () => {
	const file = {
		content: Buffer.from('olá'),
		mimeType: 'text/plain; charset=utf-8',
		fileName: 'a.txt',
	};

	it('makes an uploaded file its own id and returns it unchanged', async () => {
		const uploaded = await simulator.media.upload(FROM, file, noNetwork);
		if (!uploaded.ok) throw new Error('not uploaded');
		const downloaded = await simulator.media.download(FROM, { id: uploaded.value }, noNetwork);
		expect(downloaded).toEqual({
			ok: true,
			value: { content: file.content, mimeType: 'text/plain' },
		});
	});

	it('refuses a file of more than 5 MB', async () => {
		const content = Buffer.alloc(MAX_FILE_BYTES + 1);
		expect(await simulator.media.upload(FROM, { ...file, content }, noNetwork)).toMatchObject({
			ok: false,
			error: { code: 'fileTooLarge' },
		});
	});

	it('requests a file of a customer by the id of its message', async () => {
		const asked: unknown[] = [];
		const downloaded = await simulator.media.download(FROM, { id: 'sim.in.3' }, async (request) => {
			asked.push(request);
			const content = Buffer.from('picture');
			const body = { content, mimeType: 'image/png', fileName: 'receipt.png' };
			return { ok: true, status: 200, headers: {}, body };
		});
		expect(asked).toEqual([
			{
				method: 'GET',
				url: 'simulator://media',
				query: { businessId: 'trigger-1', messageId: 'sim.in.3' },
			},
		]);
		expect(downloaded).toEqual({
			ok: true,
			value: {
				content: Buffer.from('picture'),
				mimeType: 'image/png',
				fileName: 'receipt.png',
			},
		});
	});
});

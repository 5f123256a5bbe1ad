import { explainNotAnswered } from '../../messaging/not-answered';

const ASKED = { provider: 'Acme', addressField: 'the API Address' };

describe('a request without an answer', () => {
	it('a request is retried automatically only if it certainly never arrived', () => {
		const failure = { kind: 'unreachable', beforeSending: true, detail: 'ECONNREFUSED' } as const;
		const error = explainNotAnswered(failure, ASKED);
		expect(error).toMatchObject({ code: 'unreachable', retry: 'now' });
		expect(error).not.toHaveProperty('mayHaveBeenSent');
		expect(error.remedy).toContain('the API Address in the credential');
	});

	it.each([
		['timeout', { kind: 'timeout' }],
		['connectionLost', { kind: 'unreachable', beforeSending: false, detail: 'ECONNRESET' }],
	] as const)('a request may have been sent after %s, and is not repeated', (code, failure) => {
		const error = explainNotAnswered(failure, ASKED);
		expect(error).toMatchObject({ code, retry: 'no', mayHaveBeenSent: true });
		expect(error.title).toContain('Acme');
	});

	it.each([
		['fileTooLarge', 'tooLarge'],
		['downloadTooSlow', 'tooSlow'],
		['unsafeRedirect', 'unsafeRedirect'],
	] as const)(
		'the failure is explained by %s when the download of a file was ended',
		(code, because) => {
			const error = explainNotAnswered({ kind: 'downloadEnded', because }, ASKED);
			expect(error).toMatchObject({ code });
			expect(error).not.toHaveProperty('mayHaveBeenSent');
		},
	);

	it('the error contains no detail of the network', () => {
		const failure = { kind: 'unreachable', beforeSending: true, detail: 'canary' } as const;
		expect(JSON.stringify(explainNotAnswered(failure, ASKED))).not.toContain('canary');
	});
});

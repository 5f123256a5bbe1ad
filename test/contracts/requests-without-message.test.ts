import nock from 'nock';

import { asChange, asRepeatable } from '../../messaging/error';
import type { HttpFailure } from '../../messaging/http';
import type { ProviderAdapter } from '../../messaging/provider';
import { providers } from '../../providers';
import { isolateNodes } from '../engine/isolate-nodes';
import { runNode } from '../engine/run-node';

/** A request that sends no message must not ask the user whether the customer got it. */

isolateNodes();

const refused = (status: number): HttpFailure => ({
	...{ kind: 'refused', status },
	...{ headers: {}, body: {} },
});
const FAILURES: HttpFailure[] = [
	{ kind: 'timeout' },
	{ kind: 'unreachable', beforeSending: false, detail: 'ECONNRESET' },
	{ kind: 'unreachable', beforeSending: true, detail: 'ECONNREFUSED' },
	...[429, 500, 502, 503, 504].map(refused),
];

describe.each(Object.values(providers))('$name: a request that is no message', (adapter) => {
	const errors = FAILURES.map((failure) => (adapter as ProviderAdapter).explainError(failure));

	it('the user may repeat it without a look at the customer', () => {
		for (const error of errors.map(asRepeatable)) {
			expect(error.remedy).not.toMatch(/customer|message/i);
			expect(error).not.toHaveProperty('mayHaveBeenSent');
		}
	});

	it('the user checks a change before repeating it', () => {
		const uncertain = errors.filter(({ mayHaveBeenSent }) => mayHaveBeenSent);
		expect(uncertain.length).toBeGreaterThan(0);
		for (const error of uncertain) {
			const { remedy } = asChange(error, 'with Template > List');
			expect(remedy).toBe(
				'Check with Template > List whether it was done before you run it again.',
			);
		}
	});
});

describe('an action that times out', () => {
	const CREDENTIAL = 'businessMessagingWhatsAppCloudApi';
	const GRAPH = 'https://graph.facebook.com';
	const credentials = {
		[CREDENTIAL]: { accessToken: 'invented-token', businessAccountId: '1', baseUrl: GRAPH },
	};
	const timedOut = Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
	beforeEach(() => {
		nock(GRAPH).persist().get(/.*/).replyWithError(timedOut);
		nock(GRAPH).persist().post(/.*/).replyWithError(timedOut);
	});
	afterEach(() => nock.cleanAll());

	it.each([
		['template', 'list', {}],
		['template', 'get', { templateName: 'pedido', templateLanguage: 'pt_BR' }],
		['number', 'getHealth', { from: '106540352242922' }],
		['message', 'markAsRead', { from: '106540352242922', messageId: 'wamid.1' }],
	])('does not speak of a message: %s > %s', async (resource, operation, parameters) => {
		const [[item] = []] = await runNode(
			{ provider: 'whatsappCloud', resource, operation, ...parameters },
			[{}],
			{ credentials, node: { onError: 'continueRegularOutput' } },
		);
		expect(item?.json).toMatchObject({
			error: 'WhatsApp did not answer in time',
			details: { description: expect.stringContaining('Run it again.') },
		});
	});
});

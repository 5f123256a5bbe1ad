import { createHash } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { deliver } from '../../../delivery/deliver';
import type { StoreHandle } from '../../../intake/ports';
import type { OutboundMessage } from '../../../messaging/outbound-message';
import { IS_SIMULATED, type Provider } from '../../../messaging/provider-names';
import { providers } from '../../../providers';
import type { StoredQuestion } from '../../../store/contracts/waits';
import { CREDENTIAL_TYPES, splitCredential } from '../../ports/provider-credentials';
import { clockOf, providerHttp } from '../../ports/provider-http';
import { deliveryPorts } from '../delivery-ports';

/**
 * Sends a further message of a question while its execution waits. The guards apply: a customer who has opted out, or
 * whose customer service window is closed, gets none.
 */
export async function sendFollowUp(
	context: IWebhookFunctions,
	handle: StoreHandle,
	question: StoredQuestion,
	step: 'askAgain' | 'remind',
	message: OutboundMessage,
): Promise<void> {
	const provider = context.getNodeParameter('provider') as Provider;
	const type = CREDENTIAL_TYPES[provider];
	const credential = type === undefined ? undefined : await context.getCredentials(type);
	const { account } = splitCredential(credential);
	const { id, businessId, channel, to } = question;
	await handle.use(async (store) => {
		const now = await clockOf(IS_SIMULATED[provider], store, businessId);
		const outcome = await deliver(
			{
				message,
				to,
				from: { id: businessId, channel, account },
				rules: { consent: 'respectOptOut', closedWindow: 'block' },
				identity: {
					key: keyOf(question, step),
					executionId: question.execution.id,
				},
			},
			providers[provider],
			deliveryPorts({ store, http: providerHttp(context, type, store) }, now),
		);
		if (outcome.outcome === 'accepted' && step === 'askAgain') {
			await store.waits.asked(id, outcome.messageId);
		}
		if (outcome.outcome !== 'accepted') {
			context.logger.warn(
				`Business Messaging could not send a further message of the question "${context.getNode().name}": ${outcome.outcome}`,
			);
		}
	});
}

function keyOf({ id, triesLeft }: StoredQuestion, step: string): string {
	return createHash('sha256')
		.update(JSON.stringify(['question', id, step, triesLeft]))
		.digest('base64url');
}

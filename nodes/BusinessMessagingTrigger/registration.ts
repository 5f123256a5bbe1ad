import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import type { MessagingError } from '../../messaging/error';
import type {
	ProviderAdapter,
	RegistrationMemory,
	RegistrationTarget,
	WebhookRegistration,
} from '../../messaging/provider';
import type { Provider } from '../../messaging/provider-names';
import { providers } from '../../providers';
import { locatorValue } from '../ports/locator-value';
import { n8nHttp } from '../ports/n8n-http';
import { CREDENTIAL_TYPES } from '../ports/provider-credentials';
import { readTriggerCredential } from './secrets';

/**
 * The life of the trigger's address at the provider. With "Set Up by Hand", and for providers that cannot be asked,
 * nothing is done and nothing is undone.
 */
export const webhookMethods = {
	default: {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			const setUp = await registrationOf(this);
			if (setUp === undefined) return true;
			const state = await setUp.registration.check(setUp.target, setUp.http);
			if (state.state === 'failed') throw activationError(this, state.error);
			return state.state === 'registered';
		},

		async create(this: IHookFunctions): Promise<boolean> {
			const setUp = await registrationOf(this);
			if (setUp === undefined) return true;
			const outcome = await setUp.registration.create(setUp.target, setUp.http);
			if (!outcome.ok) throw activationError(this, outcome.error);
			memoryOf(this)[setUp.memoryKey] = outcome.memory;
			for (const notice of outcome.notices) this.logger.info(`Business Messaging: ${notice}`);
			return true;
		},

		async delete(this: IHookFunctions): Promise<boolean> {
			const setUp = await registrationOf(this);
			if (setUp === undefined) return true;
			const memory = memoryOf(this)[setUp.memoryKey] as RegistrationMemory | undefined;
			const outcome = await setUp.registration.remove(setUp.target, memory, setUp.http);
			if (!outcome.ok) {
				this.logger.warn(
					`Business Messaging could not remove its address at the provider: ${outcome.error.title}. ${outcome.error.remedy}`,
				);
				return false;
			}
			delete memoryOf(this)[setUp.memoryKey];
			return true;
		},
	},
};

function memoryOf(context: IHookFunctions): Record<string, unknown> {
	return context.getWorkflowStaticData('node');
}

interface SetUp {
	registration: WebhookRegistration;
	target: RegistrationTarget;
	http: ReturnType<typeof n8nHttp>;
	/** A test run's registration is remembered apart, or its end would forget what production must restore. */
	memoryKey: 'registration' | 'testRegistration';
}

async function registrationOf(context: IHookFunctions): Promise<SetUp | undefined> {
	const provider = context.getNodeParameter('provider') as Provider;
	const adapter: ProviderAdapter = providers[provider];
	const credentialType = CREDENTIAL_TYPES[provider];
	const byHand = context.getNodeParameter('webhookSetup', 'automatic') === 'manual';
	if (adapter.registration === undefined || credentialType === undefined || byHand)
		return undefined;
	const { account, secrets } = await readTriggerCredential(context, provider);
	const businessId = locatorValue(context.getNodeParameter('businessId', ''));
	const options = context.getNodeParameter('options', {}) as { replaceForeign?: boolean };
	const url = context.getNodeWebhookUrl('default') ?? '';
	const test = isTestAddress(url);
	return {
		registration: adapter.registration,
		http: n8nHttp(context, credentialType),
		memoryKey: test ? 'testRegistration' : 'registration',
		target: {
			url,
			verifyToken: secrets.verifyToken ?? '',
			webhookToken: secrets.webhookToken ?? '',
			businessId: businessId === '' ? undefined : businessId,
			account,
			replaceForeign: options.replaceForeign ?? false,
			test,
			ours: [],
		},
	};
}

/** By the address, because n8n reports the same activation mode for the removal of either kind. */
function isTestAddress(url: string): boolean {
	const endpoint = process.env.N8N_ENDPOINT_WEBHOOK_TEST ?? 'webhook-test';
	return url.includes(`/${endpoint}/`);
}

function activationError(context: IHookFunctions, error: MessagingError): NodeOperationError {
	return new NodeOperationError(context.getNode(), error.title, {
		description: `${error.reason} ${error.remedy}`,
	});
}

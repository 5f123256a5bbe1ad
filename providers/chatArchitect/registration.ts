import type { MessagingError } from '../../messaging/error';
import type {
	RegistrationOutcome,
	RegistrationState,
	RegistrationTarget,
	WebhookRegistration,
} from '../../messaging/provider';
import { shownAddress } from '../../messaging/shown-address';
import { apiRequest, ownNumber } from './api';
import { TOKEN_PARAMETER } from './authenticate';
import { explainBody, explainError } from './errors';

/**
 * The trigger's address at ChatArchitect: `POST /webhook` (docs/facts/chat-architect.md#webhook-addresses). An app has
 * one address. It can be set, but neither read nor removed, so an earlier one cannot be detected. Publishing a workflow
 * permits the replacement; a test does not, and is refused unless the user allows it.
 */
export const registration: WebhookRegistration = {
	/** Checks for obstacles only, because setting an address again changes nothing. */
	async check(target): Promise<RegistrationState> {
		const obstacle = obstacleTo(target);
		return obstacle === undefined ? { state: 'unknown' } : { state: 'failed', error: obstacle };
	},

	async create(target, http): Promise<RegistrationOutcome> {
		const obstacle = obstacleTo(target);
		if (obstacle !== undefined) return { ok: false, error: obstacle };
		const answer = await http(
			apiRequest(target.account, 'webhook', {
				...ownNumber(target.account),
				webhook: addressWithToken(target),
				// Text, not booleans. Messages, statuses and opt-outs all go to one address.
				webhook_separate: 'false',
			}),
		);
		const memory = { address: shownAddress(target.url) };
		if (!answer.ok) return { ok: false, error: explainError(answer.failure), memory };
		const refusal = explainBody(answer.body, answer.status);
		if (refusal) return { ok: false, error: refusal };
		return {
			ok: true,
			memory,
			notices: [target.test ? TEST_TOOK_OVER : ONE_ADDRESS],
		};
	},

	/** Sets the target's address, which replaces the earlier one, because the app has one address. */
	async move(target, _from, _memory, http): Promise<RegistrationOutcome> {
		const moved = await registration.create(target, http);
		return moved.ok ? { ...moved, notices: [] } : moved;
	},

	async remove(target): Promise<RegistrationOutcome> {
		return { ok: true, memory: {}, notices: [target.test ? TEST_STAYS : ADDRESS_STAYS] };
	},
};

/** Returns the address with the token, without which requests are refused. */
export function addressWithToken({
	url,
	webhookToken,
}: Pick<RegistrationTarget, 'url' | 'webhookToken'>): string {
	const address = new URL(url);
	address.searchParams.set(TOKEN_PARAMETER, webhookToken);
	return address.href;
}

const ONE_ADDRESS =
	'ChatArchitect now sends the events of this app to this trigger. An app has one address, which ChatArchitect does not show. An earlier address no longer gets any events.';
const TEST_TOOK_OVER =
	'ChatArchitect now sends the events of this app to the test. Publish the workflow again afterwards, or its customers are not answered.';
const ADDRESS_STAYS =
	'ChatArchitect cannot remove an address. It still calls this trigger, which no longer answers. Register another address, or remove this one in the ChatArchitect cabinet.';
const TEST_STAYS =
	'ChatArchitect still calls the test address, because it cannot remove an address. Publish the workflow again to receive messages there.';

function obstacleTo(target: RegistrationTarget): MessagingError | undefined {
	if (!URL.canParse(target.url)) return noAddress();
	// An API address without TLS is an emulator on this machine, which calls addresses without TLS, too.
	if (!/^https:/i.test(target.url) && /^https:/i.test(target.account.baseUrl)) {
		return addressNotSecure(target.url);
	}
	if (target.webhookToken === '') return noToken();
	return target.test && !target.replaceForeign ? addressInUseForTest() : undefined;
}

function noAddress(): MessagingError {
	return {
		code: 'noAddress',
		title: 'This trigger has no address yet',
		reason: 'n8n returned no address for the trigger.',
		remedy: 'Save the workflow and publish it again.',
		retry: 'no',
	};
}

function addressNotSecure(url: string): MessagingError {
	return {
		code: 'addressNotSecure',
		title: 'ChatArchitect only calls https addresses',
		reason: `The address of this trigger is ${shownAddress(url)}.`,
		remedy:
			'Set WEBHOOK_URL to the https address under which n8n can be reached from the internet, or use the Simulator, which needs no public address.',
		retry: 'no',
	};
}

function noToken(): MessagingError {
	return {
		code: 'noWebhookToken',
		title: 'This trigger has no webhook token',
		reason: 'Without a token in its address, anyone could write to it as any customer.',
		remedy: 'Check that the conversation store of n8n can be opened, then publish again.',
		retry: 'no',
	};
}

function addressInUseForTest(): MessagingError {
	return {
		code: 'addressInUse',
		title: 'A test would take messages away from the address in use',
		reason:
			'An app has one address, which ChatArchitect does not show. It could not be restored after the test.',
		remedy:
			'Try the workflow with the Simulator, which needs no account, or publish it and write to the number. If nothing else uses this app, tick "Replace Existing Address" under Options, and publish the workflow after the test.',
		retry: 'no',
	};
}

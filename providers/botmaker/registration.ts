import type { MessagingError } from '../../messaging/error';
import type { Http } from '../../messaging/http';
import type {
	RegistrationOutcome,
	RegistrationState,
	RegistrationTarget,
	WebhookRegistration,
} from '../../messaging/provider';
import {
	addressTaken,
	notSetUp,
	switchedOff,
	tokenDiffers,
	withoutUserMessages,
} from './registration-errors';
import { createTestRule, removeTestRule } from './test-rule';
import { covers, isSameAddress, readWebhooks, type WebhookView } from './webhooks';

/**
 * Checks the trigger's address at Botmaker. The API returns webhooks but cannot create them
 * (docs/facts/botmaker.md#webhook-addresses). The user enters address and token in Botmaker's console, and publishing
 * checks them. Test runs use a rule: it sends chosen chats to the test address while all others continue as before.
 */
export const registration: WebhookRegistration = {
	async check(target, http): Promise<RegistrationState> {
		// An earlier test may have left its rule; creating one finds it.
		if (target.test) return { state: 'missing' };
		const found = await readChannelWebhooks(target, http);
		if (!found.ok) return { state: 'failed', error: found.error };
		// Never 'missing' or 'foreign': nothing could be created. Botmaker returns its webhooks only once a second, so a
		// second request right away would fail for that reason and hide the real one.
		const error = faultOf(found.ours, found.others, target);
		return error === undefined ? { state: 'registered' } : { state: 'failed', error };
	},

	async create(target, http): Promise<RegistrationOutcome> {
		if (target.test) return await createTestRule(target, http);
		const found = await readChannelWebhooks(target, http);
		if (!found.ok) return found;
		const error = faultOf(found.ours, found.others, target);
		if (error !== undefined) return { ok: false, error };
		return { ok: true, memory: {}, notices: noticesOf(found.ours) };
	},

	/** Leaves the address in Botmaker's console, because only the user can remove it there. */
	async remove(target, memory, http): Promise<RegistrationOutcome> {
		if (memory?.ruleId !== undefined) return await removeTestRule(target, memory, http);
		return { ok: true, memory: {}, notices: [] };
	},
};

type Found =
	| { ok: true; ours: WebhookView | undefined; others: WebhookView[] }
	| { ok: false; error: MessagingError };

/**
 * Reads the webhooks. `others`: active webhooks that get the events of the trigger's channel, of which there can only
 * be one.
 */
async function readChannelWebhooks(target: RegistrationTarget, http: Http): Promise<Found> {
	const webhooks = await readWebhooks(target.account, target.webhookToken, http);
	if (!webhooks.ok) return webhooks;
	const relevant = webhooks.value.filter((webhook) => covers(webhook, target.businessId));
	const isOurs = ({ url }: WebhookView) =>
		[target.url, ...target.ours].some((own) => isSameAddress(url, own));
	const ours = relevant.filter(isOurs);
	return {
		ok: true,
		ours: ours.find(isComplete) ?? ours[0],
		others:
			target.businessId === undefined
				? []
				: relevant.filter((webhook) => webhook.active && !isOurs(webhook)),
	};
}

function isComplete(webhook: WebhookView): boolean {
	return webhook.active && webhook.userMessages && webhook.tokenFits !== false;
}

function faultOf(
	ours: WebhookView | undefined,
	others: readonly WebhookView[],
	target: RegistrationTarget,
): MessagingError | undefined {
	if (ours === undefined) {
		const [other] = others;
		return other === undefined ? notSetUp(target.url) : addressTaken(other.url, target.url);
	}
	if (!ours.active) return switchedOff();
	if (!ours.userMessages) return withoutUserMessages();
	return ours.tokenFits === false ? tokenDiffers() : undefined;
}

function noticesOf(ours: WebhookView | undefined): string[] {
	return ours === undefined || ours.statuses
		? []
		: [
				'The webhook in Botmaker does not send status changes, so no Status Update will arrive. Tick them under Integrations > Webhooks if you want them.',
			];
}

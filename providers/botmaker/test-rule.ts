import type { Http } from '../../messaging/http';
import type {
	RegistrationMemory,
	RegistrationOutcome,
	RegistrationTarget,
} from '../../messaging/provider';
import { apiUrl } from './api';
import { call } from './calls';
import { listOf, recordOf, textOf } from './loose-json';
import { noWebhookForTest } from './registration-errors';
import { covers, isSameAddress, readWebhooks } from './webhooks';

/**
 * Registers a test run beside production. A redirection rule sends the chats whose variable `webhookEnv` is `test` to
 * the test address; all others continue as before (docs/facts/botmaker.md#webhook-addresses).
 */

const RULE_NAME = 'n8n test run';
const TEST_CHATS = [{ webhookEnv: 'test' }];

const NOTICE =
	'This test gets only chats whose variable "webhookEnv" has the value "test". Set it for your own chat in Botmaker.';

/** Creates the rule, or finds the one that an interrupted test has left. */
export async function createTestRule(
	target: RegistrationTarget,
	http: Http,
): Promise<RegistrationOutcome> {
	const webhooks = await readWebhooks(target.account, target.webhookToken, http);
	if (!webhooks.ok) return webhooks;
	const webhook = webhooks.value.find(
		(candidate) => candidate.active && covers(candidate, target.businessId),
	);
	if (webhook === undefined) return { ok: false, error: noWebhookForTest() };
	const path = `webhooks/${encodeURIComponent(webhook.id)}`;
	const full = await call({ method: 'GET', url: apiUrl(target.account, path) }, http);
	if (!full.ok) return full;
	const standing = listOf(recordOf(full.value).redirectionRules)
		.map(recordOf)
		.find((rule) => isSameAddress(textOf(rule, 'URL', 'url') ?? '', target.url));
	if (standing !== undefined) return done(webhook.id, textOf(standing, 'id'));
	const made = await call(
		{
			method: 'POST',
			url: apiUrl(target.account, `${path}/redirection-rules`),
			json: { name: RULE_NAME, URL: target.url, chatsMatchProps: TEST_CHATS },
		},
		http,
	);
	return made.ok ? done(webhook.id, textOf(recordOf(made.value), 'id')) : made;
}

function done(webhookId: string, ruleId: string | undefined): RegistrationOutcome {
	return { ok: true, memory: { webhookId, ruleId }, notices: [NOTICE] };
}

/** Removes the rule that `createTestRule` made, and no other. A rule that no longer exists is not an error. */
export async function removeTestRule(
	target: RegistrationTarget,
	{ webhookId = '', ruleId = '' }: RegistrationMemory,
	http: Http,
): Promise<RegistrationOutcome> {
	const path = `webhooks/${encodeURIComponent(webhookId)}/redirection-rules/${encodeURIComponent(ruleId)}`;
	const answer = await call({ method: 'DELETE', url: apiUrl(target.account, path) }, http);
	return answer.ok || answer.error.code === 'http404'
		? { ok: true, memory: {}, notices: [] }
		: answer;
}

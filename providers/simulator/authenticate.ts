import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Lets every request in. The Simulator exists so that a workflow can be tried without an account, so there is no
 * secret that two sides could share: whoever knows the trigger's address may chat with the workflow, as whichever
 * customer they name. That is what a test is for, and why a published workflow that uses the Simulator should not
 * lead to real systems. Simulated customers are kept apart from real ones in the store.
 */
export function authenticate(_request: InboundRequest, _secrets: Secrets): AuthenticationResult {
	return { ok: true };
}

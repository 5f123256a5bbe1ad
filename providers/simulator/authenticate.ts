import type {
	AuthenticationResult,
	InboundRequest,
	Secrets,
} from '../../messaging/inbound-request';

/**
 * Accepts every request: the secret is the link of the trigger, which `simulator/page-access.ts` has checked before. So
 * a workflow can be tried without an account. Simulated customers are kept apart from real ones in the store.
 */
export function authenticate(_request: InboundRequest, _secrets: Secrets): AuthenticationResult {
	return { ok: true };
}

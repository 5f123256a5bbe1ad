import type { MessagingError } from '../messaging/error';
import type { Http, HttpRequest } from '../messaging/http';
import type { ProviderAdapter, SendResult } from '../messaging/provider';

export interface RetryPolicy {
	/** The largest number of requests, including the first. */
	attempts: number;
	/** Replaces `attempts` where the provider throttles: the longest total wait, in seconds. */
	throttledSeconds: number;
	/** The longest single wait, in seconds. A longer one is left to the workflow. */
	longestWaitSeconds: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
	attempts: 4,
	throttledSeconds: 300,
	longestWaitSeconds: 60,
};

/**
 * Sends a request, and repeats it only if the provider certainly did not process it (`retry: 'now'`). Waits 1, 2, 4 …
 * seconds between attempts, and never less than the error says.
 */
export async function sendWithRetries(
	request: HttpRequest,
	adapter: Pick<ProviderAdapter, 'readResponse' | 'explainError'>,
	ports: {
		http: Http;
		sleep: (milliseconds: number) => Promise<void>;
		/** Resolves when the message may leave. Called before every attempt. */
		turn: () => Promise<void>;
		/** Called at the end of every request, answered or not. */
		answered: () => void;
		/** Called for every refusal because of too many messages. */
		slowDown: (error: MessagingError) => void;
	},
	policy: RetryPolicy = DEFAULT_RETRY_POLICY,
): Promise<SendResult> {
	let waitedSeconds = 0;
	for (let attempt = 1; ; attempt++) {
		await ports.turn();
		const answer = await ports.http(request);
		ports.answered();
		const result: SendResult = answer.ok
			? adapter.readResponse(answer, request)
			: { ok: false, error: adapter.explainError(answer.failure) };
		if (result.ok) return result;
		const { error } = result;
		const isThrottled = error.meaning === 'rateLimited';
		if (isThrottled) ports.slowDown(error);
		const ownWait = Math.min(2 ** (attempt - 1), policy.longestWaitSeconds);
		const waitSeconds = Math.max(ownWait, error.retryAfterSeconds ?? 0);
		const isPatient = isThrottled
			? waitedSeconds + waitSeconds <= policy.throttledSeconds
			: attempt < policy.attempts;
		if (!isPatient || !isSafeToRepeat(error) || waitSeconds > policy.longestWaitSeconds) {
			return result;
		}
		waitedSeconds += waitSeconds;
		await ports.sleep(waitSeconds * 1000);
	}
}

function isSafeToRepeat(error: MessagingError): boolean {
	return error.retry === 'now' && error.mayHaveBeenSent !== true;
}

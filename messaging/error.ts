/**
 * An error in words that a shop owner can act on. `title` and `remedy` are ours, `reason` is as specific as the provider
 * allows. None of them contains a secret, an address with a query string, or the text of a message.
 */
export interface MessagingError {
	/** Stable code: the provider's own (e.g. `131047`) or one of ours (e.g. `unreachable`). */
	code: string;
	/** States the event, in a few words of the past tense. */
	title: string;
	/** The cause, as far as it is known. */
	reason: string;
	/** The next step of the user, in the imperative. */
	remedy: string;
	/**
	 * Whether the same request may be retried automatically. `now`: refused before it was processed, so a retry after
	 * `retryAfterSeconds` is safe. `later`: a condition must change first (hours). `no`: it would fail again, or the
	 * message may have been sent and a retry could deliver it twice.
	 */
	retry: 'no' | 'later' | 'now';
	/** Wait before a retry, in seconds. */
	retryAfterSeconds?: number;
	/**
	 * True when the outcome is unknown (time-out, or server error on a provider without an idempotency key). Such a
	 * message is reported as `unknown` and never retried automatically.
	 */
	mayHaveBeenSent?: boolean;
	/** The meaning of the provider's code, where shared code has to act on it. */
	meaning?: 'windowClosed' | 'optedOut' | 'rateLimited' | 'wrongCredential';
	/** Marks `rateLimited` as the limit of one customer, not of the sender. */
	limitedFor?: 'recipient';
	/** The provider's trace id, for its support desk. */
	traceId?: string;
}

/** Returns whether a request that may be repeated without harm can succeed at another time. */
export function maySucceedLater({ retry, mayHaveBeenSent }: MessagingError): boolean {
	return retry !== 'no' || mayHaveBeenSent === true;
}

/**
 * Returns the error of a request that is no message and may be repeated without harm, e.g. a reading. Explanations of
 * providers speak of messages, which may arrive twice.
 */
export function asRepeatable(error: MessagingError): MessagingError {
	const { mayHaveBeenSent, ...known } = error;
	if (mayHaveBeenSent) return { ...known, remedy: 'Run it again.', retry: 'later' };
	if (error.meaning !== 'rateLimited') return error;
	return { ...known, remedy: 'Wait a moment, then run it again.' };
}

/**
 * Returns the error of a request that is no message and changes something at the provider.
 *
 * @param check where the user sees whether it was done, e.g. `with Template > List`
 */
export function asChange(error: MessagingError, check: string): MessagingError {
	const { mayHaveBeenSent, ...known } = error;
	if (!mayHaveBeenSent) return error;
	return {
		...known,
		remedy: `Check ${check} whether it was done before you run it again.`,
		retry: 'later',
	};
}

/** The reason why a guard blocks a message; on the "Blocked" output as `blocked`. */
export interface Blocked {
	/** Stable code, e.g. `optedOut`, `windowClosed`, `tooManyButtons`. */
	code: string;
	reason: string;
	remedy: string;
}

/**
 * What went wrong, in words a shop owner can act on. `title` and `remedy` are ours, `reason` is as specific as the
 * provider allows. None of them ever holds a secret, an address with a query string, or the text of a message.
 */
export interface MessagingError {
	/** Stable code: the provider's own (e.g. `131047`) or one of ours (e.g. `unreachable`). */
	code: string;
	/** What happened, in a few words. */
	title: string;
	/** Why, as far as it is known. */
	reason: string;
	/** What to do now. */
	remedy: string;
	/**
	 * Whether the same request may be sent again by itself. `now`: refused before it was processed, a repeat after
	 * `retryAfterSeconds` is safe. `later`: a condition must change first (hours). `no`: it would fail again, or
	 * the message may already be out and a repeat could reach the person twice.
	 */
	retry: 'no' | 'later' | 'now';
	/** Wait before a repeat, in seconds. */
	retryAfterSeconds?: number;
	/**
	 * True when nobody can tell whether the message went out (time-out, server fault on a provider without an
	 * idempotency key). Such a message is reported as `unknown` and never repeated by itself.
	 */
	mayHaveBeenSent?: boolean;
	/** What the provider's code amounts to, where shared code has to act on it. */
	meaning?: 'windowClosed' | 'optedOut' | 'rateLimited' | 'wrongCredential';
	/** For `rateLimited`: only messages to this person are too many, not those of the sender as a whole. */
	limitedFor?: 'recipient';
	/** The provider's trace id, for its support desk. */
	traceId?: string;
}

/** The reasons why a guard keeps a message back; on the "Blocked" output as `blocked`. */
export interface Blocked {
	/** Stable code, e.g. `optedOut`, `windowClosed`, `tooManyButtons`. */
	code: string;
	reason: string;
	remedy: string;
}

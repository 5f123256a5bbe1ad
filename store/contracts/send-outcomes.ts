/**
 * Outcomes of sends, by which a repeat that n8n causes itself is known: Retry On Fail, Executions > Retry, and an
 * execution that starts again after a crash. A send that certainly did not go out has no outcome.
 */
export interface SendOutcomes {
	/** Returns the outcome of an earlier attempt at this send. */
	find(key: string): Promise<SendOutcome | undefined>;
	/**
	 * Records that the request of a send begins. Of concurrent attempts, one gets `true`. `messages.recordSent` with the
	 * key records that the provider has accepted it.
	 */
	begin(beginning: SendBeginning, now: Date): Promise<boolean>;
	/** Removes the record of a send that certainly did not go out, so that a repeat sends it. */
	forget(key: string): Promise<void>;
}

export interface SendBeginning {
	key: string;
	executionId: string;
	/** Id of the execution whose outcome this send replaces, because the same is sent again on purpose. */
	replaces?: string;
}

export interface SendOutcome {
	/** `requested`: whether it went out is unknown, or it is on its way. */
	state: 'requested' | 'accepted';
	executionId: string;
	/** ISO 8601 UTC. */
	at: string;
	/** Absent while it is only requested, and after the customer was erased. */
	messageId?: string;
	result: SendResultFacts;
}

/** Facts about an accepted send, without anything that identifies the customer. */
export interface SendResultFacts {
	/** Whether the provider holds the message back for a check. */
	held?: boolean;
	/** Notices for the user. */
	notices?: string[];
	/** Whether the template went out that was chosen for a closed customer service window. */
	usedTemplateInstead?: boolean;
}

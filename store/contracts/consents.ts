import type { ConsentScope, ConsentSource, ConsentState } from '../../messaging/event';

export interface ConsentRecord {
	state: ConsentState;
	scope: ConsentScope;
	source: ConsentSource;
	/** The typed word, the signed form, or who asked. */
	evidence?: string;
	at: string;
}

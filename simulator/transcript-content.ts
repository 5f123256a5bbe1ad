import type { EventButton, EventMessage } from '../messaging/event';
import type { OutboundMessage } from '../messaging/outbound-message';

/**
 * Content of the lines of a simulated chat (`TranscriptEntry.content`), each with at most `MAX_CONTENT_BYTES`. The page
 * draws each kind in its own way. An address of a file is `simulator-file:<id>`.
 */
export type TranscriptContent =
	/** Sent by the workflow or by an agent. `drawing` is a template as the customer sees it. */
	| { kind: 'outbound'; message: OutboundMessage; drawing?: unknown }
	| { kind: 'inbound'; message: EventMessage }
	| { kind: 'tap'; button: EventButton }
	| { kind: 'handover'; direction: 'toBot' | 'toHuman'; service?: string }
	| { kind: 'consent'; state: 'optedIn' | 'optedOut'; scope: 'all' | 'marketing' }
	/** A message that a guard blocked, with the reason. */
	| { kind: 'notSent'; reason: string }
	/** The workflow shows that it is writing. Valid until its next message, 25 s at most. */
	| { kind: 'typing' }
	/** A customer whom the user added to the list. */
	| { kind: 'customer'; name: string }
	/** A line of an older version that is too large to be read. */
	| { kind: 'unreadable' };

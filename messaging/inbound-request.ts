/** What arrives at a trigger's address, free of n8n and of any web framework. */
export interface InboundRequest {
	/** Upper case. */
	method: string;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string>>;
	/** The bytes as they came; signatures are computed over these and nothing else. */
	rawBody: Buffer;
	/** The parsed JSON, or `undefined` when the body was none. */
	body: unknown;
	/** When it arrived; for providers whose events carry no time. */
	receivedAt: Date;
	/** The trigger's own stable id; for providers whose events do not name the business. */
	receiver: string;
}

/** Secrets of a credential by the name of its field. Never logged, never part of an output or of an address. */
export type Secrets = Readonly<Record<string, string | undefined>>;

export type AuthenticationResult = { ok: true } | { ok: false; reason: string };

/** An answer that a provider expects before it sends events, e.g. the echo of a challenge. */
export interface HandshakeReply {
	status: number;
	contentType: string;
	body: string;
}

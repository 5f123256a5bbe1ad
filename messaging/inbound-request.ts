/** A request to a trigger's address, without types of n8n or a web framework. */
export interface InboundRequest {
	/** Upper case. */
	method: string;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string>>;
	/** The bytes as received. Signatures are computed over these only. */
	rawBody: Buffer;
	/** The parsed JSON, or `undefined` if the body was not JSON. */
	body: unknown;
	/** Time of arrival, used where events carry no time. */
	receivedAt: Date;
	/** The trigger's stable id, used where events do not name the business. */
	receiver: string;
}

/** Secrets of a credential by the name of the field. Never logged, never part of an output or an address. */
export type Secrets = Readonly<Record<string, string | undefined>>;

export type AuthenticationResult = { ok: true } | { ok: false; reason: string };

/** An answer that a provider expects before it sends events, e.g. the echo of a challenge. */
export interface HandshakeReply {
	status: number;
	contentType: string;
	body: string;
}

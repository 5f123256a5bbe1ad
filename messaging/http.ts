/**
 * HTTP as data. Providers describe requests and read responses; whoever holds a network (n8n's helper in the nodes,
 * an emulator in the tests) carries them out.
 */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Absolute. Never holds a secret. */
	url: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	/** JSON body. */
	json?: unknown;
	/** Body as `application/x-www-form-urlencoded`. */
	form?: Record<string, string>;
	/** Body as `multipart/form-data`. */
	multipart?: MultipartPart[];
	/**
	 * In whose name. `account` (default): the credential's access token. `app`: the provider's application, for the
	 * few calls that only the application may make. The credential knows how to prove either.
	 */
	identity?: 'account' | 'app';
	/** `bytes` when the answer is a file: the response's body is then a Buffer. */
	expect?: 'json' | 'bytes';
}

export type MultipartPart =
	| { name: string; value: string }
	| { name: string; content: Buffer; fileName: string; mimeType: string };

export interface HttpResponse {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed JSON where it was JSON, otherwise the text; a Buffer when bytes were expected. */
	body: unknown;
}

/** Two different facts: the provider answered no, or the provider was not reached. */
export type HttpFailure =
	| ({ kind: 'refused' } & HttpResponse)
	| { kind: 'timeout' }
	/** `beforeSending`: the connection never came about, so the request was certainly not processed. */
	| { kind: 'unreachable'; beforeSending: boolean; detail: string };

export type HttpResult = ({ ok: true } & HttpResponse) | { ok: false; failure: HttpFailure };

/** Carries a request out. Never throws for what a provider or a network can do. */
export type Http = (request: HttpRequest) => Promise<HttpResult>;

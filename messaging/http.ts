/**
 * HTTP as data. Providers describe requests and read responses; a port executes them (n8n's helper in the nodes, an
 * emulator in the tests).
 */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Absolute. Never contains a secret. */
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
	 * The identity of the request. `account` (default): the credential's access token. `app`: the provider's application,
	 * for the few calls that only the application may make. The credential authenticates both.
	 */
	identity?: 'account' | 'app';
	/**
	 * `bytes` when the answer is a file: the response's body is then a Buffer. Redirects of files are followed, those of
	 * other requests are refusals.
	 */
	expect?: 'json' | 'bytes';
	/** Size of the largest file that is wanted, where it is smaller than that of every download. */
	maxBytes?: number;
}

export type MultipartPart =
	| { name: string; value: string }
	| { name: string; content: Buffer; fileName: string; mimeType: string };

export interface HttpResponse {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** The parsed JSON, or else the text; a Buffer when bytes were expected. */
	body: unknown;
}

/** Reasons to end a download: the file is too large, it takes too long, or its address must not be requested. */
export type DownloadEnd = 'tooLarge' | 'tooSlow' | 'unsafeRedirect';

/** Separates a refusal by the provider from a provider that was not reached. */
export type HttpFailure =
	| ({ kind: 'refused' } & HttpResponse)
	| { kind: 'timeout' }
	/** The download of a file was ended here. */
	| { kind: 'downloadEnded'; because: DownloadEnd }
	/** `beforeSending`: no connection was established, so the request was certainly not processed. */
	| { kind: 'unreachable'; beforeSending: boolean; detail: string };

export type HttpResult = ({ ok: true } & HttpResponse) | { ok: false; failure: HttpFailure };

/** Executes a request. Never throws for a failure of the provider or the network. */
export type Http = (request: HttpRequest) => Promise<HttpResult>;

import { openApiDocument, type OpenApiDocument } from '../../contracts/openapi';

/** Checks whether a request has the form that Infobip accepts, by the strict documents if they are available. */

const FILES: ReadonlyArray<readonly [path: RegExp, file: string]> = [
	[/^\/whatsapp\//, 'strict/infobip-whatsapp.strict.json'],
	[/^\/viber\//, 'strict/infobip-viber.strict.json'],
	[/^\/messages-api\//, 'strict/infobip-messages-api.strict.json'],
	[/^\/subscriptions\//, 'strict/infobip-subscriptions-api.strict.json'],
	[/^\/resource/, 'strict/infobip-resources.strict.json'],
];

/** Paths with ids in them, as the documents write them. */
const TEMPLATES: ReadonlyArray<readonly [path: RegExp, template: string]> = [
	[/^\/subscriptions\/1\/subscription\/[^/]+$/, '/subscriptions/1/subscription/{channel}'],
	[/^\/whatsapp\/2\/senders\/[^/]+\/templates$/, '/whatsapp/2/senders/{sender}/templates'],
];

/** The documents are big, and every emulator of a test run uses the same ones. */
const opened = new Map<string, OpenApiDocument | undefined>();

/** Returns the faults of the body; empty if there are none, or no document describes it. */
export function faultsOf(method: string, path: string, body: unknown): string[] {
	const file = FILES.find(([pattern]) => pattern.test(path))?.[1];
	if (method !== 'POST' || file === undefined || path.endsWith('/read')) return [];
	if (!opened.has(file)) opened.set(file, openApiDocument(file));
	const document = opened.get(file);
	const template = TEMPLATES.find(([pattern]) => pattern.test(path))?.[1] ?? path;
	try {
		return document?.requestFaults(method, template, body) ?? [];
	} catch {
		return [`${path} is not described`];
	}
}

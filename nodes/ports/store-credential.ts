import { isIPv6 } from 'node:net';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { postgresEngine } from '../../store/engines/postgres';
import { createStore } from '../../store/open-store';
import { StoreError, type StoreErrorCode } from '../../store/store-error';
import type { StoreChoice } from '../process/stores';

/** The credential with which a user chooses a PostgreSQL database for conversations. */
export const STORE_CREDENTIAL = 'businessMessagingStoreApi';

/** Rejects every character that could end the host within an address. */
const HOST = /^[^\s/\\:@?#[\]]+$/;

/**
 * Builds the store's address from the credential. Equal fields give exactly equal addresses, because nodes share
 * connections by address.
 *
 * @throws StoreError `badAddress` when the host is not a host
 */
export function storeChoiceOf(credential: ICredentialDataDecryptedObject): StoreChoice {
	const options = new URLSearchParams({
		sslmode: sslMode(credential),
		...(text(credential.schema) && { schema: text(credential.schema) }),
	});
	const user = encodeURIComponent(text(credential.user));
	const password = encodeURIComponent(String(credential.password ?? ''));
	const database = encodeURIComponent(text(credential.database));
	const place = `${hostOf(credential)}:${Number(credential.port) || 5432}/${database}`;
	return {
		url: `postgres://${user}:${password}@${place}?${options.toString()}`,
		poolSize: Number(credential.maxConnections) || undefined,
	};
}

function sslMode({ ssl, ignoreSslIssues }: ICredentialDataDecryptedObject): string {
	if (ssl !== 'require') return 'disable';
	return ignoreSslIssues === true ? 'no-verify' : 'require';
}

function hostOf(credential: ICredentialDataDecryptedObject): string {
	const host = text(credential.host);
	if (isIPv6(host)) return `[${host}]`;
	if (HOST.test(host)) return host;
	throw new StoreError({
		code: 'badAddress',
		title: 'Host is not the name or IP address of a computer',
		remedy: 'Write it without postgres:// and without the port, for example db.example.com.',
	});
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** Remedies in terms of the credential's fields, where those for an address would mislead. */
const REMEDIES: Partial<Record<StoreErrorCode, string>> = {
	unknownHost: 'Check Host. In Docker it is the name of the service.',
	cannotConnect:
		'Check Host and Port, that PostgreSQL is running, and that no firewall blocks the connection.',
	wrongPassword: 'Check User and Password.',
	databaseMissing: 'Check Database, or create it, for example with CREATE DATABASE.',
	untrusted:
		'Switch on "Ignore SSL Issues (Insecure)" if you trust the network between n8n and the database.',
	notEncrypted: 'Choose another value for SSL. The database offers no encryption, or requires it.',
	tooManyConnections:
		'Raise max_connections in PostgreSQL, or lower Maximum Number of Connections.',
};

/**
 * Tests the credential as the nodes use it at their first message: connects, and creates missing tables. Uses its own
 * connections, because those in use may be older than the credential.
 */
export async function testStoreCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const store = await createStore(postgresEngine(storeChoiceOf(credential.data ?? {})));
		await store.close();
		return { status: 'OK', message: 'Connection successful! The tables are ready.' };
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
		const { code, title, remedy } = error;
		return { status: 'Error', message: `${title}. ${REMEDIES[code] ?? remedy}` };
	}
}

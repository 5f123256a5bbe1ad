import { StoreError } from '../store-error';

/**
 * The address of a PostgreSQL database as users get it from their host: `postgres://user:password@host:5432/database`,
 * with the options that `pg` reads (https://node-postgres.com/features/connecting#connection-uri) and one of ours,
 * `schema`. No part of an address is ever shown.
 */
export interface PostgresAddress {
	/** The address in the form that `pg` accepts. */
	connectionString: string;
	/** The tables have a schema of their own, because the database is often n8n's, with names such as `messages`. */
	schema: string;
}

const DEFAULT_SCHEMA = 'business_messaging';
const PROTOCOLS: ReadonlySet<string> = new Set(['postgres:', 'postgresql:']);

/** Names that need no quoting, within the 63 bytes of a name; `pg_` is reserved for the database. */
const SCHEMA = /^(?!pg_)(?!information_schema$)[a-z_][a-z0-9_]{0,62}$/;

/**
 * Modes for which `pg` encrypts and checks the certificate. It warns that a later version will check less. Writing the
 * mode that it uses avoids the warning.
 */
const CHECKED_ENCRYPTION: ReadonlySet<string> = new Set(['prefer', 'require', 'verify-ca']);

/**
 * Reads an address.
 *
 * @throws StoreError `badAddress`
 */
export function readPostgresAddress(url: string): PostgresAddress {
	const address = parse(url);
	if (!address || !PROTOCOLS.has(address.protocol)) throw notUnderstood();
	const schema = address.searchParams.get('schema') ?? DEFAULT_SCHEMA;
	if (!SCHEMA.test(schema)) throw badSchema();
	address.searchParams.delete('schema');
	const encryption = address.searchParams.get('sslmode');
	const isLibpqStyle = address.searchParams.get('uselibpqcompat') === 'true';
	if (encryption !== null && CHECKED_ENCRYPTION.has(encryption) && !isLibpqStyle) {
		address.searchParams.set('sslmode', 'verify-full');
	}
	return { connectionString: address.toString(), schema };
}

function parse(url: string): URL | undefined {
	try {
		return new URL(url.trim());
	} catch {
		return undefined;
	}
}

function notUnderstood(): StoreError {
	return new StoreError({
		code: 'badAddress',
		title: 'The address of the conversation store could not be read',
		remedy:
			'Write it as postgres://user:password@host:5432/database. In a password, write % as %25, @ as %40, : as %3A, / as %2F, ? as %3F and # as %23.',
	});
}

function badSchema(): StoreError {
	return new StoreError({
		code: 'badAddress',
		title: 'The schema in the address of the conversation store has an invalid name',
		remedy:
			'Use lower-case letters, digits and underscores, at most 63, beginning with a letter and not with pg_.',
	});
}

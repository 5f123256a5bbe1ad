import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv2020 from 'ajv/dist/2020';

import { invalid, type Refusal } from './world';

/**
 * Checks whether a request body has the form that Botmaker accepts, by the OpenAPI document of the v2 API if it is
 * available. The document is a reconstruction, less strict than the real API must be: it closes no object, so fields
 * that it does not name are refused here as well.
 */

const FILE = path.resolve(
	__dirname,
	'../../../../shared/openapi/botmaker-v2-messaging-subset.openapi.json',
);

export type Contract = (schema: SchemaName, body: unknown) => Refusal | undefined;
export type SchemaName =
	| 'MessagesRequest'
	| 'TriggerIntentRequest'
	| 'ChatUpdateRequest'
	| 'RefreshCredentialsRequest'
	| 'RedirectionRule';

let loaded: Contract | undefined;

/** Loads the contract once for the process. Without the document everything passes, and one line says so. */
export function loadContract(): Contract {
	loaded ??= compile();
	return loaded;
}

function compile(): Contract {
	if (!existsSync(FILE)) {
		process.stderr.write(
			'The emulated Botmaker checks no bodies: its OpenAPI document is not in ../shared/openapi.\n',
		);
		return () => undefined;
	}
	const document = closed(JSON.parse(readFileSync(FILE, 'utf8'))) as object;
	const ajv = new Ajv2020({ strict: false, validateFormats: false });
	ajv.addSchema({ $id: 'botmaker', ...document });
	return (schema, body) => {
		const validate = ajv.getSchema(`botmaker#/components/schemas/${schema}`);
		if (validate === undefined) throw new Error(`The document has no ${schema}`);
		if (validate(body)) return undefined;
		const [error] = validate.errors ?? [];
		return invalid(`${error?.message ?? 'is invalid'}`, error?.instancePath || 'body');
	};
}

/** Closes every object with named properties. */
function closed(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(closed);
	if (typeof node !== 'object' || node === null) return node;
	const copy = Object.fromEntries(
		Object.entries(node).map(([key, value]: [string, unknown]) => [key, closed(value)]),
	);
	const isObject = copy.type === 'object' && typeof copy.properties === 'object';
	return isObject && copy.additionalProperties === undefined
		? { ...copy, additionalProperties: false }
		: copy;
}

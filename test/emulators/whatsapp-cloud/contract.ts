import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

import { record, text } from './calls';
import { GraphRefusal, refusals } from './graph-errors';

/**
 * Checks whether a send request has the form that Meta accepts, by the OpenAPI contract if it is available, and
 * otherwise by its bare structure.
 */
export type Contract = (body: Record<string, unknown>) => GraphRefusal | undefined;

const DEFAULT_PATH = join(
	__dirname,
	'../../../../shared/openapi/whatsapp-cloud-contract-subset.unofficial.yaml',
);
/** The document is big, and every emulator of a test run uses the same one. */
const compiled = new Map<string, Ajv>();

/** @param path of the OpenAPI document; `false` for structural checks only */
export function loadContract(path: string | false = DEFAULT_PATH): Contract {
	if (path === false || !existsSync(path)) return structural;
	const ajv = compiled.get(path) ?? compile(path);
	compiled.set(path, ajv);
	return (body) => structural(body) ?? againstDocument(ajv, body);
}

/** Returns whether the contract document is available. */
export function contractAvailable(path = DEFAULT_PATH): boolean {
	return existsSync(path);
}

function compile(path: string): Ajv {
	const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
	ajv.addSchema(record(parse(readFileSync(path, 'utf8'), { maxAliasCount: -1 })), 'contract');
	return ajv;
}

function againstDocument(ajv: Ajv, body: Record<string, unknown>): GraphRefusal | undefined {
	const name = body.status === undefined ? `Msg_${text(body.type) ?? 'text'}` : 'MarkRead';
	const validate: ValidateFunction | undefined = ajv.getSchema(
		`contract#/components/schemas/${name}`,
	);
	if (!validate) return refusals.invalid(`type '${String(body.type)}' is not known`);
	if (validate(body)) return undefined;
	return refusalOf(validate.errors ?? []);
}

function refusalOf(errors: ErrorObject[]): GraphRefusal {
	const deepest = [...errors].sort(
		(one, other) => other.instancePath.split('/').length - one.instancePath.split('/').length,
	)[0];
	const path = (deepest?.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.');
	const details = `${path || 'body'} ${deepest?.message ?? 'is invalid'}`;
	if (deepest?.keyword === 'required') return refusals.missing(details);
	return deepest?.keyword === 'additionalProperties'
		? refusals.invalid(`${details}: ${String(deepest.params['additionalProperty'])}`)
		: refusals.badValue(details);
}

const CONTENT_TYPES = new Set([
	'text',
	'image',
	'video',
	'audio',
	'document',
	'sticker',
	'location',
	'contacts',
	'reaction',
	'interactive',
	'template',
]);

function structural(body: Record<string, unknown>): GraphRefusal | undefined {
	if (body.messaging_product !== 'whatsapp') {
		return refusals.invalid('The parameter messaging_product is required.');
	}
	if (body.status !== undefined) {
		return text(body.message_id) ? undefined : refusals.missing('message_id');
	}
	if (!text(body.to) && !text(body.recipient)) return refusals.missing('to');
	const type = text(body.type) ?? 'text';
	if (!CONTENT_TYPES.has(type)) return refusals.invalid(`type '${type}' is not known`);
	if (typeof body[type] !== 'object' || body[type] === null) return refusals.missing(type);
	return undefined;
}

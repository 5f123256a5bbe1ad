import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/**
 * OpenAPI documents that check our requests. They are not part of this project, but in a folder beside the checkout.
 * Without the folder, `openApiDocument` returns `undefined` and prints one line.
 */
const FOLDER = path.resolve(__dirname, '..', '..', '..', 'shared', 'openapi');

export interface OpenApiDocument {
	/** Names of the schemas, to prove that the document was really read. */
	readonly schemas: readonly string[];
	/**
	 * Returns the faults of a request body, e.g. `/text/body must NOT have fewer than 1 characters`; empty when
	 * accepted.
	 */
	requestFaults(method: string, pathTemplate: string, body: unknown): string[];
	/** Returns the examples of a response, by their names. */
	responseExamples(method: string, pathTemplate: string, status: string): Record<string, unknown>;
}

/**
 * @param fileName a file of the folder, YAML or JSON
 * @param options `mergeAllOf`: for documents that close each part of an `allOf` with `additionalProperties: false`.
 * Taken by the letter such a schema accepts nothing at all; what is meant is one object with the properties of both.
 */
export function openApiDocument(
	fileName: string,
	options: { mergeAllOf?: boolean } = {},
): OpenApiDocument | undefined {
	const file = path.join(FOLDER, fileName);
	if (!existsSync(file)) {
		process.stderr.write(
			`Contract tests against ${fileName} are not declared: there is no such file in ../shared/openapi.\n`,
		);
		return undefined;
	}
	const source = parse(readFileSync(file, 'utf8')) as unknown;
	const document = options.mergeAllOf ? mergedAllOf(source, source) : source;
	const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
	addFormats(ajv);
	ajv.addSchema({ $id: fileName, ...asRecord(document) });

	const operation = (method: string, pathTemplate: string) => [
		'paths',
		pathTemplate,
		method.toLowerCase(),
	];

	return {
		schemas: Object.keys(asRecord(at(document, ['components', 'schemas']))),
		requestFaults(method, pathTemplate, body) {
			const steps = [
				...operation(method, pathTemplate),
				'requestBody',
				'content',
				'application/json',
				'schema',
			];
			if (at(document, steps) === undefined) {
				throw new Error(`${fileName} does not describe ${method} ${pathTemplate}`);
			}
			const validate = ajv.compile({ $ref: `${fileName}#/${steps.map(pointerStep).join('/')}` });
			if (validate(body)) return [];
			return (validate.errors ?? []).map(({ instancePath, message }) =>
				`${instancePath} ${message ?? ''}`.trim(),
			);
		},
		responseExamples(method, pathTemplate, status) {
			const response = at(document, [...operation(method, pathTemplate), 'responses', status]);
			const examples = at(followed(document, response), [
				'content',
				'application/json',
				'examples',
			]);
			return Object.fromEntries(
				Object.entries(asRecord(examples)).map(([name, example]) => [
					name,
					asRecord(example).value,
				]),
			);
		},
	};
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function at(value: unknown, steps: readonly string[]): unknown {
	return steps.reduce<unknown>((inner, step) => asRecord(inner)[step], value);
}

function pointerStep(step: string): string {
	return encodeURIComponent(step.replace(/~/g, '~0').replace(/\//g, '~1'));
}

function followed(document: unknown, node: unknown): unknown {
	const reference = asRecord(node).$ref;
	return typeof reference === 'string' ? at(document, reference.slice(2).split('/')) : node;
}

function mergedAllOf(node: unknown, document: unknown): unknown {
	if (Array.isArray(node)) return node.map((entry) => mergedAllOf(entry, document));
	if (typeof node !== 'object' || node === null) return node;
	const { allOf, ...rest } = node as Record<string, unknown>;
	if (!Array.isArray(allOf)) {
		return Object.fromEntries(
			Object.entries(node).map(([key, value]) => [key, mergedAllOf(value, document)]),
		);
	}
	const parts = [rest, ...allOf].map((part) => asRecord(followed(document, part)));
	const merged = Object.assign({}, ...parts) as Record<string, unknown>;
	merged.properties = Object.assign(
		{},
		...parts.map((part) => asRecord(part.properties)),
	) as unknown;
	merged.required = parts.flatMap((part) => (Array.isArray(part.required) ? part.required : []));
	return mergedAllOf(merged, document);
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { checkLimits } from '../../messaging/limits';
import { OUTBOUND_TYPES, type OutboundMessage } from '../../messaging/outbound-message';
import type { ProviderAdapter, Recipient, Sender } from '../../messaging/provider';
import type { OpenApiDocument } from './openapi';

/**
 * The contract of every provider's way out, over the messages in `test/fixtures/outbound`: each of its golden bodies
 * is what `build` makes, stays within the declared limits, and is accepted by the provider's documents.
 */

const FIXTURES = path.resolve(__dirname, '..', 'fixtures', 'outbound');

export interface OutboundFixture {
	name: string;
	message: OutboundMessage;
	to: Recipient;
	/** Golden bodies, by provider. */
	bodies: Record<string, unknown>;
}

const fixtureFile = z
	.object({
		message: z.object({ type: z.enum(OUTBOUND_TYPES) }).passthrough(),
		to: z.object({ id: z.string() }).passthrough(),
	})
	.catchall(z.unknown());

/** Returns every fixture, in the order of their names. */
export function outboundFixtures(): OutboundFixture[] {
	return readdirSync(FIXTURES)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const { message, to, ...bodies } = fixtureFile.parse(
				JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8')),
			);
			// The golden bodies prove the rest of the shape.
			const outbound = message as unknown as OutboundMessage;
			return { name: path.basename(file, '.json'), message: outbound, to, bodies };
		});
}

export interface RequestSchema {
	document: OpenApiDocument;
	/** Path template of the request in the document. */
	path: string;
	/** Returns whether the document covers this type of message. Some documents wrongly refuse some types. */
	covers: (fixture: OutboundFixture) => boolean;
}

/** Declares the tests. */
export function outboundContract(
	adapter: Pick<ProviderAdapter, 'name' | 'build' | 'capabilities'>,
	from: Sender,
	schemas: Readonly<Record<string, RequestSchema | undefined>>,
): void {
	const fixtures = outboundFixtures().filter((fixture) => adapter.name in fixture.bodies);
	const capabilities = adapter.capabilities(from.channel);

	describe(`${adapter.name}: outbound contract`, () => {
		it('the adapter has a fixture for every type that it sends natively', () => {
			const native = OUTBOUND_TYPES.filter(
				(type) => capabilities.messages[type].support === 'native',
			);
			const covered = new Set(fixtures.map((fixture) => fixture.message.type));
			expect(native.length).toBeGreaterThan(0);
			expect(native.filter((type) => !covered.has(type))).toEqual([]);
		});

		it.each(fixtures)('builds the golden body of $name', ({ message, to, bodies }) => {
			expect(adapter.build(message, to, from).json).toEqual(bodies[adapter.name]);
		});

		it.each(fixtures)('keeps $name within its own limits', ({ message }) => {
			expect(checkLimits(message, capabilities)).toEqual([]);
		});
	});

	for (const [name, schema] of Object.entries(schemas)) {
		if (schema) checkedBy(adapter, from, name, schema, fixtures.filter(schema.covers));
	}
}

function checkedBy(
	adapter: Pick<ProviderAdapter, 'name' | 'build'>,
	from: Sender,
	name: string,
	{ document, path: pathTemplate }: RequestSchema,
	fixtures: readonly OutboundFixture[],
): void {
	const faults = (body: unknown) => document.requestFaults('POST', pathTemplate, body);

	describe(`${adapter.name}: bodies checked by ${name}`, () => {
		it('the document covers schemas and fixtures', () => {
			expect(document.schemas.length).toBeGreaterThan(0);
			expect(fixtures.length).toBeGreaterThan(0);
		});

		it.each(fixtures)('accepts $name', ({ message, to }) => {
			expect(faults(adapter.build(message, to, from).json)).toEqual([]);
		});

		it.each(fixtures)('refuses $name when its type is misspelt', ({ message, to }) => {
			const body = adapter.build(message, to, from).json as Record<string, unknown>;
			expect(faults({ ...body, type: 'telegram' })).not.toEqual([]);
		});

		it.each(fixtures)('refuses $name when its content is missing', ({ message, to }) => {
			const body = adapter.build(message, to, from).json as Record<string, unknown>;
			const broken = { ...body };
			delete broken[String(body.type)];
			expect(faults(broken)).not.toEqual([]);
		});
	});
}

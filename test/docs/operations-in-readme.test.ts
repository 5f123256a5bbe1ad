import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import { BusinessMessaging } from '../../nodes/BusinessMessaging/BusinessMessaging.node';

// The feature list of the README is written by hand; this keeps it complete.

const README = readFileSync(path.join(__dirname, '../../README.md'), 'utf8');
const { properties } = new BusinessMessaging().description;

const namesOf = (options: unknown) =>
	(options as INodePropertyOptions[]).map(({ name, value }) => ({ name, value: String(value) }));
const resources = namesOf(properties.find(({ name }) => name === 'resource')?.options);
const operationsOf = (resource: string) =>
	namesOf(
		properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		)?.options,
	);

/** Returns the text behind the name of a resource in the README: `*Number*: Get Health.` */
function listed(resource: string): string[] {
	const list = new RegExp(`\\*${resource}\\*: ([^.]+)\\.`).exec(README)?.[1];
	return (list ?? '').split(', ').sort();
}

describe('the README', () => {
	it.each(resources)('lists every operation of $name, and no other', ({ name, value }) => {
		const operations = operationsOf(value).map((operation) => operation.name);
		expect(operations.length).toBeGreaterThan(0);
		expect(listed(name)).toEqual(operations.sort());
	});
});

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { nodeTypes, PACKAGE } from '../engine/package-nodes';
import { RELEASES } from './golden-stores';

const files = RELEASES.flatMap((release) =>
	readdirSync(join(__dirname, release, 'workflows')).map((file) => ({
		release,
		name: basename(file, '.json'),
	})),
);

describe.each(files)('the workflow $name of $release', ({ release, name }) => {
	const read = <Content>(...path: string[]) =>
		JSON.parse(readFileSync(join(__dirname, release, ...path), 'utf8')) as Content;
	const { nodes } = read<{ nodes: INode[] }>('workflows', `${name}.json`);
	const resolved = read<Record<string, INodeParameters>>('resolved', `${name}.json`);
	const outputs = read<Record<string, Record<string, string[]>>>('outputs.json')[name];
	const ours = nodes.filter(({ type }) => type.startsWith(PACKAGE));
	const workflow = new Workflow({
		id: name,
		// n8n adds defaults to the nodes that it is given.
		nodes: structuredClone(ours),
		connections: {},
		active: false,
		nodeTypes,
	});

	const described = (node: INode) =>
		nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description;

	it('keeps the versions and credentials of its nodes', () => {
		for (const node of ours) {
			const { version, credentials = [] } = described(node);
			expect([version].flat()).toContain(node.typeVersion);
			expect(credentials.map((credential) => credential.name)).toEqual(
				expect.arrayContaining(Object.keys(node.credentials ?? {})),
			);
		}
	});

	it('keeps every stored parameter, its type and its values', () => {
		for (const node of ours) {
			const description = described(node);
			const shown = description.properties.filter((property) =>
				NodeHelpers.displayParameter(resolved[node.name] ?? {}, property, node, description),
			);
			const problems = mismatches(shown, node.parameters, '');
			expect({ [node.name]: problems }).toEqual({ [node.name]: [] });
		}
	});

	it('reads its stored parameters and defaults as before', () => {
		for (const node of ours) {
			const description = described(node);
			const { properties } = description;
			const { parameters } = node;
			expect({
				[node.name]: NodeHelpers.getNodeParameters(
					properties,
					...([parameters, true, false, node, description] as const),
				),
			}).toMatchObject({ [node.name]: resolved[node.name] });
		}
	});

	it('keeps the outputs of its nodes in number, order and name', () => {
		for (const node of ours) {
			const drawn = NodeHelpers.getNodeOutputs(workflow, node, described(node));
			const names = drawn.map((output) =>
				typeof output === 'string' ? output : `${output.type}:${output.displayName ?? ''}`,
			);
			expect({ [node.name]: names }).toEqual({ [node.name]: outputs?.[node.name] });
		}
	});
});

/** Returns the paths of stored values that today's panel does not offer. */
function mismatches(
	properties: readonly INodeProperties[],
	stored: INodeParameters,
	path: string,
): string[] {
	return Object.entries(stored).flatMap(([name, value]) => {
		const named = properties.filter((property) => property.name === name);
		const found = named.map((property) => mismatch(property, value, `${path}${name}`));
		return (
			found.find((problems) => problems.length === 0) ?? found[0] ?? [`${path}${name} is gone`]
		);
	});
}

function mismatch(
	property: INodeProperties,
	value: NodeParameterValueType,
	path: string,
): string[] {
	if (property.type === 'collection')
		return mismatches(property.options as INodeProperties[], value as INodeParameters, `${path}.`);
	if (property.type === 'fixedCollection')
		return Object.entries(value as INodeParameters).flatMap(([group, entries]) => {
			const offered = (property.options as INodePropertyCollection[]).find(
				(option) => option.name === group,
			);
			if (offered === undefined) return [`${path}.${group} is gone`];
			return ([entries].flat() as INodeParameters[]).flatMap((entry) =>
				mismatches(offered.values, entry, `${path}.${group}.`),
			);
		});
	if (typeof value === 'string' && value.startsWith('=')) return [];
	return isOffered(property, value)
		? []
		: [`${path}: ${property.type} does not take ${String(value)}`];
}

function isOffered(property: INodeProperties, value: NodeParameterValueType): boolean {
	const { type } = property;
	if (type === 'options') return offersValue(property, value);
	if (type === 'multiOptions')
		return Array.isArray(value) && value.every((one) => offersValue(property, one));
	if (type === 'number' || type === 'boolean') return typeof value === type;
	if (type === 'resourceLocator') {
		const mode = (value as { mode?: string }).mode;
		return property.modes?.some((offered) => offered.name === mode) ?? false;
	}
	if (type === 'resourceMapper')
		return typeof value === 'object' && value !== null && 'mappingMode' in value;
	if (property.typeOptions?.multipleValues === true) return Array.isArray(value);
	return ['string', 'json', 'dateTime'].includes(type) && typeof value === 'string';
}

/** Lists that are loaded from the account take any value. */
function offersValue(property: INodeProperties, value: unknown): boolean {
	if (property.typeOptions?.loadOptionsMethod !== undefined) return typeof value === 'string';
	return (property.options ?? []).some((option) => 'value' in option && option.value === value);
}

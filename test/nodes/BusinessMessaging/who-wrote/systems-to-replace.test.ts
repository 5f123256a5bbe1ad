import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { nodeTypes, PACKAGE } from '../../../engine/package-nodes';
import { temporaryFolder } from '../../../fixtures/temporary-folder';
import { TRIGGER } from './workflow';

/**
 * Workflows that replace other systems, built with version 0.1.0 beside this project and read where they lie. Converted
 * to version 2, they name the customer where no event does, and nothing else of both ends.
 */
const FOLDER = path.resolve(__dirname, '../../../../../shared/seeds');
const OURS = new RegExp(`^${PACKAGE}businessMessaging(Tool)?$`);

interface Workflow {
	nodes: INode[];
}

const isExpression = (value: unknown) => JSON.stringify(value ?? '').includes('={{');

/** Returns the node in version 2, with parameters that mean the same. */
function converted(node: INode, hasTrigger: boolean): INode {
	const { to, from, channel, ...others } = node.parameters;
	const version2 = (parameters: INodeParameters) => ({ ...node, typeVersion: 2, parameters });
	const isOfEvent = to === undefined || /json\.contact\.id \}\}$/.test(String(to));
	if (hasTrigger && isOfEvent) return version2(others);
	const named = version2({
		...{ ...others, customer: 'anotherCustomer', to: to ?? DEFAULT_OF_VERSION_1 },
		...(!isExpression(from) && from !== undefined && { from }),
		...(!isExpression(channel) && channel !== undefined && { channel }),
	});
	return 'customer' in kept(named) ? named : version2(node.parameters);
}

const DEFAULT_OF_VERSION_1 = '={{ $json.contact.id }}';

/** Returns the parameters that n8n keeps of a node: those which its version has. */
function kept(node: INode): INodeParameters {
	const type = node.type.replace(/Tool$/, '');
	const { description } = nodeTypes.getByNameAndVersion(type, node.typeVersion);
	const given = [node.parameters, false, false, node, description] as const;
	return NodeHelpers.getNodeParameters(description.properties, ...given) ?? {};
}

function readWorkflows(): Array<{ name: string; workflow: Workflow }> {
	if (!existsSync(FOLDER)) {
		process.stderr.write('Workflows to replace are not converted: there is no ../shared/seeds.\n');
		return [];
	}
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
	return files
		.filter((name) => name.endsWith('.json'))
		.map((name) => ({
			name,
			workflow: JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Workflow,
		}));
}

describe('workflows that replace other systems, in version 2', () => {
	const workflows = readWorkflows();
	if (workflows.length === 0) {
		it('the workflows cannot be read here', () => expect(workflows).toEqual([]));
		return;
	}
	const folder = temporaryFolder();
	const actions: INode[] = [];
	let counted: Array<{ ends: number; name: string; customers: number; hasTrigger: boolean }>;

	beforeAll(() => {
		const names = new Map<string, { customers: number; hasTrigger: boolean }>();
		for (const { name, workflow } of workflows) {
			const hasTrigger = workflow.nodes.some(({ type }) => type === TRIGGER);
			const nodes = workflow.nodes.map((node) => {
				if (!OURS.test(node.type)) return node;
				const action = converted(node, hasTrigger);
				actions.push(action);
				return action;
			});
			const customers = nodes.filter(({ parameters }) => parameters.customer !== undefined).length;
			names.set(name, { customers, hasTrigger });
			mkdirSync(path.dirname(folder.file(name)), { recursive: true });
			writeFileSync(folder.file(name), JSON.stringify({ ...workflow, nodes }));
		}
		const count = path.join(FOLDER, 'count.mjs');
		const table = execFileSync(process.execPath, [count, folder.path], {
			encoding: 'utf8',
		});
		counted = table.split('\n').flatMap((line) => {
			const [, , , , , ends, ...rest] = line.trim().split(/\s+/);
			const name = rest.join(' ');
			const facts = names.get(name);
			return facts ? [{ ends: Number(ends), name, ...facts }] : [];
		});
	});

	it('the workflows need neither customer nor number nor channel where our trigger starts them', () => {
		const started = counted.filter(({ hasTrigger }) => hasTrigger);
		expect(started.length).toBeGreaterThan(10);
		expect(started.filter(({ ends }) => ends > 0)).toEqual([]);
	});

	it('the workflows type the customer once for each action elsewhere, and never number or channel', () => {
		const others = counted.filter(({ hasTrigger }) => !hasTrigger);
		expect(others.length).toBeGreaterThan(5);
		expect(others.filter(({ ends, customers }) => ends > customers)).toEqual([]);
		for (const { parameters } of actions) {
			expect(isExpression(parameters.from) || isExpression(parameters.channel)).toBe(false);
		}
	});

	it('the workflows keep every parameter: version 2 has a field for each', () => {
		expect(actions.length).toBeGreaterThan(50);
		for (const action of actions) {
			const stored = kept(action);
			const dropped = Object.keys(action.parameters).filter(
				(name) => !(name in stored) && !isDefault(action, name),
			);
			expect({ [action.name]: dropped }).toEqual({ [action.name]: [] });
		}
	});

	/** Returns whether the value is the default of its field, which n8n does not keep. */
	function isDefault({ parameters }: INode, name: string): boolean {
		const { description } = nodeTypes.getByNameAndVersion(`${PACKAGE}businessMessaging`, 2);
		return description.properties.some(
			(field) =>
				field.name === name && JSON.stringify(field.default) === JSON.stringify(parameters[name]),
		);
	}
});

import type {
	IDataObject,
	IExecuteFunctions,
	INodeParameters,
	NodeTypeAndVersion,
} from 'n8n-workflow';

/**
 * Returns the part of n8n that the node needs: parameters by path, expressions of the form `={{ $json.a.b }}`, and the
 * items. It does not prove how n8n itself reads parameters; the tests on n8n's engine do.
 */
export function executeDouble(
	parameters: INodeParameters,
	items: IDataObject[],
	{
		continueOnFail = false,
		timeZone = 'America/Sao_Paulo',
		typeVersion = 1,
		parents = [] as NodeTypeAndVersion[],
	} = {},
): { context: IExecuteFunctions; reads: () => number; hints: string[] } {
	let reads = 0;
	const hints: string[] = [];
	const node = {
		id: 'n1',
		name: 'Message Router',
		type: 'n8n-nodes-business-messaging.messageRouter',
		typeVersion,
		position: [0, 0],
		parameters,
	};
	const context = {
		getInputData: () => items.map((json) => ({ json, binary: undefined })),
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow-1' }),
		getParentNodes: () => parents,
		getChildNodes: () => [],
		getExecuteData: () => ({ source: null }),
		getTimezone: () => timeZone,
		continueOnFail: () => continueOnFail,
		addExecutionHints: (hint: { message: string }) => hints.push(hint.message),
		getNodeParameter: (path: string, itemIndex: number, fallback: unknown) => {
			reads += 1;
			const value = valueAt(parameters, path.split('.'));
			return value === undefined ? fallback : resolve(value, items[itemIndex] ?? {});
		},
	};
	return { context: context as unknown as IExecuteFunctions, reads: () => reads, hints };
}

function valueAt(from: unknown, path: string[]): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null
				? (value as Record<string, unknown>)[key]
				: undefined,
		from,
	);
}

function resolve(value: unknown, json: IDataObject): unknown {
	if (typeof value === 'string') {
		const path = /^=\{\{ \$json\.([\w.]+) \}\}$/.exec(value)?.[1];
		return path === undefined ? value : valueAt(json, path.split('.'));
	}
	if (Array.isArray(value)) return value.map((part) => resolve(part, json));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolve(part, json)]));
}

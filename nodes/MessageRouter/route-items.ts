import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { ROUTE_BY, type RouteBy } from '../../routing';
import { routerOutputs } from './outputs';
import { rules } from './rules';
import { OPTIONS_READ_PER_ITEM, readPath, type RouteItem } from './rules/rule';

/**
 * Sends each item to the outputs that its rule picks. Settings without expressions are read once for all items, which
 * is a hundred times cheaper than once for each; the compiled rules are kept between executions.
 */
export function routeItems(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const routeBy = readRouteBy(context);
	const parameters = context.getNode().parameters;
	const names = routerOutputs({ ...parameters, operation: routeBy });
	const outputs = names.map((): INodeExecutionData[] => []);
	const fallback = fallbackOf(parameters, routeBy, outputs.length);
	const constant = !hasExpression(parameters);

	let prepared: RouteItem | undefined;
	items.forEach((item, itemIndex) => {
		const pairedItem = { item: itemIndex };
		try {
			if (!constant) prepared = undefined;
			prepared ??= rules[routeBy].prepare(context, itemIndex);
			const { branches, additions } = prepared(item.json, itemIndex);
			const targets = branches.length > 0 ? branches : fallback === undefined ? [] : [fallback];
			for (const target of targets) {
				// A copy for each output, so that nodes behind one output cannot change what another one gets.
				outputs[target]?.push({ ...item, json: { ...item.json, ...additions }, pairedItem });
			}
		} catch (error) {
			const failure = asNodeError(context, error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			const json: IDataObject = { error: failure.message };
			if (failure.description) json.details = failure.description;
			outputs[fallback ?? 0]?.push({ json, pairedItem });
		}
	});
	return outputs;
}

function readRouteBy(context: IExecuteFunctions): RouteBy {
	const chosen = context.getNodeParameter('operation', 0, 'keyword');
	const found = ROUTE_BY.find((known) => known === chosen);
	if (found) return found;
	throw new NodeOperationError(
		context.getNode(),
		`The field Route By has the value "${String(chosen)}", which does not exist.`,
		{ itemIndex: 0, description: `Choose one of: ${ROUTE_BY.join(', ')}.` },
	);
}

/** The output for items without a match. Business hours and handlers always have an answer. */
function fallbackOf(
	parameters: INodeParameters,
	routeBy: RouteBy,
	outputs: number,
): number | undefined {
	if (routeBy === 'businessHours' || routeBy === 'handler') return undefined;
	const extra = hasExtraOutput(parameters, routeBy);
	if (extra) return outputs - 1;
	return readPath(parameters, 'options', 'fallbackOutput') === 'first' ? 0 : undefined;
}

/** Without any rule the fallback is the only output, whatever was chosen. */
function hasExtraOutput(parameters: INodeParameters, routeBy: RouteBy): boolean {
	const without = { ...parameters, options: { fallbackOutput: 'extra' } };
	return (
		routerOutputs({ ...parameters, operation: routeBy }).length ===
		routerOutputs({ ...without, operation: routeBy }).length
	);
}

/** Whether a setting depends on the item: n8n marks expressions with a leading "=". */
function hasExpression(value: unknown, key = ''): boolean {
	if (OPTIONS_READ_PER_ITEM.includes(key) || key === 'tierField') return false;
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(([name, part]) => hasExpression(part, name));
}

function asNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	return new NodeOperationError(
		context.getNode(),
		error instanceof Error ? error : new Error(String(error)),
		{ itemIndex },
	);
}

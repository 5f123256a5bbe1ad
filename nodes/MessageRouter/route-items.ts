import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { EventRoute } from '../../messaging/event';
import { StoreError } from '../../store/store-error';
import { layOutOutputs, type OutputLayout } from './outputs';
import { outputModes, type RoutedItem, type RouteItem, type RoutingRules } from './rules/rule';

/**
 * Sends each item to the output of its rule. Settings without expressions are read once for all items, which takes a
 * hundredth of the time; compiled settings are kept between executions.
 */
export async function routeItems(
	context: IExecuteFunctions,
	rules: RoutingRules,
): Promise<INodeExecutionData[][]> {
	const mode = readMode(context, rules);
	const { parameters, typeVersion } = context.getNode();
	const layout = layOutOutputs(
		{ ...parameters, operation: mode.value },
		typeVersion,
		outputModes(rules),
	);
	const outputs = layout.names.map((): INodeExecutionData[] => []);
	const addsRoute = typeVersion >= 2 || parameters.addRoute === true;
	const isConstant = !hasExpression(parameters, mode.rule.readPerItem ?? []);

	let routeItem: RouteItem | undefined;
	const items = mode.rule.selectItems?.(context) ?? context.getInputData().entries();
	for (const [itemIndex, item] of items) {
		const pairedItem = { item: itemIndex };
		try {
			if (!isConstant) routeItem = undefined;
			routeItem ??= mode.rule.prepare(context, itemIndex);
			const routed = await routeItem(item.json, itemIndex);
			for (const { output, route } of findTargets(routed, layout)) {
				// A copy for each output, so that nodes behind one output cannot change the item of another.
				const json = { ...item.json, ...routed.additions, ...(addsRoute && { route }) };
				outputs[output]?.push({ ...item, json, pairedItem });
			}
		} catch (error) {
			const failure = asNodeError(context, error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			const { message, description } = failure;
			const json = { error: message, ...(description && { details: description }) };
			// n8n knows a failed item by these keys alone, and moves it to the error output where the user chose one.
			outputs[layout.fallback ?? 0]?.push({ json, pairedItem });
		}
	}
	return outputs;
}

interface Target {
	output: number;
	route: EventRoute & { matched: string };
}

/** Returns the outputs of an item with the route to each; none where it has no rule and no fallback. */
function findTargets(routed: RoutedItem, layout: OutputLayout): Target[] {
	const { branches, matched = [], reason, details } = routed;
	const { names, firstRule, fallback, fallbackName } = layout;
	if (branches.length === 0 && fallback !== undefined) {
		return [{ output: fallback, route: { rule: fallbackName, matched: '', reason, ...details } }];
	}
	return branches.map((branch, index) => {
		const output = firstRule + branch;
		const rule = names[output] ?? '';
		return { output, route: { rule, matched: matched[index] ?? '', reason, ...details } };
	});
}

function readMode(context: IExecuteFunctions, rules: RoutingRules) {
	const values = Object.keys(rules);
	const value = String(context.getNodeParameter('operation', 0, values[0]));
	const rule = Object.hasOwn(rules, value) ? rules[value] : undefined;
	if (rule) return { value, rule };
	throw new NodeOperationError(
		context.getNode(),
		`The value "${value}" of the field Route By was not recognized.`,
		{ itemIndex: 0, description: `Choose one of ${values.join(', ')}.` },
	);
}

/** Returns whether the settings depend on the item. n8n marks an expression with a leading "=". */
function hasExpression(value: unknown, readPerItem: readonly string[], key = ''): boolean {
	if (readPerItem.includes(key)) return false;
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(([name, part]) => hasExpression(part, readPerItem, name));
}

function asNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const cause = error instanceof Error ? error : new Error(String(error));
	const remedy = error instanceof StoreError && { description: error.remedy };
	return new NodeOperationError(context.getNode(), cause, { itemIndex, ...remedy });
}

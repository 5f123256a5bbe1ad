import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { EventRoute } from '../../../messaging/event';
import type { Decision, Router, SettingsProblem } from '../../../routing/decision';
import { showHints } from '../../ports/execution-hints';
import type { OutputMode } from '../outputs';

/**
 * The contract of a mode of Route By. Each mode is one entry of the table in `index.ts`. Panel, outputs and execution
 * read the table and know no mode by its name.
 */
export interface RoutingRule extends Omit<OutputMode, 'value'> {
	/** Choice in Route By. Its value is the key in the table. */
	option: { name: string; description: string; action: string };
	/** Panel fields. Each shows itself for this mode only. */
	properties: INodeProperties[];
	/** Lists that the panel fields load. */
	loadOptions?: LoadOptions;
	/** Parameters that are resolved for each item and are no part of the settings. */
	readPerItem?: readonly string[];
	/** Returns the items to route, each with the index by which it is paired; absent: all incoming items. */
	selectItems?(context: IExecuteFunctions): Array<[number, INodeExecutionData]>;
	/**
	 * Returns the function that routes items by the settings of one item. Throws a NodeOperationError that names the item
	 * when the settings cannot be used.
	 */
	prepare(context: IExecuteFunctions, itemIndex: number): RouteItem;
}

/** The table of all modes by the value of Route By; the first is the default. */
export type RoutingRules = Readonly<Record<string, RoutingRule>>;

/** Returns the data of each mode that the outputs need. */
export function outputModes(rules: RoutingRules): OutputMode[] {
	return Object.entries(rules).map(([value, { outputNames, hasFallback }]) => ({
		value,
		outputNames,
		hasFallback,
	}));
}

export type LoadOptions = Record<
	string,
	(this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>
>;

export type RouteItem = (json: IDataObject, itemIndex: number) => Promise<RoutedItem>;

export interface RoutedItem extends Omit<Decision, 'reason'> {
	/** One sentence for the user. */
	reason: string;
	/** Added to the route of the item. */
	details?: RouteDetails;
	/** Added to the json of the item. */
	additions?: IDataObject;
}

/** The part of a route that only some modes know. A mode whose rules share an output names the rule. */
export type RouteDetails = Partial<Omit<EventRoute, 'matched' | 'reason'>>;

/** A mode in typed parts: parameters become settings, compiled settings answer for the input from each item. */
interface RuleParts<Settings, Input, Answer extends Decision> extends Omit<RoutingRule, 'prepare'> {
	/** Reads the settings as the expressions in them resolve for one item. */
	readSettings(context: IExecuteFunctions, itemIndex: number): Settings;
	/**
	 * Compiles the settings. Must cache the result, because it is called for each item when settings contain an
	 * expression.
	 */
	compile(settings: Settings): Router<Input, Answer>;
	/** Returns the function that reads the input from each item, and from the store where the decision depends on it. */
	inputReader(
		context: IExecuteFunctions,
		settings: Settings,
		itemIndex: number,
	): (json: IDataObject, itemIndex: number) => Input | Promise<Input>;
	/** A sentence for the user for each reason of a decision. */
	reasons: Readonly<Record<Answer['reason'], string>>;
	/** Returns the problem of an item that cannot be routed. */
	findProblem?(answer: Answer): SettingsProblem | undefined;
	details?(answer: Answer): RouteDetails;
	additions?(answer: Answer): IDataObject;
}

/** Returns the entry of a mode. Checks its types, which the table does not keep. */
export function defineRule<Settings, Input, Answer extends Decision>({
	readSettings,
	compile,
	inputReader,
	reasons,
	findProblem,
	details,
	additions,
	...entry
}: RuleParts<Settings, Input, Answer>): RoutingRule {
	return {
		...entry,
		prepare(context, itemIndex) {
			const settings = readSettings(context, itemIndex);
			const { problems, hints = [], decide } = compile(settings);
			refuse(context, problems[0], itemIndex);
			if (itemIndex === 0) showHints(context, hints);
			const readInput = inputReader(context, settings, itemIndex);
			return async (json, index) => {
				const answer = decide(await readInput(json, index));
				refuse(context, findProblem?.(answer), index);
				return {
					branches: answer.branches,
					matched: answer.matched,
					reason: reasons[answer.reason as Answer['reason']],
					details: details?.(answer),
					additions: additions?.(answer),
				};
			};
		},
	};
}

function refuse(
	context: IExecuteFunctions,
	found: SettingsProblem | undefined,
	itemIndex: number,
): void {
	if (!found) return;
	throw new NodeOperationError(context.getNode(), found.problem, {
		itemIndex,
		description: found.remedy,
	});
}

/** Returns whether the user added the option. Its default counts only from then on. */
export function hasOption(context: IExecuteFunctions, name: string): boolean {
	const { options } = context.getNode().parameters;
	return typeof options === 'object' && options !== null && Object.hasOwn(options, name);
}

/** Returns the part of an item at a path, or `undefined`. The item may have any shape. */
export function readPath(json: unknown, ...path: string[]): unknown {
	let value: unknown = json;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** Returns the text of a value. A number counts as text, any other value as none. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : undefined;
}

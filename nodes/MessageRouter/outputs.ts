import type { INodeParameters } from 'n8n-workflow';

/**
 * Outputs of the node: one for each rule that the user typed, and the fallback. n8n evaluates them as an expression, in
 * the editor and on the server, so the expression contains the source of these functions. Each is self-contained: no
 * imports, no closures, no `{` or `}` twice in a row.
 */

/** A mode of Route By as far as the outputs depend on it. */
export interface OutputMode {
	/** Value of Route By. */
	value: string;
	outputNames: OutputNames;
	/** Whether an item may match no rule. */
	hasFallback: boolean;
}

/** Names the outputs of the rules, in the order in which the user typed them. A self-contained arrow function. */
export type OutputNames = (parameters: OutputParameters) => string[];

/** The parameters of the node, as an expression without data sees them. */
export interface OutputParameters {
	/** Returns the rows of a fixed collection. */
	rows(collection: string): unknown[];
	/** Returns the trimmed text of a field, or `''` for any other value and for an expression. */
	text(row: unknown, field: string): string;
	/** Returns whether an option of the mode is switched on. */
	isOn(option: string): boolean;
}

/** Names of all outputs, and the indexes by which the execution finds them. */
export interface OutputLayout {
	/** Never empty, no name twice. */
	names: string[];
	/** Output of the first rule; the others follow. */
	firstRule: number;
	/** Output for items that match no rule; `undefined` when they leave by no output. */
	fallback: number | undefined;
	fallbackName: string;
}

/**
 * Returns the layout of the outputs. From version 2 on, the fallback comes first: n8n stores a connection by the index
 * of its output, so a rule that is added at the end moves none. In version 1 the fallback comes last, and an option
 * removes it.
 */
export function layOutOutputs(
	parameters: INodeParameters,
	version: number,
	modes: readonly OutputMode[],
): OutputLayout {
	const read = (from: unknown, key: string): unknown =>
		typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[key] : undefined;
	const mode = modes.find(({ value }) => value === parameters.operation) ?? modes[0];
	const rules =
		mode?.outputNames({
			rows: (collection) => {
				const rows = read(parameters[collection], 'values');
				return Array.isArray(rows) ? rows : [];
			},
			text: (row, field) => {
				const value = read(row, field);
				return typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
			},
			isOn: (option) => read(parameters.options, option) === true,
		}) ?? [];

	const hasFallback = mode?.hasFallback === true;
	const isFirst = version >= 2;
	const chosen = isFirst ? 'extra' : read(parameters.options, 'fallbackOutput');
	const isExtra = hasFallback && (rules.length === 0 || chosen === undefined || chosen === 'extra');
	const fallbackName = isFirst ? 'Other' : 'Fallback';
	const wanted = !isExtra ? rules : isFirst ? [fallbackName, ...rules] : [...rules, fallbackName];
	let fallback: number | undefined;
	if (isExtra) fallback = isFirst ? 0 : rules.length;
	else if (hasFallback && chosen === 'first') fallback = 0;

	const names: string[] = [];
	for (const name of wanted) {
		let unique = name;
		for (let copy = 2; names.includes(unique); copy++) unique = name + ' ' + String(copy);
		names.push(unique);
	}
	return { names, firstRule: isExtra && isFirst ? 1 : 0, fallback, fallbackName };
}

/** Returns the expression from which n8n draws the outputs, made of the sources of the functions above. */
export function outputsExpression(modes: readonly OutputMode[]): `={{${string}}}` {
	const sources = modes.map(
		({ value, hasFallback, outputNames }) =>
			`{ value: ${JSON.stringify(value)}, hasFallback: ${hasFallback}, outputNames: ${outputNames.toString()} }`,
	);
	const layout = `(${layOutOutputs.toString()})($parameter, $nodeVersion, [${sources.join(', ')}])`;
	return `={{${layout}.names.map((displayName) => ({ type: 'main', displayName }))}}`;
}

import type { INodeParameters } from 'n8n-workflow';

/**
 * The outputs of the node follow the rules that the user typed. n8n evaluates them as an expression, in the editor and
 * on the server, so the function below travels as text: it must not use anything from outside of itself, nor two
 * closing braces in a row, which would end the expression.
 */

export interface RouterOutput {
	type: 'main';
	displayName: string;
}

/** One output for each rule, in their order, then the fallback where there is one. Never empty; no name twice. */
export function routerOutputs(parameters: INodeParameters): RouterOutput[] {
	const read = (from: unknown, key: string): unknown =>
		typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[key] : undefined;
	const textOf = (from: unknown, key: string): string => {
		const value = read(from, key);
		return typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
	};
	const rulesOf = (collection: string): unknown[] => {
		const values = read(parameters[collection], 'values');
		return Array.isArray(values) ? values : [];
	};

	let names: string[] = [];
	let fallback = false;
	if (parameters.operation === 'businessHours') names = ['Open', 'Closed', 'Holiday'];
	else if (parameters.operation === 'handler') names = ['Bot', 'Human', 'Waiting'];
	else {
		const byTier = parameters.operation === 'customerTier';
		names = rulesOf(byTier ? 'tiers' : 'keywordRules').map((rule, index) => {
			if (byTier) return textOf(rule, 'name') || 'Tier ' + String(index + 1);
			const words = textOf(rule, 'match') === 'regularExpression' ? '' : textOf(rule, 'words');
			const firstWord = (words.split(/[,;\n]/)[0] || '').trim();
			return textOf(rule, 'outputName') || firstWord || 'Rule ' + String(index + 1);
		});
		const chosen = read(parameters.options, 'fallbackOutput');
		fallback = names.length === 0 || chosen === undefined || chosen === 'extra';
	}
	if (fallback) names.push('Fallback');

	const taken: string[] = [];
	return names.map((name) => {
		let displayName = name;
		for (let copy = 2; taken.includes(displayName); copy++) {
			displayName = name + ' ' + String(copy);
		}
		taken.push(displayName);
		return { type: 'main', displayName };
	});
}

export const OUTPUTS_EXPRESSION: `={{${string}}}` = `={{(${routerOutputs.toString()})($parameter)}}`;

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { ONLY_VERSION_1 } from './rules/fallback-output';
import type { LoadOptions, RoutingRules } from './rules/rule';

/** The panel of the node, made of the table of modes. */

/** Returns Route By, the fields of every mode, and the fields that do not depend on the mode. */
export function routerProperties(rules: RoutingRules): INodeProperties[] {
	const [defaultMode = ''] = Object.keys(rules);
	const withFallback = Object.keys(rules).filter((value) => rules[value]?.hasFallback);
	return [
		{
			displayName: 'Route By',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: routeByOptions(rules),
			default: defaultMode,
			description: 'What to route messages by',
		},
		...Object.values(rules).flatMap(({ properties }) => properties),
		{
			displayName:
				'Connections keep their place when you remove or move a rule. Check the connections of every output after it.',
			name: 'connectionsNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { operation: withFallback } },
		},
		{
			displayName: 'Add Route',
			name: 'addRoute',
			type: 'boolean',
			default: false,
			displayOptions: { show: ONLY_VERSION_1 },
			description:
				'Whether to add <code>route</code> to each item, with the rule, the part that matched, and the reason',
		},
	];
}

/** Returns one sentence with the names of all modes. */
export function routerDescription(rules: RoutingRules): string {
	const names = routeByOptions(rules).map(({ name }) => name.toLowerCase());
	return `Routes messages by ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Returns the lists that the fields of all modes load. */
export function routerLoadOptions(rules: RoutingRules): LoadOptions {
	return Object.assign({}, ...Object.values(rules).map(({ loadOptions }) => loadOptions));
}

function routeByOptions(rules: RoutingRules): INodePropertyOptions[] {
	return Object.entries(rules)
		.map(([value, { option }]) => ({ ...option, value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

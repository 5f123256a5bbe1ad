import type { IDataObject } from 'n8n-workflow';
import { routers } from '../../../routing';
import { WEEKDAYS } from '../../../routing/business-days';
import { splitWords } from '../../../routing/keyword-words';
import { URGENT, type TeamInput, type TeamRule, type TeamSettings } from '../../../routing/team';
import type { OutputNames } from '../outputs';
import { readInstant } from './instant';
import { messageReader } from './message-input';
import { asText, defineRule, hasOption, readPath } from './rule';
import { DEFAULT_URGENCY_WORDS, teamProperties } from './team.properties';

/** Route By Team. All teams leave by one output unless the user chose one for each, so one node can write to any team. */

interface RuleFields extends IDataObject {
	name?: string;
	team?: string;
	from?: string | number;
	days?: string[];
	urgentOnly?: boolean;
}

interface OptionFields {
	outputPerTeam?: boolean;
	timeZone?: string;
	urgencyWords?: unknown;
}

/** Names one output for each team, in the order of their first rules, or a single one for all. */
const outputNames: OutputNames = ({ rows, text, isOn }) => {
	const teams = rows('teamRules').map(
		(rule, index) => text(rule, 'team') || 'Team ' + String(index + 1),
	);
	return isOn('outputPerTeam')
		? teams.filter((name, index) => teams.indexOf(name) === index)
		: ['Matched'];
};

export const team = defineRule({
	option: {
		name: 'Team',
		description: 'By a table of words, tiers, numbers and hours, with a destination and a priority',
		action: 'Route by team',
	},
	properties: teamProperties,
	outputNames,
	hasFallback: true,
	readPerItem: ['textToMatch'],
	readSettings(context, itemIndex): TeamSettings {
		const fields = context.getNodeParameter('teamRules.values', itemIndex, []) as RuleFields[];
		const options = context.getNodeParameter('options', itemIndex, {}) as OptionFields;
		const urgencyWords = hasOption(context, 'urgencyWords')
			? options.urgencyWords
			: DEFAULT_URGENCY_WORDS;
		const teams = fields.map(({ team: name }, index) => name?.trim() || `Team ${index + 1}`);
		const outputs = [...new Set(teams)];
		const isPerTeam = options.outputPerTeam === true;
		return {
			timeZone: options.timeZone || context.getTimezone(),
			urgencyWords: splitWords(asText(urgencyWords) ?? ''),
			rules: fields.map((rule, index) => {
				const name = teams[index] ?? '';
				return readRule(rule, name, isPerTeam ? outputs.indexOf(name) : 0);
			}),
		};
	},
	compile: routers.team,
	inputReader(context, { timeZone }) {
		const readMessage = messageReader(context);
		return (json, itemIndex): TeamInput => {
			const timestamp = readPath(json, 'timestamp');
			return {
				...readMessage(json, itemIndex),
				tier: readPath(json, 'customer', 'tier'),
				attribute: (name) => readPath(json, 'customer', 'attributes', name),
				at: timestamp === undefined ? new Date() : readInstant(timestamp, timeZone),
			};
		};
	},
	reasons: {
		rule: 'Every condition of the rule is met.',
		noConditions: 'The rule has no conditions, so it takes every message.',
		noRule: 'The conditions of no rule are met.',
	},
	details: ({ rule, isUrgent }) => {
		const urgent = isUrgent && { priority: URGENT };
		if (rule === undefined) return { ...urgent };
		const { name, team: chosen, destination, priority } = rule;
		return { rule: name, team: chosen, destination, priority, ...urgent };
	},
});

function readRule(fields: RuleFields, name: string, branch: number): TeamRule {
	const { from, days, urgentOnly } = fields;
	const read = (key: string) => (asText(fields[key]) ?? '').trim();
	return {
		branch,
		name: read('name') || name,
		team: name,
		destination: read('destination'),
		priority: read('priority') || 'normal',
		words: splitWords(read('words')),
		urgentOnly: urgentOnly === true,
		tiers: splitWords(read('tiers')),
		...(read('attribute') !== '' && {
			attribute: { name: read('attribute'), from: from === '' ? NaN : Number(from ?? 0) },
		}),
		hours: read('hours'),
		days: WEEKDAYS.filter((day) => days?.includes(day)),
	};
}

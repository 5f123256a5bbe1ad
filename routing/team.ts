import { compileCustomerTier } from './customer-tier';
import type { Decision, Router, SettingsProblem } from './decision';
import { compileKeyword, type KeywordInput } from './keyword';
import { compileTypedHours, type TypedHours } from './typed-hours';

/**
 * Route By Team: a table of rules. A rule applies when all of its conditions are met, one without conditions always. The
 * first rule that applies decides. A message with an urgency word gets the priority `urgent`, whatever its rule says.
 */

export interface TeamRule extends TypedHours {
	/** Index of the output. */
	branch: number;
	name: string;
	team: string;
	destination: string;
	priority: string;
	/** Words or phrases, of which the message must have one. */
	words: readonly string[];
	/** Whether the message must have an urgency word. */
	urgentOnly: boolean;
	/** Tiers, of which the customer must have one. */
	tiers: readonly string[];
	/** An attribute of the customer that must reach a number. */
	attribute?: { name: string; from: number };
}

export interface TeamSettings {
	/** IANA. */
	timeZone: string;
	rules: readonly TeamRule[];
	urgencyWords: readonly string[];
}

export interface TeamInput extends KeywordInput {
	tier: unknown;
	/** Returns the value of an attribute of the customer. */
	attribute(name: string): unknown;
	/** The instant to check; `undefined` when it could not be read. */
	at: Date | undefined;
}

export interface TeamDecision extends Decision {
	reason: 'rule' | 'noConditions' | 'noRule';
	isUrgent: boolean;
	/** Absent when no rule applies. */
	rule?: TeamRule;
}

export const URGENT = 'urgent';

export function compileTeam(settings: TeamSettings): Router<TeamInput, TeamDecision> {
	const problems: SettingsProblem[] = [];
	const findWords = compileWords(settings.rules.map(({ words }) => words));
	const findUrgency = compileWords([settings.urgencyWords]);
	const rules = settings.rules.map((rule, index) => {
		const conditions = [
			tierCondition(rule),
			attributeCondition(rule, index, problems),
			hoursCondition(rule, index, settings.timeZone, problems),
		].filter((condition) => condition !== undefined);
		return { rule, conditions };
	});

	const decide = (input: TeamInput): TeamDecision => {
		const words = findWords(input);
		const urgency = findUrgency(input).get(0);
		const isUrgent = urgency !== undefined;
		for (const [index, { rule, conditions }] of rules.entries()) {
			const word = words.get(index);
			if (rule.words.length > 0 && word === undefined) continue;
			if (rule.urgentOnly && !isUrgent) continue;
			const met = meetAll(conditions, input);
			if (met === undefined) continue;
			const matched = [word, rule.urgentOnly ? urgency : undefined, ...met].filter(
				(part) => part !== undefined,
			);
			return {
				branches: [rule.branch],
				matched: [matched.join(', ')],
				reason: matched.length > 0 ? 'rule' : 'noConditions',
				isUrgent,
				rule,
			};
		}
		return { branches: [], reason: 'noRule', isUrgent };
	};
	return { problems, decide };
}

/** Returns what met the condition, in the words of the settings; `undefined` when nothing did. */
type Condition = (input: TeamInput) => string | undefined;

/** Returns what met each of the conditions; `undefined` when one of them is not met. */
function meetAll(conditions: readonly Condition[], input: TeamInput): string[] | undefined {
	const met: string[] = [];
	for (const condition of conditions) {
		const matched = condition(input);
		if (matched === undefined) return undefined;
		met.push(matched);
	}
	return met;
}

/** Returns the function that finds the lists of which the message has a word, each with that word. */
function compileWords(
	lists: ReadonlyArray<readonly string[]>,
): (input: KeywordInput) => ReadonlyMap<number, string> {
	const filled = [...lists.entries()].filter(([, words]) => words.length > 0);
	const { decide } = compileKeyword({
		rules: filled.map(([, words]) => ({ name: '', words, match: 'anyWord' })),
		send: 'all',
		numbers: false,
		typoTolerance: true,
	});
	return (input) => {
		const { branches, matched = [] } = decide(input);
		return new Map(
			branches.map((branch, index) => [filled[branch]?.[0] ?? -1, matched[index] ?? '']),
		);
	};
}

function tierCondition({ tiers }: TeamRule): Condition | undefined {
	if (tiers.length === 0) return undefined;
	const { decide } = compileCustomerTier({ by: 'name', tiers: tiers.map((name) => ({ name })) });
	return ({ tier }) => decide({ value: tier }).matched?.[0];
}

function attributeCondition(
	{ attribute, name: rule }: TeamRule,
	index: number,
	problems: SettingsProblem[],
): Condition | undefined {
	if (attribute === undefined) return undefined;
	const { name, from } = attribute;
	if (!Number.isFinite(from)) {
		problems.push({
			rule: index,
			problem: `The rule "${rule}" has no number for the attribute "${name}".`,
			remedy: 'Enter the smallest number of the attribute in the field From Number.',
		});
		return () => undefined;
	}
	const { decide } = compileCustomerTier({ by: 'number', tiers: [{ name, from }] });
	return (input) =>
		decide({ value: input.attribute(name) }).branches.length > 0
			? `${name} from ${from}`
			: undefined;
}

function hoursCondition(
	rule: TeamRule,
	index: number,
	timeZone: string,
	problems: SettingsProblem[],
): Condition | undefined {
	const place = { timeZone, subject: `rule "${rule.name}"`, rule: index };
	const router = compileTypedHours(rule, place, problems);
	return (
		router &&
		(({ at }) => {
			const { businessHours, matched } = router.decide({ at });
			return businessHours?.state === 'open' ? matched?.[0] : undefined;
		})
	);
}

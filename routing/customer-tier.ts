import { foldPhrase } from '../messaging/text-folding';
import type { Decision, Router, SettingsProblem } from './decision';

/**
 * Route By Customer Tier: by the name of a tier (of the stored contact or in a field), or by a number against
 * thresholds (money spent, points, orders). An unknown tier goes to the fallback.
 */

export interface TierRule {
	name: string;
	/** Other names of the tier, e.g. `ouro` for `Gold`. Not used with thresholds. */
	alsoCalled?: readonly string[];
	/** Threshold: the smallest number of this tier. Only used with thresholds. */
	from?: number;
}

export interface CustomerTierSettings {
	by: 'name' | 'number';
	tiers: readonly TierRule[];
}

export interface CustomerTierInput {
	/** A tier name, or a number (also as text, e.g. `1250.5`). */
	value: unknown;
}

export interface CustomerTierDecision extends Decision {
	reason: 'tierName' | 'threshold' | 'noValue' | 'unknownTier' | 'notANumber' | 'belowAll';
}

export function compileCustomerTier(
	settings: CustomerTierSettings,
): Router<CustomerTierInput, CustomerTierDecision> {
	return settings.by === 'number' ? byNumber(settings.tiers) : byName(settings.tiers);
}

function byName(tiers: readonly TierRule[]): Router<CustomerTierInput, CustomerTierDecision> {
	const known = new Map<string, { index: number; spelling: string }>();
	tiers.forEach((tier, index) => {
		for (const spelling of [tier.name, ...(tier.alsoCalled ?? [])]) {
			const folded = foldPhrase(spelling);
			if (folded && !known.has(folded)) known.set(folded, { index, spelling });
		}
	});
	return {
		problems: [],
		decide: ({ value }) => {
			if (isMissing(value)) return { branches: [], reason: 'noValue' };
			const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
			const tier = known.get(foldPhrase(text));
			return tier === undefined
				? { branches: [], reason: 'unknownTier' }
				: { branches: [tier.index], matched: [tier.spelling], reason: 'tierName' };
		},
	};
}

function byNumber(tiers: readonly TierRule[]): Router<CustomerTierInput, CustomerTierDecision> {
	const problems: SettingsProblem[] = [];
	const thresholds: Array<{ index: number; from: number }> = [];
	tiers.forEach((tier, index) => {
		if (typeof tier.from === 'number' && Number.isFinite(tier.from)) {
			thresholds.push({ index, from: tier.from });
		} else {
			problems.push({
				rule: index,
				problem: `The tier "${tier.name}" has no threshold.`,
				remedy: 'Enter the smallest number of the tier in the field From.',
			});
		}
	});
	// The highest threshold that the number reaches decides. Of equal ones, the first tier does.
	thresholds.sort((a, b) => b.from - a.from || a.index - b.index);
	return {
		problems,
		decide: ({ value }) => {
			if (isMissing(value)) return { branches: [], reason: 'noValue' };
			const number = readNumber(value);
			if (number === undefined) return { branches: [], reason: 'notANumber' };
			const reached = thresholds.find(({ from }) => number >= from);
			return reached
				? { branches: [reached.index], matched: [String(reached.from)], reason: 'threshold' }
				: { branches: [], reason: 'belowAll' };
		},
	};
}

function isMissing(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/**
 * Reads a number, or its text where the text has one meaning only: `1250.5`, `1,250.50`, `1.250,50`, `1250,5`. A single
 * dot is always the decimal point.
 */
function readNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
	if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replace(/,/g, ''));
	if (/^[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+$/.test(text)) {
		return Number(text.replace(/\./g, '').replace(',', '.'));
	}
	return undefined;
}

import fc from 'fast-check';
import { compileCustomerTier } from '../../routing/customer-tier';

describe('customer tier: by name', () => {
	const router = compileCustomerTier({
		by: 'name',
		tiers: [
			{ name: 'Gold', alsoCalled: ['ouro', '1'] },
			{ name: 'Básico' },
			{ name: 'gold' },
			{ name: '' },
		],
	});

	it.each([
		['the name', 'Gold', [0]],
		['the name in any case', ' GOLD ', [0]],
		['the name without its accent', 'basico', [1]],
		['another name', 'Ouro', [0]],
		['a number that is another name', 1, [0]],
		['an unknown tier', 'silver', []],
		['nothing', undefined, []],
		['null', null, []],
		['an empty text', '', []],
		['something else', { tier: 'gold' }, []],
	])('sends %s to %j', (_, value, branches) => {
		expect(router.decide({ value }).branches).toEqual(branches);
	});
});

describe('customer tier: by number', () => {
	const router = compileCustomerTier({
		by: 'number',
		tiers: [
			{ name: 'Silver', from: 100 },
			{ name: 'Gold', from: 1_000 },
			{ name: 'Also gold', from: 1_000 },
		],
	});

	it.each([
		[99.99, []],
		[100, [0]],
		[999, [0]],
		[1_000, [1]],
		['1000.5', [1]],
		['1.000,50', [1]],
		['1,000.50', [1]],
		['999,5', [0]],
		['1.000', []],
		[-5, []],
		[Number.NaN, []],
		[Infinity, []],
		['many', []],
		['', []],
		[undefined, []],
		[true, []],
	])('sends %j to %j', (value, branches) => {
		expect(router.decide({ value }).branches).toEqual(branches);
	});

	it('names a tier without a threshold', () => {
		const broken = compileCustomerTier({ by: 'number', tiers: [{ name: 'Gold' }] });
		expect(broken.problems).toHaveLength(1);
		expect(broken.problems[0]?.problem).toContain('"Gold"');
	});
});

it('customer tier: picks at most one tier for any value and never throws', () => {
	const tier = fc.record({ name: fc.string(), from: fc.integer({ min: -9, max: 9 }) });
	fc.assert(
		fc.property(
			fc.constantFrom<'name' | 'number'>('name', 'number'),
			fc.array(tier),
			fc.anything(),
			(by, tiers, value) => {
				const { branches } = compileCustomerTier({ by, tiers }).decide({ value });
				expect(branches.length).toBeLessThanOrEqual(1);
				for (const branch of branches) expect(tiers[branch]).toBeDefined();
			},
		),
	);
});

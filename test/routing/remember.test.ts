import fc from 'fast-check';
import { ROUTE_BY, routers } from '../../routing';
import { compileKeyword, type KeywordSettings } from '../../routing/keyword';
import { remember } from '../../routing/remember';

describe('cached settings', () => {
	it('compiles equal settings once', () => {
		const compile = jest.fn((settings: { words: string[] }) => settings.words.length);
		const remembered = remember(compile);
		expect([remembered({ words: ['a'] }), remembered({ words: ['a'] })]).toEqual([1, 1]);
		expect(compile).toHaveBeenCalledTimes(1);
	});

	it('drops the settings that were not used for longest', () => {
		const compile = jest.fn((settings: number) => ({ settings }));
		const remembered = remember(compile, 2);
		for (const settings of [1, 2, 1, 3, 1, 2]) remembered(settings);
		expect(compile.mock.calls).toEqual([[1], [2], [3], [2]]);
	});

	it('answers as without the cache', () => {
		const rule = fc.record({
			name: fc.constantFrom('', 'Menu'),
			words: fc.array(fc.constantFrom('menu', 'oi', 'pedido'), { maxLength: 2 }),
			match: fc.constantFrom('anyWord' as const, 'wholeMessage' as const),
		});
		const settings: fc.Arbitrary<KeywordSettings> = fc.record({
			rules: fc.array(rule, { maxLength: 3 }),
			send: fc.constantFrom('first' as const, 'all' as const),
			numbers: fc.boolean(),
			typoTolerance: fc.boolean(),
		});
		const text = fc.constantFrom('menu', 'oi pedido', 'pedod', '2', 'x');
		fc.assert(
			fc.property(settings, text, (given, typed) => {
				const fresh = compileKeyword(given).decide({ text: typed });
				expect(routers.keyword(given).decide({ text: typed })).toEqual(fresh);
				expect(routers.keyword(given).decide({ text: typed })).toEqual(fresh);
			}),
		);
	});

	it('the cache has a router for every mode', () => {
		expect(Object.keys(routers)).toEqual([...ROUTE_BY]);
	});
});

import fc from 'fast-check';
import { compileStep } from '../../routing/step';

describe('step', () => {
	const router = compileStep({ steps: ['name', 'Data da visita', '', 'Name', '3'] });

	it.each<[string, unknown, number[]]>([
		['a conversation without a step', undefined, [0]],
		['a step that is null', null, [0]],
		['an empty step', ' ', [0]],
		['a step of the list', 'name', [1]],
		['a step in another case, with spaces', ' DATA DA VISITA ', [2]],
		['a step that is a number', 3, [5]],
		['a step that is not in the list', 'address', []],
		['a step of signs alone', '?', []],
		['something else', { step: 'name' }, []],
	])('sends %s to its branch', (_, step, branches) => {
		expect(router.decide({ step }).branches).toEqual(branches);
	});

	it('says which step of the settings matched', () => {
		expect(router.decide({ step: 'NAME' })).toEqual({
			branches: [1],
			matched: ['name'],
			reason: 'step',
		});
	});

	it('names a step without a name, because it never applies', () => {
		expect(router.hints).toEqual(['Step 3 has no name, so it never applies.']);
	});

	it('sends any value to one branch at most, and a step that was added later moves none', () => {
		fc.assert(
			fc.property(fc.array(fc.string()), fc.string(), fc.anything(), (steps, added, step) => {
				const before = compileStep({ steps }).decide({ step });
				const after = compileStep({ steps: [...steps, added] }).decide({ step });
				expect(before.branches.length).toBeLessThanOrEqual(1);
				if (before.branches.length === 1) expect(after).toEqual(before);
			}),
		);
	});
});

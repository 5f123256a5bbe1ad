import { join } from 'node:path';

import { projectFolder } from '../../sandbox/paths';
import { importCircles, importGraph } from './import-circles';

// Lint finds circles of values (import-x/no-cycle) and leaves imports of types out. Files that know each other's types
// cannot be read or changed one by one either, so both kinds count here.

describe('importCircles', () => {
	it('finds a circle over several files, a circle of two, and a file that imports itself', () => {
		const graph = new Map([
			['a', ['b', 'leaf']],
			['b', ['c']],
			['c', ['a', 'd']],
			['d', ['e']],
			['e', ['d', 'leaf']],
			['self', ['self']],
			['leaf', []],
		]);
		expect(importCircles(graph).sort()).toEqual([['a', 'b', 'c'], ['d', 'e'], ['self']]);
	});

	it('lets several ways lead to the same file', () => {
		const graph = new Map([
			['a', ['b', 'c']],
			['b', ['leaf']],
			['c', ['leaf', 'b']],
			['leaf', []],
		]);
		expect(importCircles(graph)).toEqual([]);
	});
});

describe('the import graph', () => {
	it('the import graph has no circle, not even of types', () => {
		const graph = importGraph(join(projectFolder, 'tsconfig.check.json'));
		expect(graph.get('store/contracts/store.ts')).toContain('store/contracts/inbox.ts');
		expect(importCircles(graph)).toEqual([]);
	});

	it('keeps the contract of the store free of its implementation', () => {
		const graph = importGraph(join(projectFolder, 'tsconfig.check.json'));
		const outside = [...graph]
			.filter(([file]) => file.startsWith('store/contracts/'))
			.flatMap(([, targets]) => targets)
			.filter((target) => !/^(store\/contracts|messaging|conversation)\//.test(target));
		expect(outside).toEqual([]);
	});
});

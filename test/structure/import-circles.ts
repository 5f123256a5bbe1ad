import { dirname, relative } from 'node:path';
import ts from 'typescript';

/** Maps each file to the files of ours that it imports, also where it imports types only. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads the imports of every file that the configuration names. Paths are relative to its folder. */
export function importGraph(configFile: string): ImportGraph {
	const root = dirname(configFile);
	const { config } = ts.readConfigFile(configFile, ts.sys.readFile);
	const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const own = new Set(fileNames);
	return new Map(
		fileNames.map((file) => {
			const { importedFiles } = ts.preProcessFile(ts.sys.readFile(file) ?? '', true, true);
			const targets = importedFiles
				.filter(({ fileName }) => fileName.startsWith('.'))
				.map(({ fileName }) => ts.resolveModuleName(fileName, file, options, ts.sys))
				.map(({ resolvedModule }) => resolvedModule?.resolvedFileName ?? '')
				.filter((target) => own.has(target));
			return [relative(root, file), targets.map((target) => relative(root, target))];
		}),
	);
}

/** Returns the groups of files that import each other in a circle (Tarjan's strongly connected components). */
export function importCircles(graph: ImportGraph): string[][] {
	const circles: string[][] = [];
	const open: string[] = [];
	const order = new Map<string, number>();
	const closed = new Set<string>();

	const visit = (file: string): number => {
		const own = order.size;
		let earliest = own;
		order.set(file, own);
		open.push(file);
		for (const target of graph.get(file) ?? []) {
			if (closed.has(target)) continue;
			earliest = Math.min(earliest, order.get(target) ?? visit(target));
		}
		if (earliest === own) {
			const group = open.splice(open.indexOf(file));
			for (const member of group) closed.add(member);
			if (group.length > 1 || graph.get(file)?.includes(file)) circles.push(group.sort());
		}
		return earliest;
	};

	for (const file of graph.keys()) if (!order.has(file)) visit(file);
	return circles;
}

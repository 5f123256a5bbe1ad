/** One part of the benchmarks: its own file, its own section of RESULTS.md. */
export interface Part {
	/** The word for the command line, and the marker of its section. */
	name: string;
	title: string;
	run(options: PartOptions): Promise<Result>;
}

export interface PartOptions {
	/** A tenth of the requests: to see that the benches work, not to quote. */
	quick: boolean;
	/** Another checkout whose package is measured, where a part can do so. Its `dist` must be built. */
	project?: string | undefined;
}

export interface Result {
	/** The comparison and its method, in Markdown. */
	how: string;
	columns: string[];
	rows: string[][];
	/** The ratios, one sentence each: the figures that another machine may be expected to give as well. */
	ratios: string[];
}

/** The part of the requests that this run makes, never fewer than `fewest`. */
export function scaled(count: number, { quick }: PartOptions, fewest = 1): number {
	return quick ? Math.max(fewest, Math.round(count / 10)) : count;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	if (sorted.length % 2 === 1) return sorted[middle] ?? 0;
	return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Three digits are all that a benchmark can tell. */
export function figure(value: number): string {
	return String(Number(value.toPrecision(3)));
}

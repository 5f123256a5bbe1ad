/** One part of the benchmarks: its own file, its own section of RESULTS.md. */
export interface Part {
	/** Name of the part on the command line. */
	name: string;
	title: string;
	run(options: PartOptions): Promise<Result>;
}

export interface PartOptions {
	/** Whether to make a tenth of the requests, to check that the benchmarks run. The figures are not reliable. */
	quick: boolean;
	/** Another checkout whose package is measured, by parts that can do so. Its `dist` must be built. */
	project?: string | undefined;
}

export interface Result {
	/** The comparison and its method, in Markdown. */
	how: string;
	columns: string[];
	rows: string[][];
	/** The ratios, one sentence each. Other machines should give similar ones. */
	ratios: string[];
}

/** Returns the number of requests of this run, at least `fewest`. */
export function scaled(count: number, { quick }: PartOptions, fewest = 1): number {
	return quick ? Math.max(fewest, Math.round(count / 10)) : count;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	if (sorted.length % 2 === 1) return sorted[middle] ?? 0;
	return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Formats a number with three significant digits, because further digits differ from run to run. */
export function figure(value: number): string {
	return String(Number(value.toPrecision(3)));
}

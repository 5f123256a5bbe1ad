import { z } from 'zod';

import type { Execution } from '../../../sandbox/n8n-api';

const runDataSchema = z.object({
	resultData: z.object({
		error: z.object({ message: z.string(), description: z.string().nullish() }).nullish(),
		runData: z.record(
			z.array(
				z.object({
					data: z
						.object({
							main: z.array(z.array(z.object({ json: z.record(z.unknown()) })).nullable()),
						})
						.optional(),
				}),
			),
		),
	}),
});

/** What a node put on one of its outputs in its last run; none when it did not run. */
export function itemsOf(
	execution: Execution,
	node: string,
	output = 0,
): Array<Record<string, unknown>> {
	const run = runDataSchema.parse(execution.data).resultData.runData[node]?.at(-1);
	return (run?.data?.main[output] ?? []).map(({ json }) => json);
}

/** What the user reads when the execution failed. */
export function failureOf(execution: Execution): { message: string; description: string } {
	const { error } = runDataSchema.parse(execution.data).resultData;
	return { message: error?.message ?? '', description: error?.description ?? '' };
}

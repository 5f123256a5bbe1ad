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
							main: z
								.array(
									z
										.array(
											z.object({
												json: z.record(z.unknown()),
												pairedItem: z.object({ item: z.number() }).optional().catch(undefined),
											}),
										)
										.nullable(),
								)
								// A model and a tool of an agent have outputs of their own kinds.
								.default([]),
						})
						.optional(),
				}),
			),
		),
	}),
});

/** Returns the items on one output of a node in its last run; none if it did not run. */
export function itemsOf(
	execution: Execution,
	node: string,
	output = 0,
): Array<Record<string, unknown>> {
	return entriesOf(execution, node, output).map(({ json }) => json);
}

/** Returns the index of the paired input item, for each of these items. */
export function pairedItemsOf(
	execution: Execution,
	node: string,
	output = 0,
): Array<number | undefined> {
	return entriesOf(execution, node, output).map(({ pairedItem }) => pairedItem?.item);
}

/** Returns the error of each item on the error output, the last output of a node. */
export function errorsOf(
	execution: Execution,
	node: string,
): Array<{ message: string; description: string }> {
	const outputs = lastRunOf(execution, node)?.data?.main.length ?? 0;
	return itemsOf(execution, node, outputs - 1).flatMap((item) => {
		const failed = failedItemSchema.safeParse(item);
		return failed.success
			? [{ message: failed.data.error, description: failed.data.details.description }]
			: [];
	});
}

const failedItemSchema = z.object({
	error: z.string(),
	details: z.object({ description: z.string() }),
});

function entriesOf(execution: Execution, node: string, output: number) {
	return lastRunOf(execution, node)?.data?.main[output] ?? [];
}

function lastRunOf(execution: Execution, node: string) {
	return runDataSchema.parse(execution.data).resultData.runData[node]?.at(-1);
}

/** Returns the error that the user sees when the execution failed. */
export function failureOf(execution: Execution): { message: string; description: string } {
	const { error } = runDataSchema.parse(execution.data).resultData;
	return { message: error?.message ?? '', description: error?.description ?? '' };
}

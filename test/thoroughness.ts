/**
 * Whether the long tests run. `npm run test:nightly` sets `BUSINESS_MESSAGING_NIGHTLY` and runs them; `npm test` runs
 * the short ones. Both sizes check the same rule.
 */
export const IS_NIGHTLY = process.env['BUSINESS_MESSAGING_NIGHTLY'] === '1';

/** Returns the size of a test for this run, e.g. the number of runs of a property. */
export function sizeOf<Size>(sizes: { short: Size; nightly: Size }): Size {
	return IS_NIGHTLY ? sizes.nightly : sizes.short;
}

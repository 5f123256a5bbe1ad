/**
 * Two sizes of one test. `npm test` takes the short one, `npm run test:nightly` the long one, which sets
 * `BUSINESS_MESSAGING_NIGHTLY`. Both sizes check the same rule.
 */
export const IS_NIGHTLY = process.env['BUSINESS_MESSAGING_NIGHTLY'] === '1';

/** Returns the size for this run, e.g. how often a property is tried. */
export function sizeOf<Size>(sizes: { short: Size; nightly: Size }): Size {
	return IS_NIGHTLY ? sizes.nightly : sizes.short;
}

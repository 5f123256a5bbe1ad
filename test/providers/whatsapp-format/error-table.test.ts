import { ERROR_TABLE } from '../../../providers/whatsapp-format/errors/error-table';
import { explainErrorCode } from '../../../providers/whatsapp-format/errors/explain-code';

/** Every code of docs/facts/whatsapp-cloud.md#error-codes, with what it says about a repeat. Ranges by both ends. */
const DOCUMENTED: Record<'no' | 'backoff' | 'later' | 'unsafe', number[]> = {
	no: [
		0, 190, 104, 3, 10, 200, 299, 131005, 131048, 131031, 130497, 33, 100, 131008, 131009, 131021,
		135000, 131026, 131030, 131037, 131042, 131044, 131045, 131047, 131050, 130403, 130472, 131051,
		131052, 131053, 131055, 134100, 131060, 131062, 131063, 132000, 132001, 132005, 132007, 132008,
		132012, 132018, 132016, 132068, 133005, 133006, 133008, 133009, 133010, 134011, 134102, 136024,
		137000, 138000, 138999, 131020, 131041, 131200, 131299, 139000, 139004, 139100, 139103, 139200,
		147001, 147005, 2388019, 2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299, 2494164,
		2494179, 2593107, 2593109,
	],
	backoff: [131057, 2494100, 4, 80007, 130429, 131056, 131059],
	later: [131064, 133016, 368, 131049, 132015, 132069, 133000, 133015, 134101],
	unsafe: [1, 2, 131000, 131016, 133004],
};

const ALL_DOCUMENTED = Object.entries(DOCUMENTED).flatMap(([policy, codes]) =>
	codes.map((code) => ({ code: String(code), policy })),
);

describe('whatsapp format: error table', () => {
	it.each(ALL_DOCUMENTED)('explains $code with the retry policy $policy', ({ code, policy }) => {
		const error = explainErrorCode(code, {});
		expect(error.code).toBe(code);
		expect(error.title).not.toBe(explainErrorCode('999999', {}).title);
		expect(error.title.length).toBeGreaterThan(10);
		expect(error.remedy.length).toBeGreaterThan(10);
		const expected = {
			no: { retry: 'no', mayHaveBeenSent: undefined },
			backoff: { retry: 'now', mayHaveBeenSent: undefined },
			later: { retry: 'later', mayHaveBeenSent: undefined },
			unsafe: { retry: 'no', mayHaveBeenSent: true },
		}[policy];
		expect(error.retry).toBe(expected?.retry);
		expect(error.mayHaveBeenSent).toBe(expected?.mayHaveBeenSent);
	});

	it('states a wait for every error that is retried', () => {
		for (const entry of ERROR_TABLE.filter(({ policy }) => policy === 'backoff')) {
			expect({ entry: entry.title, wait: (entry.waitSeconds ?? 0) > 0 }).toMatchObject({
				wait: true,
			});
		}
	});

	it('the table has no two entries with the same title or the same remedy', () => {
		expect(ERROR_TABLE.length).toBeGreaterThan(60);
		for (const field of ['title', 'remedy'] as const) {
			const texts = ERROR_TABLE.map((entry) => entry[field]);
			expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
		}
	});

	it('names no code twice', () => {
		const codes = ERROR_TABLE.flatMap((entry) => entry.codes).flatMap((code) =>
			typeof code === 'number'
				? [code]
				: Array.from({ length: code[1] - code[0] + 1 }, (_, index) => code[0] + index),
		);
		expect(new Set(codes).size).toBe(codes.length);
	});

	it('ends each remedy as a sentence, and no title', () => {
		for (const { title, remedy } of ERROR_TABLE) {
			expect(remedy).toMatch(/\.$/);
			expect(title).not.toMatch(/\.$/);
		}
	});

	it.each([
		['131047', 'windowClosed'],
		['131050', 'optedOut'],
		['131056', 'rateLimited'],
		['130429', 'rateLimited'],
		['190', 'wrongCredential'],
		['205', 'wrongCredential'],
		['131026', undefined],
	])('gives shared code the meaning of %s', (code, meaning) => {
		expect(explainErrorCode(code, {}).meaning).toBe(meaning);
	});

	it('waits for 24 hours after a promotion that was held back', () => {
		expect(explainErrorCode('131049', {})).toMatchObject({
			retry: 'later',
			retryAfterSeconds: 86_400,
		});
	});
});

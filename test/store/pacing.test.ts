import type { Store } from '../../store/contracts/store';
import { ENGINES } from './engines';

const NOW = 1_790_000_000_000;

describe.each(ENGINES)('$name: pacing', (engine) => {
	let store: Store;
	let dispose: () => Promise<void>;
	beforeAll(async () => ({ store, dispose } = await engine.create()));
	afterAll(() => dispose());

	it('each stretch of a stream is given once, one after the other', async () => {
		const starts = await Promise.all(
			Array.from({ length: 20 }, () => store.pacing.reserve('number-1', 12.5, NOW)),
		);
		expect(starts.sort((a, b) => a - b)).toEqual(
			Array.from({ length: 20 }, (_, place) => NOW + place * 12.5),
		);
	});

	it('a stream starts anew after a pause, and streams are separate', async () => {
		await store.pacing.reserve('number-2', 100, NOW);
		expect(await store.pacing.reserve('number-2', 100, NOW + 5_000)).toBe(NOW + 5_000);
		expect(await store.pacing.reserve('number-3', 100, NOW)).toBe(NOW);
	});
});

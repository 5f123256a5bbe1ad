import { REMEMBERED_MINUTES, rememberRepeats } from '../../../nodes/UsedeskTrigger/repeats';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 12, 0) + minutes * 60_000);

describe('Usedesk Trigger: repeats', () => {
	it('recognises a repeated event for ten minutes after its first arrival, and not longer', () => {
		const repeats = rememberRepeats();
		expect(repeats.isRepeat('t', 'e', at(0))).toBe(false);
		expect(repeats.isRepeat('t', 'e', at(REMEMBERED_MINUTES - 0.01))).toBe(true);
		expect(repeats.isRepeat('t', 'e', at(REMEMBERED_MINUTES))).toBe(false);
	});

	it('keeps triggers apart, also where their names could run together', () => {
		const repeats = rememberRepeats();
		expect(repeats.isRepeat('a', 'b","c', at(0))).toBe(false);
		expect(repeats.isRepeat('a","b', 'c', at(0))).toBe(false);
		expect(repeats.isRepeat('other', 'b","c', at(0))).toBe(false);
	});

	it('forgets the oldest events at its limit', () => {
		const repeats = rememberRepeats();
		for (let index = 0; index <= 20_000; index += 1) repeats.isRepeat('t', `e${index}`, at(0));
		expect(repeats.isRepeat('t', 'e20000', at(0))).toBe(true);
		expect(repeats.isRepeat('t', 'e0', at(0))).toBe(false);
	});
});

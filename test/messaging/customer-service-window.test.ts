import { isWindowOpen, opensWindow, windowEnd } from '../../messaging/customer-service-window';
import { anEvent } from '../fixtures/events';

const AT = '2026-03-02T10:00:00.000Z';
const END = '2026-03-03T10:00:00.000Z';

describe('customer service window', () => {
	it("the window ends the provider's number of hours after the message", () => {
		expect(windowEnd(AT, 24)).toBe(END);
	});

	it.each([
		['open in the millisecond before its end', '2026-03-03T09:59:59.999Z', true],
		['closed at its end', END, false],
		['closed in hour 25', '2026-03-03T11:00:00.000Z', false],
	])('the window is %s', (_state, now, open) => {
		expect(isWindowOpen(END, new Date(now))).toBe(open);
	});

	it('a window that never opened is closed', () => {
		expect(isWindowOpen(undefined, new Date(AT))).toBe(false);
	});

	it('a message and a tap open the window', () => {
		expect(opensWindow(anEvent({ text: 'oi' }))).toBe(true);
		expect(opensWindow(anEvent({ event: 'buttonClick', text: 'Sim' }))).toBe(true);
	});

	it('a typed opt-out opens the window, one from the platform does not', () => {
		expect(opensWindow(anEvent({ event: 'consent', text: 'sair' }))).toBe(true);
		expect(opensWindow({ ...anEvent({ event: 'consent' }), message: undefined })).toBe(false);
	});

	it('a reaction, an edit, an unsupported message or a receipt does not open the window', () => {
		expect(opensWindow(anEvent({ type: 'reaction' }))).toBe(false);
		expect(opensWindow(anEvent({ type: 'unsupported' }))).toBe(false);
		expect(opensWindow(anEvent({ event: 'status' }))).toBe(false);
		const edited = anEvent({ text: 'oi!' });
		expect(
			opensWindow({ ...edited, message: { id: 'm2', type: 'text', text: 'oi!', editOf: 'm1' } }),
		).toBe(false);
	});
});

import { isWindowOpen, opensWindow, windowEnd } from '../../messaging/customer-service-window';
import { anEvent } from '../fixtures/events';

const AT = '2026-03-02T10:00:00.000Z';
const END = '2026-03-03T10:00:00.000Z';

describe('customer service window', () => {
	it('ends so many hours after the message', () => {
		expect(windowEnd(AT, 24)).toBe(END);
	});

	it.each([
		['the millisecond before its end', '2026-03-03T09:59:59.999Z', true],
		['its end', END, false],
		['hour 25', '2026-03-03T11:00:00.000Z', false],
	])('at %s is open: %s %s', (_moment, now, open) => {
		expect(isWindowOpen(END, new Date(now))).toBe(open);
	});

	it('is closed when it never was open', () => {
		expect(isWindowOpen(undefined, new Date(AT))).toBe(false);
	});

	it('is opened by a message and by a tap', () => {
		expect(opensWindow(anEvent({ text: 'oi' }))).toBe(true);
		expect(opensWindow(anEvent({ event: 'buttonClick', text: 'Sim' }))).toBe(true);
	});

	it('is opened by a typed opt-out, but not by one from the platform', () => {
		expect(opensWindow(anEvent({ event: 'consent', text: 'sair' }))).toBe(true);
		expect(opensWindow({ ...anEvent({ event: 'consent' }), message: undefined })).toBe(false);
	});

	it('is not opened by a reaction, an edit, something unsupported or a receipt', () => {
		expect(opensWindow(anEvent({ type: 'reaction' }))).toBe(false);
		expect(opensWindow(anEvent({ type: 'unsupported' }))).toBe(false);
		expect(opensWindow(anEvent({ event: 'status' }))).toBe(false);
		const edited = anEvent({ text: 'oi!' });
		expect(
			opensWindow({ ...edited, message: { id: 'm2', type: 'text', text: 'oi!', editOf: 'm1' } }),
		).toBe(false);
	});
});
